// Where a mail in the ledger comes from: who else got it, what its sender's domain says, whether he is
// believed; and above the ledger what wants a decision of it. Not: what that follows from
// (server/intake-place.ts).
import { Link } from '@tanstack/react-router'
import type { MessageEntry } from '#core/case/timeline.ts'
import type { LinkView } from './case-data.ts'
import { Button } from '#web/kit/button.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { useKeys } from '#web/kit/use-keys.ts'
import { type OpenCaseView, useCase } from './case-context.ts'
import { Copied } from './copied-part.tsx'
import b from './bars.module.css'
import { mergeInto } from './merge-into.ts'
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
  const { say, who, desk } = view
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
      <Copied entry={entry} />
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

const isAsked = ({ state }: OpenCaseView) => state.phase === 'open' || state.phase === 'solved'

/** The titles of what stands there. */
export function originTitles(view: OpenCaseView): string[] {
  if (!isAsked(view)) return []
  const [doubted, other] = [doubtedOf(view), mayBelongTo(view)]
  return [
    ...(doubted ? [view.say('origin.in_doubt', { name: writerOf(doubted, view) })] : []),
    ...(other ? [view.say('origin.may_belong', { number: String(other.number) })] : []),
  ]
}

/** Above the ledger: a mail in doubt, and the case this one may belong to. */
export function OriginBar() {
  if (!isAsked(useCase())) return null
  return (
    <>
      <DoubtBar />
      <BelongsBar />
    </>
  )
}

const doubtedOf = ({ entries }: OpenCaseView) =>
  entries.find(
    (one): one is MessageEntry =>
      one.kind === 'message' && one.came?.doubt !== undefined && !one.came.confirmedBy,
  )

function DoubtBar() {
  const view = useCase()
  const { say, act, offWhy } = view
  const doubted = doubtedOf(view)
  const confirm = () => doubted && void act('message.confirm_sender', { message: doubted.message })
  const may = doubted !== undefined && offWhy('message.confirm_sender') === ''
  useKeys({ v: may ? { does: say('origin.confirm'), run: confirm } : undefined }, 'list')
  if (!doubted?.came?.doubt) return null
  return (
    <section className={b.stuck} aria-label={say('origin.confirm')}>
      <p>{say(`origin.doubt_${doubted.came.doubt}`, { name: claimedIn(doubted, view) })}</p>
      {may && (
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
  const { say, offWhy } = view
  const other = mayBelongTo(view)
  const number = String(other?.number ?? '')
  const join = () => other && void mergeInto(view, other.number, say('origin.joined', { number }))
  const may = other !== undefined && offWhy('case.merge') === ''
  useKeys({ 'shift+v': may ? { does: say('origin.join', { number }), run: join } : undefined }, 'list')
  if (!other) return null
  return (
    <section className={b.offer} aria-label={say('origin.may_belong', { number })}>
      <h2 className={b.barTitle}>
        <Link to="/c/$number" params={{ number }} data-inline="">
          {say('origin.may_belong', { number })}
        </Link>
        {other.subject && <span className="soft"> · {other.subject}</span>}
      </h2>
      <p className="soft sm">{say('origin.may_belong_why')}</p>
      {may && (
        <div className="row">
          <Button keys="shift+v" onClick={join}>
            {say('origin.join', { number })}
          </Button>
        </div>
      )}
    </section>
  )
}
