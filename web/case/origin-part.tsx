// Where a mail in the ledger comes from: who else got it, what its sender's domain says, whether he is
// believed; and above the ledger what wants a decision of it. Not: what that follows from
// (server/intake-place.ts).
import { Link } from '@tanstack/react-router'
import type { MessageEntry } from '#core/case/timeline.ts'
import type { LinkView } from './case-data.ts'
import { Button } from '#web/kit/button.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { type OpenCaseView, useCase } from './case-context.ts'
import s from './case.module.css'

const checks = ['dkim', 'spf', 'dmarc', 'arc'] as const

/** Who wrote a message: whoever is in doubt by his own name. */
export function writerOf(entry: MessageEntry, { data, customerFirst }: OpenCaseView): string {
  if (entry.way === 'out' || entry.person === data.customer.id) return customerFirst
  return data.names.customers[entry.person] ?? customerFirst
}

/** Whoever a doubted mail says it is from, by all of his name. */
const claimedIn = (entry: MessageEntry, { data }: OpenCaseView): string =>
  data.names.customers[entry.person] ?? data.customer.name

/** What is known of where a message comes from, under its words. */
export function Origin({ entry }: { entry: MessageEntry }) {
  const view = useCase()
  const { say, text, who, desk } = view
  const { came } = entry
  if (!came) return null
  return (
    <>
      {came.doubt && (
        <p className={came.confirmedBy ? 'soft sm' : s.refused}>
          {came.confirmedBy
            ? say('origin.confirmed_by', { agent: who(came.confirmedBy).name })
            : say(`origin.doubt_${came.doubt}`, { name: claimedIn(entry, view) })}
        </p>
      )}
      {came.forwarded && (
        <p className="soft sm">
          {say('origin.forwarded', { agent: who({ kind: 'agent', id: came.forwarded }).name })}
        </p>
      )}
      {came.cc && <p className="soft sm">{say('origin.cc', { people: text(came.cc) })}</p>}
      {came.also && (
        <p className="soft sm">
          {say('origin.also', { teams: came.also.map(team => desk.teamName(team)).join(', ') })}
        </p>
      )}
      {came.checked && <Checked entry={entry} />}
    </>
  )
}

/** What the sender's domain says in words, and each check by its name one key away. */
function Checked({ entry }: { entry: MessageEntry }) {
  const { say, text } = useCase()
  const checked = entry.came?.checked
  if (!checked) return null
  const details = text(checked.details)
  return (
    <details className="soft sm">
      <summary className={checked.sender === 'denied' ? s.refused : undefined}>
        {checked.sender === 'confirmed' && <Glyph name="kept" />}
        {checked.sender === 'denied' && <Glyph name="missed" />} {say(`origin.sender_${checked.sender}`)}
      </summary>
      <ul className={s.checks}>
        {checks.map(name => (
          <li key={name}>
            {name.toUpperCase()}: {say(`origin.result_${checked[name]}`)}
          </li>
        ))}
      </ul>
      {details && <p data-text="">{details}</p>}
    </details>
  )
}

/** What marks a message at its right. */
export const OriginTag = ({ entry }: { entry: MessageEntry }) => {
  const { say } = useCase()
  return entry.came?.thanks ? <Tag kind="yes">{say('origin.thanks')}</Tag> : null
}

/** Above the ledger: a mail in doubt, and the case this one may belong to. */
export function OriginBar() {
  const { state } = useCase()
  if (state.phase !== 'open' && state.phase !== 'solved') return null
  return (
    <>
      <DoubtBar />
      <BelongsBar />
    </>
  )
}

function DoubtBar() {
  const view = useCase()
  const { say, entries, act, offWhy } = view
  const doubted = entries.find(
    (one): one is MessageEntry =>
      one.kind === 'message' && one.came?.doubt !== undefined && !one.came.confirmedBy,
  )
  if (!doubted?.came?.doubt) return null
  const confirm = () => void act('message.confirm_sender', { message: doubted.message })
  return (
    <section className={s.stuck} aria-label={say('origin.confirm')}>
      <p>{say(`origin.doubt_${doubted.came.doubt}`, { name: claimedIn(doubted, view) })}</p>
      {offWhy('message.confirm_sender') === '' && (
        <Button keys="v" onClick={confirm}>
          {say('origin.confirm')}
        </Button>
      )}
    </section>
  )
}

/** The case a mail named, as long as nobody has answered here. */
function mayBelongTo({ ledger, data, state }: OpenCaseView): LinkView | undefined {
  if (state.firstAnsweredAt !== null || state.phase !== 'open') return undefined
  const named = ledger.find(event => event.type === 'case.linked' && event.how === 'may_relate')
  const to = named?.type === 'case.linked' ? named.to : undefined
  return data.links.find(one => one.id === to && one.phase !== 'merged')
}

function BelongsBar() {
  const view = useCase()
  const { say, act, offWhy } = view
  const other = mayBelongTo(view)
  if (!other) return null
  const number = String(other.number)
  const join = () => void act('case.merge', { into: other.number }, say('origin.joined', { number }))
  return (
    <section className={s.offer} aria-label={say('origin.may_belong', { number })}>
      <h2 className={s.barTitle}>
        <Link to="/c/$number" params={{ number }} data-inline="">
          {say('origin.may_belong', { number })}
        </Link>
        {other.subject && <span className="soft"> · {other.subject}</span>}
      </h2>
      <p className="soft sm">{say('origin.may_belong_why')}</p>
      {offWhy('case.merge') === '' && (
        <div className="row">
          <Button keys="m" onClick={join}>
            {say('origin.join', { number })}
          </Button>
        </div>
      )}
    </section>
  )
}
