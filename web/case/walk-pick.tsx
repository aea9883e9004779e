// A list one chooses one of: by a number key, by typing what it is, or with the arrows. Not: what there is to
// choose (walk-choice.ts).
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { fit } from '#web/kit/find.ts'
import { useKeys } from '#web/kit/use-keys.ts'
import { useWords } from '#web/words.ts'
import s from './walk.module.css'

export type Pick = {
  readonly id: string
  readonly text: string
  /** a quiet word behind it */
  readonly note?: ReactNode
  /** what else finds it */
  readonly also?: string
}
type Props = {
  /** what the field asks for */
  label: string
  picks: readonly Pick[]
  onPick: (id: string) => void
  /** it begins in the field */
  focus?: boolean
  /** the numbers of what is chosen are its own: they are no keys */
  isNumbered?: boolean
}

/** How it narrows down while one types: the best first, else in its own order. */
function fitting(picks: readonly Pick[], typed: string): readonly Pick[] {
  if (typed.trim() === '') return picks
  return picks
    .map(pick => ({ pick, fits: fit(`${pick.text} ${pick.also ?? ''}`, typed) }))
    .filter(({ fits }) => fits > 0)
    .sort((a, b) => b.fits - a.fits)
    .map(({ pick }) => pick)
}

export function PickList({ label, picks, onPick, focus, isNumbered }: Props) {
  const { say } = useWords()
  const [typed, setTyped] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const shown = useMemo(() => fitting(picks, typed), [picks, typed])
  const numbers = new Map(isNumbered ? [] : picks.slice(0, 9).map(({ id }, i) => [id, String(i + 1)]))
  const { field, go } = usePickKeys({ picks, shown, list, onPick, isNumbered: isNumbered === true })
  return (
    <div className={s.pick} ref={field}>
      <TextField
        label={label}
        autoFocus={focus}
        autoComplete="off"
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
          event.preventDefault()
          const [best] = shown
          if (event.key === 'ArrowDown') go(1)
          else if (best && !event.repeat) onPick(best.id)
        }}
      />
      <ul className={s.picks} ref={list}>
        {shown.map(({ id, text, note }, i) => (
          <li key={id} className={i === 0 && typed.trim() !== '' ? s.best : undefined}>
            <Button keys={numbers.get(id)} onClick={event => event.detail < 2 && onPick(id)}>
              {text}
              {note && <span className="soft"> {note}</span>}
            </Button>
          </li>
        ))}
      </ul>
      <p className="soft" role="status">
        {shown.length === 0 && say('walk.none_fits', { text: typed.trim() })}
      </p>
    </div>
  )
}

type KeysOf = {
  picks: readonly Pick[]
  shown: readonly Pick[]
  list: React.RefObject<HTMLUListElement | null>
  onPick: (id: string) => void
  isNumbered: boolean
}

/** Number keys choose, arrows walk the list, / leads to the field. */
function usePickKeys({ picks, shown, list, onPick, isNumbered }: KeysOf) {
  const field = useRef<HTMLDivElement>(null)
  const toField = () => field.current?.querySelector('input')?.focus()
  const go = (by: 1 | -1) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    if (at === 0 && by < 0) toField()
    else buttons[at < 0 && by < 0 ? buttons.length - 1 : Math.min(at + by, buttons.length - 1)]?.focus()
  }
  const digits = isNumbered
    ? []
    : picks.slice(0, 9).map(({ id }, i) => [
        String(i + 1),
        (event: { repeat: boolean }) => {
          if (!event.repeat && shown.some(one => one.id === id)) onPick(id)
        },
      ])
  useKeys({
    ...Object.fromEntries(digits),
    '/': toField,
    arrowdown: () => go(1),
    arrowup: () => go(-1),
  })
  return { field, go }
}
