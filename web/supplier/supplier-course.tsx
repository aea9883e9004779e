// What was said and done of a supplier case, in order: each fact in a line, with its words. Not: the page
// around it (supplier-screen.tsx).
import type { TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Say } from '#words/say.ts'
import type { SupplierFact, SupplierFactOf, SupplierFactType } from '#core/supplier/supplier-fact.ts'
import { nowMs } from '../kit/now.ts'
import { TimeText } from '../kit/time-text.tsx'
import { wallTime } from '../kit/times.ts'
import { useWords } from '../words.ts'
import { useHouse } from './share-part.tsx'
import s from './supplier.module.css'
import { TakeOut } from './take-out.tsx'
import { moneyText, type SupplierPage } from './suppliers-api.ts'

type Telling = {
  readonly say: Say
  readonly language: string
  readonly time: (at: number) => string
  readonly name: (agent: string) => string
  readonly house: (team: TeamId) => string
}
type Line<T extends SupplierFactType> = (fact: SupplierFactOf<T>, telling: Telling) => string
const plain =
  (key: string): Line<SupplierFactType> =>
  (_fact, { say }) =>
    say(key)

const target = (say: Say, one: string) => say(`supplier.target_${one}`)

const lines: { readonly [T in SupplierFactType]: Line<T> } = {
  'supplier.opened': plain('supplier.did_opened'),
  'supplier.owned': ({ owner }, { say, name }) => say('supplier.did_owned', { name: name(owner) }),
  'supplier.assessed': ({ severity }, { say }) => say('supplier.did_assessed', { n: severity }),
  'supplier.sent': ({ how }, { say }) => `${say('supplier.did_sent')} · ${say(`supplier.how_${how}`)}`,
  'supplier.not_sent': ({ reason }, { say }) => say('supplier.did_not_sent', { reason }),
  'supplier.reference_offered': ({ reference }, { say }) =>
    say('supplier.did_reference_offered', { reference }),
  'supplier.lodged': ({ reference }, { say }) => say('supplier.did_lodged', { reference }),
  'supplier.owed': (fact, { say, time }) =>
    say('supplier.did_owed', { target: target(say, fact.target), time: time(fact.dueAt) }),
  'supplier.met': (fact, { say }) =>
    say(fact.late ? 'supplier.did_met_late' : 'supplier.did_met', { target: target(say, fact.target) }),
  'supplier.silent': (fact, { say, time }) =>
    say('supplier.did_silent', { target: target(say, fact.target), time: time(fact.dueAt) }),
  'supplier.raised': plain('supplier.did_raised'),
  'supplier.chase_planned': ({ chaseAt }, { say, time }) =>
    say('supplier.did_chase_planned', { time: time(chaseAt) }),
  'supplier.chase_due': ({ escalate }, { say }) =>
    say(escalate ? 'supplier.did_chase_due_up' : 'supplier.did_chase_due'),
  'supplier.chased': ({ how }, { say }) => `${say('supplier.did_chased')} · ${say(`supplier.how_${how}`)}`,
  'supplier.escalated': plain('supplier.did_escalated'),
  'supplier.said': ({ answer, version }, { say }) =>
    [say(`supplier.answer_${answer}`), version].filter(Boolean).join(' · '),
  'supplier.taken_out': plain('supplier.did_taken_out'),
  'supplier.retested': ({ holds }, { say }) =>
    say(holds ? 'supplier.did_retested_yes' : 'supplier.did_retested_no'),
  'supplier.spent': ({ minutes, cents }, { say, language }) =>
    say('supplier.did_spent', {
      cost: say('supplier.cost_text', { minutes, money: moneyText(cents, language) }),
    }),
  'supplier.solved': ({ through }, { say }) =>
    say('supplier.did_solved', { how: say(`supplier.through_${through}`) }),
  'supplier.closed': ({ right }, { say }) =>
    say('supplier.did_closed', { verdict: say(right ? 'supplier.right_yes' : 'supplier.right_no') }),
  'supplier.reopened': plain('supplier.did_reopened'),
  'supplier.shared': ({ partner }, { say, house }) => say('supplier.did_shared', { house: house(partner) }),
  'supplier.unshared': ({ partner }, { say, house }) =>
    say('supplier.did_unshared', { house: house(partner) }),
}

/** The words a fact carries, in the order they were asked. */
const refsOf = (fact: SupplierFact): readonly TextRef[] =>
  ['title', 'who', 'note', 'because', 'words', 'result', 'what'].flatMap(field => {
    const ref = (fact as unknown as Record<string, unknown>)[field]
    return ref && typeof ref === 'object' ? [ref as TextRef] : []
  })

/** What their clock says by itself is told quietly. */
const quiet: ReadonlySet<SupplierFactType> = new Set(['supplier.owed', 'supplier.chase_planned'])

/** Everything that was said and done, the newest first. */
export function Course({ page }: { page: SupplierPage }) {
  const words = useWords()
  const { say, language } = words
  const name = (agent: string) => page.agents[agent] ?? '–'
  const time = (at: number) => wallTime(at, nowMs(), words)
  const house = useHouse()
  const telling: Telling = { say, language, time, name, house }
  const writer = (fact: SupplierFact, agent: string) =>
    'partner' in fact &&
    fact.partner &&
    fact.by.kind === 'agent' &&
    fact.type !== 'supplier.shared' &&
    fact.type !== 'supplier.unshared'
      ? say('supplier.by_house', { name: name(agent), house: house(fact.partner) })
      : name(agent)
  return (
    <section aria-labelledby="course">
      <h3 id="course">{say('supplier.course')}</h3>
      <ol className={s.facts} reversed>
        {page.ledger.toReversed().map(fact => (
          <li key={fact.seq}>
            <span className={quiet.has(fact.type) ? 'soft sm' : undefined}>
              {(lines[fact.type] as Line<SupplierFactType>)(fact, telling)}
            </span>{' '}
            <span className="soft sm">
              {fact.by.kind === 'agent' && writer(fact, fact.by.id)} <TimeText at={fact.at} as="wall" />
            </span>
            {refsOf(fact).map(ref => (
              <p key={ref.text} className={s.lines}>
                {page.texts[ref.text] ?? '–'}
              </p>
            ))}
            {fact.type === 'supplier.said' && fact.mail !== undefined && fact.mail === page.unread && (
              <TakeOut number={String(page.row.number)} mail={fact.mail} />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
