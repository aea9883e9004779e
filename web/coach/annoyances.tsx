// What drives oneself mad: said in private, read by nobody else, removed by oneself. Not: the themes leads
// read (themes.tsx).
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Theme, themes } from '#core/people/annoyance.ts'
import { get, post } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { SelectField, TextArea } from '../kit/field.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import s from './coach.module.css'

type Own = {
  readonly id: string
  readonly theme: Theme
  readonly says: string
  readonly quotable: boolean
  readonly at: number
}
const key = [...keys.coach, 'annoyances']

export function Annoyances() {
  const say = useSay()
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<{ items: readonly Own[] }>('/annoyances', {}, signal),
  })
  return (
    <>
      <SayIt />
      <ScreenState query={query} rows={3} bones="entries">
        {({ items }) =>
          items.length === 0 ? (
            <Empty why={say('people.none_mad')} />
          ) : (
            <ol className={s.items}>
              {items.map(one => (
                <li key={one.id}>
                  <OwnItem one={one} />
                </li>
              ))}
            </ol>
          )
        }
      </ScreenState>
    </>
  )
}

function useChange<T>(change: (body: T) => Promise<unknown>, onDone?: () => void) {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => onDone?.(),
    onError: thrown => toast(refused(thrown, say)),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}

function SayIt() {
  const say = useSay()
  const [theme, setTheme] = useState<Theme>('tools')
  const [words, setWords] = useState('')
  const [isQuotable, setQuotable] = useState(false)
  const isBlank = words.trim() === ''
  // What was written stays until it has arrived.
  const send = useChange(
    (body: object) => post('/annoyances', body),
    () => setWords(''),
  )
  return (
    <form
      className={s.item}
      onSubmit={event => {
        event.preventDefault()
        if (!isBlank && !send.isPending) send.mutate({ theme, says: words.trim(), quotable: isQuotable })
      }}
    >
      <SelectField
        label={say('people.theme')}
        value={theme}
        options={themes.map(value => ({ value, text: say(`people.theme_${value}`) }))}
        onChange={event => setTheme(event.currentTarget.value as Theme)}
      />
      <TextArea
        label={say('people.mad_words')}
        needed={isBlank}
        maxLength={2000}
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
      />
      <Check checked={isQuotable} onChange={event => setQuotable(event.currentTarget.checked)}>
        {say('people.quotable')}
      </Check>
      <p>
        <Button type="submit" kind="main">
          {say('people.mad_say')}
        </Button>
      </p>
    </form>
  )
}

function OwnItem({ one }: { one: Own }) {
  const say = useSay()
  const remove = useChange(() => post(`/annoyances/${one.id}`, {}, { method: 'DELETE' }))
  return (
    <article className={s.item}>
      <h3 className={s.head}>
        {say(`people.theme_${one.theme}`)} <TimeText at={one.at} as="wall" className="soft" />
      </h3>
      <p className={s.words}>{one.says}</p>
      {one.quotable && <p className="soft sm">{say('people.is_quotable')}</p>}
      <p>
        <Button
          kind="quiet"
          aria-label={`${say('people.remove')}: ${one.says.slice(0, 40)}`}
          onClick={() => remove.isPending || remove.mutate(undefined)}
        >
          {say('people.remove')}
        </Button>
      </p>
    </article>
  )
}
