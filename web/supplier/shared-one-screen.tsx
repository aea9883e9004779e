// A supplier case as the house it was given to reads it: what is due from them, their answer, what was said.
// Not: our own page of it (supplier-screen.tsx), nor what they are shown (server/supplier-share.ts).
import { Link, useParams } from '@tanstack/react-router'
import type { Say } from '#words/say.ts'
import { Fact, Facts } from '../kit/facts.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { SeverityMark, Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import { type SharedLine, type SharedPage, useShared } from './shared-api.ts'
import { SharedAnswer } from './shared-answer.tsx'
import { SharedStands } from './shared-screen.tsx'
import s from './supplier.module.css'

/** `/shared/{number}` */
export default function SharedOneScreen() {
  const say = useSay()
  const { number } = useParams({ strict: false }) as { number: string }
  const query = useShared(number)
  return (
    <Tall>
      <ScreenBar title={say('matter.kind_supplier_case', { number })} ruled>
        <Link to="/shared">{say('shared.title')}</Link>
      </ScreenBar>
      <Scroll label={say('matter.kind_supplier_case', { number })}>
        <ScreenState query={query} rows={4} bones="entries" gone={<Empty why={say('shared.gone')} />}>
          {page => <One page={page} number={number} />}
        </ScreenState>
      </Scroll>
    </Tall>
  )
}

function One({ page, number }: { page: SharedPage; number: string }) {
  const say = useSay()
  const { row } = page
  return (
    <div className={s.page}>
      <h2>
        <SeverityMark severity={row.severity} /> {row.title}
      </h2>
      <Facts>
        <Fact
          label={say('supplier.head_standing')}
          small={row.dueAt !== null && <TimeText at={row.dueAt} as="moment" />}
        >
          <SharedStands standing={row.standing} />
        </Fact>
        <Fact label={say('shared.reference')}>
          {row.reference ?? <span className="soft">{say('shared.reference_none')}</span>}
        </Fact>
        <Fact label={say('shared.sent')}>
          <TimeText at={row.sentAt} as="moment" />
        </Fact>
      </Facts>
      {row.isOpen && <SharedAnswer number={number} hasReference={row.reference !== null} />}
      <Due page={page} />
      <Course course={page.course} />
    </div>
  )
}

const tagOf = { running: 'open', silent: 'late', met: 'yes', met_late: 'late' } as const

function Due({ page: { owed, row } }: { page: SharedPage }) {
  const say = useSay()
  if (!row.isOpen) return null
  return (
    <section aria-labelledby="due">
      <h3 id="due">{say('shared.owed')}</h3>
      {owed.length === 0 ? (
        <p className="soft">{say('shared.owed_none')}</p>
      ) : (
        <ul className={s.facts}>
          {owed.map(one => (
            <li key={one.target}>
              {say(`supplier.target_${one.target}`)}{' '}
              <Tag kind={tagOf[one.standing]}>{say(`supplier.owed_${one.standing}`)}</Tag>{' '}
              <TimeText at={one.dueAt} as="moment" />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const lines: { readonly [W in SharedLine['what']]: (line: SharedLine, say: Say) => string } = {
  sent: ({ pack }, say) => say(pack ? 'shared.did_sent_pack' : 'shared.did_sent'),
  said: ({ answer, version }, say) => [say(`shared.answer_${answer}`), version].filter(Boolean).join(' · '),
  lodged: ({ reference }, say) => say('shared.did_lodged', { reference: reference ?? '' }),
  retested: ({ holds }, say) => say(holds ? 'supplier.did_retested_yes' : 'supplier.did_retested_no'),
  solved: (_line, say) => say('shared.did_solved'),
  reopened: (_line, say) => say('supplier.did_reopened'),
}

/** The newest first. */
function Course({ course }: { course: readonly SharedLine[] }) {
  const say = useSay()
  return (
    <section aria-labelledby="course">
      <h3 id="course">{say('shared.course')}</h3>
      <ol className={s.facts} reversed>
        {course.toReversed().map(line => (
          <li key={line.seq}>
            {lines[line.what](line, say)}{' '}
            <span className="soft sm">
              {line.name} <TimeText at={line.at} as="wall" />
            </span>
            {line.words !== null && <p className={s.lines}>{line.words}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
