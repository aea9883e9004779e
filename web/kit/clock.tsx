// The clock cell: sign and number, nothing else; the words are for ears. Not: what it says (clock.ts).
import type { ReactNode } from 'react'
import { useWords } from '../words.ts'
import s from './clock.module.css'
import { type ClockState, clockNumber, clockSentence, clockUnder, faceAt, type Owed } from './clock.ts'
import { cx } from './cx.ts'
import { Glyph } from './glyph.tsx'
import { useOfNow } from './use-now.ts'

/**
 * A clock that ticks by itself. `under` adds the quiet second line, `tight` is for narrow lists, `inWords`
 * puts the
 * number into words like "in {number}" (not when late).
 */
export function ClockCell({
  owed,
  under = false,
  tight = false,
  inWords,
}: {
  owed: Owed
  under?: boolean
  tight?: boolean
  inWords?: (number: string) => string
}) {
  const words = useWords()
  const state = useOfNow(now => faceAt(owed, now).state)
  const number = useOfNow(now => clockNumber(owed, now, words, tight))
  const below = useOfNow(now => (under ? clockUnder(owed, now, words) : ''))
  const sentence = useOfNow(now => clockSentence(owed, now, words))
  return (
    <span className={under ? s.stack : undefined}>
      <ClockMark state={state} sentence={sentence} wraps={tight}>
        {inWords && state !== 'late' ? inWords(number) : number}
      </ClockMark>
      {below !== '' && (
        <span className={s.under} aria-hidden="true">
          {below}
        </span>
      )}
    </span>
  )
}

/**
 * Sign and text of a state that does not tick, like "Accepted in 2 min". `sentence` replaces the text for
 * ears.
 */
export function ClockMark({
  state,
  sentence,
  wraps = false,
  children,
}: {
  state: ClockState
  sentence?: string
  wraps?: boolean
  children: ReactNode
}) {
  return (
    <span className={cx(s.clock, s[state], wraps && s.wraps)}>
      <Glyph name={state} />
      <span aria-hidden={sentence ? true : undefined}>{children}</span>
      {sentence && <span className="sr">{sentence}</span>}
    </span>
  )
}
