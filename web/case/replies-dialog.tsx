// Ready-made replies: found by typing, filled in for this customer, put into the box where the cursor stands.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { filled } from '#core/reply/placeholder.ts'
import { get } from '#web/api/client.ts'
import { TextField } from '#web/kit/field.tsx'
import { ScreenState } from '#web/kit/screen-state.tsx'
import { Dialog } from '#web/kit/sheet.tsx'
import { useSay } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { repliesFor, type Reply, type ReplyValues, replyOf, textFor } from './reply-text.ts'

type Given = { readonly items: readonly Record<string, unknown>[] }

const repliesQuery = {
  queryKey: ['replies'],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<readonly Reply[]> =>
    (await get<Given>('/replies', undefined, signal)).items.map(replyOf),
}

type Props = { values: ReplyValues; onChoose: (text: string) => void; onClose: () => void }

export function RepliesDialog({ values, onChoose, onClose }: Props) {
  const say = useSay()
  const { data, desk } = useCase()
  const query = useQuery(repliesQuery)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = repliesFor(query.data ?? [], typed)
  const textOf = (reply: Reply) => filled(textFor(reply, data.card.language, desk.defaultLanguage), values)
  const choose = () => {
    const reply = found[at]
    if (reply) onChoose(textOf(reply))
  }
  return (
    <Dialog open onClose={onClose} title={say('case.replies')} onSubmit={choose}>
      <TextField
        label={say('case.replies_find')}
        autoFocus
        value={typed}
        onChange={event => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={event => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (step !== 0) {
            event.preventDefault()
            setAt(Math.min(found.length - 1, Math.max(0, at + step)))
          } else if (event.key === 'Enter') {
            event.preventDefault()
            choose()
          }
        }}
      />
      <ScreenState query={query} rows={3} bones="list">
        {() => (
          <div className={s.replies} role="listbox" aria-label={say('case.replies')}>
            {found.map((reply, index) => (
              <button
                key={reply.id}
                type="button"
                role="option"
                aria-selected={index === at}
                onClick={() => onChoose(textOf(reply))}
              >
                <b>{reply.name}</b>
                <span data-clamp="2">{textOf(reply)}</span>
              </button>
            ))}
            {found.length === 0 && <p className="soft">{say('case.replies_none')}</p>}
          </div>
        )}
      </ScreenState>
    </Dialog>
  )
}
