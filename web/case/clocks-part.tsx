// What the contract owes on this case, beside its ledger: each clock that lives, and how it was decided.
// Not: the stretches of a clock (clocks-sheet.tsx).
import { maySetUp } from '#core/access/set-up.ts'
import { nextStep } from '#core/entitlement/next-step.ts'
import type { TargetState } from '#core/case/state.ts'
import { Button } from '#web/kit/button.tsx'
import { ClockCell, ClockMark } from '#web/kit/clock.tsx'
import { PanelPart } from '#web/kit/layout.tsx'
import { nowMs } from '#web/kit/now.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './clocks.module.css'
import { RegisteredList } from './registered-part.tsx'
import { coveredText, signOf, standingText } from './clocks-data.ts'

/** Nothing where the case was never judged: a desk without policies has no such part. */
export function ClocksPart() {
  const { say, state, desk, open, ledger, data } = useCase()
  if (state.entitled === null) return null
  const judged = ledger.findLast(event => event.type === 'entitlement.decided')
  const contract = judged?.contract && data.names.contracts[judged.contract]
  const shown = Object.entries(state.targets).filter(
    ([, one]) => one.standing === 'running' || one.standing === 'paused',
  )
  return (
    <PanelPart title={say('clocks.title')}>
      <p className="sm soft">
        {coveredText(judged ?? state.entitled, desk.facts.policies, say)}
        {contract && ` · ${say('clocks.contract', { name: contract })}`}
      </p>
      <Choices />
      {shown.length > 0 && (
        <ul className={s.clocks}>
          {shown.map(([id, one]) => (
            <li key={id}>
              <span>{say(`kit.clock_what_${one.kind}`)}</span>
              <ClockNow one={one} />
            </li>
          ))}
        </ul>
      )}
      <RegisteredList />
      <Button kind="quiet" onClick={() => open({ name: 'clocks' })}>
        {say('clocks.explain')}
      </Button>
    </PanelPart>
  )
}

/** Where no contract covers it: what the customer was told, what can be asked of him, and who may waive. */
function Choices() {
  const { say, state, desk, open } = useCase()
  const outcome = state.entitled?.outcome
  if (outcome === 'covered' || outcome === 'waiver' || state.phase !== 'open') return null
  const step = nextStep(state, desk.facts)
  return (
    <>
      {step && <p className="sm soft">{say(`clocks.told_${step}`)}</p>}
      {maySetUp(desk.me, 'waivers', 'change') ? (
        <Button kind="quiet" onClick={() => open({ name: 'waiver' })}>
          {say('set_up.waiver_add')}
        </Button>
      ) : (
        outcome === 'not_covered' && <p className="sm soft">{say('clocks.lead_waives')}</p>
      )}
    </>
  )
}

/** A clock that runs ticks; one that stands still or is missed says so. */
export function ClockNow({
  one,
}: {
  one: Pick<TargetState, 'kind' | 'from' | 'dueAt' | 'warnAt' | 'standing' | 'metAt' | 'breached'>
}) {
  const words = useWords()
  const sign = signOf(one)
  if (sign === undefined || sign === 'late')
    return <ClockCell owed={{ dueAt: one.dueAt, fromAt: one.from, warnAt: one.warnAt, kind: one.kind }} />
  return <ClockMark state={sign}>{standingText(one, nowMs(), words)}</ClockMark>
}
