// What automatic checks found on the way of a walk: the announced outage in the reader's words, the earlier
// cases to open. Not: the step it stands at (walk-step.tsx).
import { Link } from '@tanstack/react-router'
import { Tag } from '#web/kit/tag.tsx'
import { useDayTime } from '#web/set-up/parts.tsx'
import { useWords } from '#web/words.ts'
import { inLanguage, type WalkNow } from './walk-data.ts'
import s from './walk.module.css'

/** Nothing where no check said yes. */
export function WalkFound({ found }: Pick<WalkNow, 'found'>) {
  const { outage, earlier } = found
  return (
    <>
      {outage && <Outage outage={outage} />}
      {earlier && <Earlier earlier={earlier} />}
    </>
  )
}

function Outage({ outage }: { outage: NonNullable<WalkNow['found']['outage']> }) {
  const { say, language } = useWords()
  const when = useDayTime()
  const { what, since, expectedUntil, overAt } = outage
  const until = overAt ?? expectedUntil
  return (
    <p className={s.found}>
      <Tag kind={overAt === null ? 'wait' : 'plain'}>{say('walk.found_outage')}</Tag>{' '}
      {inLanguage(what, language)}{' '}
      <span className="soft sm">
        {say('walk.found_since', { time: when(since) })}
        {until !== null &&
          ` · ${say(overAt === null ? 'walk.found_expected' : 'walk.found_over', { time: when(until) })}`}
      </span>
    </p>
  )
}

function Earlier({ earlier: { by, cases } }: { earlier: NonNullable<WalkNow['found']['earlier']> }) {
  const { say } = useWords()
  return (
    <div className={s.found}>
      <p>{say(by === 'device' ? 'walk.found_device' : 'walk.found_product', { n: cases.length })}</p>
      <ul>
        {cases.map(one => (
          <li key={one.id}>
            <Link to="/c/$number" params={{ number: String(one.number) }} target="_blank">
              {one.number} {one.subject}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
