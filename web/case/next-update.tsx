// "Next update by …" in a sentence: the quick choices, a time of one's own, the promise that stands, or
// none and why.
import { useState } from 'react'
import type { AgentId } from '#core/kit/id.ts'
import { hourMs } from '#core/kit/time.ts'
import { nowMs } from '#web/kit/now.ts'
import { Slot } from '#web/kit/slot.tsx'
import { type Words, wallTime, windowTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useDesk } from './desk.ts'
import s from './case.module.css'
import { type Choice, firstChoice, nextUpdateChoices } from './next-update.ts'
import { type Chosen, timesOf } from './own-time.ts'
import { OwnTimeInline } from './own-time.tsx'

/**
 * What was chosen: an instant, the promise that runs already, or no update with the reason why. `keeper`
 * gives the word instead; another time is asked about anew.
 */
export type NextUpdate =
  | ({ readonly is: 'at'; readonly own?: true; readonly keeper?: AgentId | undefined } & Chosen)
  | ({ readonly is: 'stands' } & Chosen)
  | { readonly is: 'none'; readonly because: string }

/** What is offered first: a promise that runs on stands, else the first quick choice. */
export const firstNext = (runs: Chosen | null, now: number, zone: string | undefined): NextUpdate =>
  runs === null ? { is: 'at', at: firstChoice(now, zone).at } : { is: 'stands', ...runs }

/** The words of a quick choice: "in 1 h · 15:20", "today 17:00". */
export const choiceText = (choice: Choice, now: number, words: Words): string =>
  words.say(`case.choice_${choice.name}`, { at: wallTime(choice.at, now, words) })

/** Time, window and keeper of a promise, as the server takes them. */
export type Given = { readonly from?: number; readonly dueAt: number; readonly keeper?: AgentId }
export const givenBy = (next: NextUpdate & { is: 'at' }): Given => ({
  ...timesOf(next),
  ...(next.keeper && { keeper: next.keeper }),
})

/** A time or window as it is written on the screen. */
export const chosenText = ({ at, from }: Chosen, now: number, words: Words): string =>
  windowTime({ from, dueAt: at }, now, words)

type Props = {
  value: NextUpdate
  onChange: (next: NextUpdate) => void
  /** a spoken promise that would still run after this message */
  runs: Chosen | null
  /** a promise without a reason why not is not asked for here */
  mayBeNone?: boolean
}

export function NextUpdateSlot({ value, onChange, runs, mayBeNone = true }: Props) {
  const words = useWords()
  const { say } = words
  const { zone } = useDesk()
  const [now] = useState(nowMs)
  const choices = nextUpdateChoices(now, zone)
  const chosen =
    value.is === 'at'
      ? value.own
        ? 'own'
        : (choices.find(one => one.at === value.at)?.name ?? 'own')
      : value.is
  const options = [
    ...(runs === null
      ? []
      : [{ value: 'stands', text: say('case.choice_stands', { at: chosenText(runs, now, words) }) }]),
    ...choices.map(one => ({ value: one.name as string, text: choiceText(one, now, words) })),
    { value: 'own', text: say('case.choice_own') },
    ...(mayBeNone ? [{ value: 'none', text: say('case.choice_none') }] : []),
  ]
  const choose = (name: string) => {
    const quick = choices.find(one => one.name === name)
    if (quick) onChange({ is: 'at', at: quick.at })
    else if (name === 'stands' && runs !== null) onChange({ is: 'stands', ...runs })
    else if (name === 'none') onChange({ is: 'none', because: '' })
    else onChange({ is: 'at', at: value.is === 'none' ? now + 2 * hourMs : value.at, own: true })
  }
  return (
    <span className={s.next}>
      <Slot label={say('case.next_update')} value={chosen} options={options} onChange={choose} />
      {chosen === 'own' && value.is === 'at' && (
        <OwnTimeInline value={value} onChange={own => onChange({ is: 'at', ...own, own: true })} />
      )}
      {value.is === 'none' && (
        <input
          type="text"
          className={s.reason}
          aria-label={say('case.none_because')}
          placeholder={say('case.none_because')}
          value={value.because}
          onChange={event => onChange({ is: 'none', because: event.currentTarget.value })}
        />
      )}
    </span>
  )
}
