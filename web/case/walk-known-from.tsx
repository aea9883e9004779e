// Where an answer that is offered was said: in which other case of the customer, and when. A press takes it
// over, nothing else does. Not: the offer itself (walk-step.tsx).
import { Link } from '@tanstack/react-router'
import { nowMs } from '#web/kit/now.ts'
import { wallTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import type { WalkNow } from './walk-data.ts'

export function KnownFrom({ known }: Pick<WalkNow, 'known'>) {
  const words = useWords()
  if (!known?.from) return null
  const number = String(known.from.number)
  return (
    <small className="soft">
      {' '}
      <Link to="/c/$number" params={{ number }} data-inline="">
        {words.say('walk.known_from', { number, at: wallTime(known.at, nowMs(), words) })}
      </Link>
    </small>
  )
}
