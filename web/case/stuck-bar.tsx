// Above the ledger of a case that is stuck: by which signs, since when, what shows them, when a lead hears of
// it; and what its worker can do about it. Not: the forms (forms-stuck.tsx).
import type { Recorded } from '#core/case/event.ts'
import type { Entry } from '#core/case/timeline.ts'
import type { ShownSign, StuckSign } from '#core/case/stuck-sign.ts'
import { Button } from '#web/kit/button.tsx'
import { nowMs } from '#web/kit/now.ts'
import { usePanes } from '#web/kit/panes.ts'
import { wallTime } from '#web/kit/times.ts'
import { useOfNow } from '#web/kit/use-now.ts'
import { useWords } from '#web/words.ts'
import { passSheet } from './case-acts.ts'
import { type OpenCaseView, useCase } from './case-context.ts'
import b from './bars.module.css'

/** The signs that still hold, each as it was said last. */
function shownSigns(ledger: readonly Recorded[], signs: readonly StuckSign[]): ShownSign[] {
  const said = ledger.flatMap(event => (event.type === 'stuck.noticed' ? event.signs : []))
  return signs.flatMap(sign => said.findLast(one => one.sign === sign) ?? [])
}

/** Entries that show it, by the ids of what they are about. */
function entriesOf(entries: readonly Entry[], { evidence }: ShownSign): Entry[] {
  const ids = (entry: Entry) => Object.values(entry).filter(value => typeof value === 'string')
  return entries.filter(entry => ids(entry).some(id => evidence.includes(id)))
}

/** Its title among others that stand there. */
export const stuckTitles = ({ say, state }: OpenCaseView): string[] =>
  state.stuck.noticed ? [say('stuck.title')] : []

export function StuckBar() {
  const view = useCase()
  const { say, state, ledger } = view
  const panes = usePanes()
  const { noticed } = state.stuck
  if (!noticed) return null
  return (
    <section className={b.stuck} aria-label={say('stuck.title')}>
      <details open={panes !== 'one'}>
        <summary>
          <b>{say('stuck.title')}</b>
        </summary>
        <ul>
          {shownSigns(ledger, noticed.signs).map(one => (
            <li key={one.sign}>
              <SignLine sign={one} />
            </li>
          ))}
        </ul>
        <Until />
        <Answers view={view} />
      </details>
    </section>
  )
}

function SignLine({ sign }: { sign: ShownSign }) {
  const { say, entries } = useCase()
  const words = useWords()
  const shown = entriesOf(entries, sign)
  return (
    <>
      {say('stuck.sign_since', {
        what: say(`stuck.sign_${sign.sign}`),
        at: wallTime(sign.since, nowMs(), words),
      })}{' '}
      {shown.length > 0 && (
        <span className="soft">
          {say('stuck.shown_by')}{' '}
          {shown.map(entry => (
            <a key={entry.seq} href={`#e${entry.seq}`} onClick={() => goTo(entry.seq)}>
              {wallTime(entry.at, nowMs(), words)}{' '}
            </a>
          ))}
        </span>
      )}
    </>
  )
}

const goTo = (seq: number): void => document.getElementById(`e${seq}`)?.focus()

/** When it is looked at again, or when a lead hears of it. */
function Until() {
  const { say, state } = useCase()
  const words = useWords()
  const { noticed } = state.stuck
  const isTold = useOfNow(now => noticed !== null && now >= noticed.leadAt)
  if (!noticed) return null
  const { until, leadAt } = noticed
  const at = wallTime(until ?? leadAt, nowMs(), words)
  const said = isTold ? say('stuck.lead_knows') : say('stuck.lead_at', { at })
  return (
    <p className="soft sm">
      {until === null ? said : say('stuck.answered_until', { at })} {say('stuck.good_work')}
    </p>
  )
}

/** What one may do about it; to do something new is an answer, too. */
function Answers({ view }: { view: OpenCaseView }) {
  const { say, state, desk, offWhy, open } = view
  const { noticed } = state.stuck
  if (!noticed || offWhy('stuck.answer') !== '') return null
  const isLeft = noticed.carriedOn < desk.facts.stuck.carryOns
  return (
    <div className="row">
      {offWhy('hand_off.offer') === '' && (
        <Button kind="main" keys="e" onClick={() => open(passSheet(view))}>
          {say('stuck.pass_on')}
        </Button>
      )}
      {isLeft && <Button onClick={() => open({ name: 'carry-on' })}>{say('stuck.carry_on')}</Button>}
      <Button onClick={() => open({ name: 'ask-colleague' })}>{say('stuck.ask')}</Button>
    </div>
  )
}
