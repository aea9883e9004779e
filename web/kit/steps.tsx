// The steps of a hand-off: offered, accepted or returned, answered, each with its time.
import type { ReactNode } from 'react'
import { Glyph } from './glyph.tsx'
import s from './steps.module.css'

export type HandOffStep = {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly is: 'done' | 'open' | 'back'
}
const glyphOf = { done: 'kept', open: 'open', back: 'undo' } as const

/** `open` steps are still awaited, `back` went back to the giver. */
export function HandOffSteps({ steps }: { steps: readonly HandOffStep[] }) {
  return (
    <ol className={s.steps}>
      {steps.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps stand in their order and never move
        <li key={index} className={s[one.is]}>
          <Glyph name={glyphOf[one.is]} className={s.sign} />
          <b>{one.title}</b>
          {one.note}
        </li>
      ))}
    </ol>
  )
}
