// The receiver's side of a hand-off: the offer above the ledger, and accepting it with a read-back. Not:
// saying no and deciding (forms-hand-off-no.tsx), nor the answer (forms-hand-off-answer.tsx).
import { useState } from 'react'
import { returnableUntil } from '#core/case/deed/hand-off-return.ts'
import { offerOf } from '#core/case/deed/hand-off-state.ts'
import { warningOf } from '#core/case/deed/target-clock.ts'
import type { HandOffEntry } from '#core/case/hand-off-entry.ts'
import type { HandOffState } from '#core/case/hand-off-stand.ts'
import type { HandOffId } from '#core/kit/id.ts'
import { workSetting } from '#core/people/desk-facts.ts'
import { Button } from '#web/kit/button.tsx'
import { ClockCell } from '#web/kit/clock.tsx'
import { TextArea } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { Sheet } from '#web/kit/sheet.tsx'
import { type OpenCaseView, useCase } from './case-context.ts'
import b from './bars.module.css'
import s from './case.module.css'
import type { SheetProps } from './deed-dialog.tsx'
import { HandOffRead } from './hand-off-read.tsx'

type Offer = HandOffState & { readonly id: HandOffId }

/** The entry of a hand-off in the ledger. */
export const handOffEntry = ({ entries }: OpenCaseView, id: string | undefined): HandOffEntry | null => {
  const one = entries.find(entry => entry.kind === 'hand_off' && entry.handOff === id)
  return one?.kind === 'hand_off' ? one : null
}

/**
 * The offer that waits, with what one can do about it: the receiver accepts or returns, the giver takes it
 * back, a lead decides what is disputed.
 */
function offerText({ say, who, desk }: OpenCaseView, offer: Offer): string {
  const from = who({ kind: 'agent', id: offer.from.agent })
  return from.me
    ? say('deeds.offer_out', { team: desk.teamName(offer.to.team), n: offer.to.level })
    : say('deeds.offer_in', { name: from.name, n: offer.from.level, m: offer.to.level })
}

/** Its title among others that stand there. */
export function offerTitles(view: OpenCaseView): string[] {
  const offer = offerOf(view.state)
  return offer ? [offerText(view, offer)] : []
}

export function OfferBar() {
  const view = useCase()
  const { say, state, text, who } = view
  const offer = offerOf(state)
  if (!offer) return null
  const dueAt = offer.acceptBy
  const from = who({ kind: 'agent', id: offer.from.agent })
  return (
    <section className={b.offer} aria-label={say('deeds.offer')}>
      <p>
        <b>{offerText(view, offer)}</b>{' '}
        <ClockCell
          owed={{ dueAt, warnAt: warningOf(state, dueAt), fromAt: offer.offeredAt, kind: 'accept' }}
        />
      </p>
      <p>{text(offer.question)}</p>
      <WhereItStands offer={offer} />
      <OfferActs offer={offer} isOwn={from.me} />
    </section>
  )
}

/** What has become of an offer that was not simply taken. */
function WhereItStands({ offer }: { offer: Offer }) {
  const { say, who } = useCase()
  const nameOf = (id: HandOffState['lead']) => (id ? who({ kind: 'agent', id }).name : say('deeds.a_lead'))
  if (offer.isDisputed) return <p>{say('hand_off.bar_disputed', { name: nameOf(offer.lead) })}</p>
  if (offer.mustTake) return <p>{say('hand_off.bar_must_take')}</p>
  if (offer.raised) return <p>{say('hand_off.bar_raised', { name: nameOf(offer.raised.agent) })}</p>
  return offer.expired ? <p>{say('hand_off.bar_widened')}</p> : null
}

function OfferActs({ offer, isOwn }: { offer: Offer; isOwn: boolean }) {
  const { say, state, desk, offWhy, open, act } = useCase()
  const isLead = desk.me.roles.includes('lead')
  const mayReturn =
    state.severity !== 1 &&
    (isLead || (!offer.isDisputed && !offer.mustTake && nowMs() <= returnableUntil(offer)))
  return (
    <div className="row">
      {offer.isDisputed && offWhy('hand_off.decide') === '' && (
        <Button kind="main" onClick={() => open({ name: 'decide', id: offer.id })}>
          {say('hand_off.decide')}
        </Button>
      )}
      {offWhy('hand_off.accept') === '' && !isOwn && (
        <>
          <Button
            kind={offer.isDisputed ? 'plain' : 'main'}
            keys="enter"
            onClick={() => open({ name: 'accept', id: offer.id })}
          >
            {say('deeds.accept')}
          </Button>
          {mayReturn && (
            <Button onClick={() => open({ name: 'return', id: offer.id })}>{say('deeds.return')}</Button>
          )}
        </>
      )}
      {offWhy('hand_off.withdraw') === '' && (
        <Button onClick={() => void act('hand_off.withdraw', { handOff: offer.id })}>
          {say('deeds.hand_off_withdraw')}
        </Button>
      )}
    </div>
  )
}

/**
 * Accept: the sheet first, then in one's own words what is wanted, so that a misunderstanding shows at once.
 */
export function AcceptForm({ id, onClose }: SheetProps) {
  const view = useCase()
  const { say, act, state, desk } = view
  const offer = offerOf(state)
  const entry = handOffEntry(view, id)
  const [readBack, setReadBack] = useState('')
  const [tried, setTried] = useState(false)
  const isNeeded = offer !== null && state.severity !== 1 && workSetting(desk.facts, offer.to.team).readBack
  const isMissing = isNeeded && readBack.trim() === ''
  const go = () => {
    setTried(true)
    if (isMissing) return
    void act('hand_off.accept', {
      handOff: id,
      ...(readBack.trim() !== '' && { readBack: readBack.trim() }),
    })
    onClose()
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={say('deeds.accept_title')}
      note={say('deeds.accept_note')}
      onSubmit={go}
      foot={
        <>
          <span className="soft sm">
            {tried && isMissing && (
              <b className={s.refused} role="alert">
                {say('refusal.hand_off_read_back_missing')}
              </b>
            )}
          </span>
          <Button kind="main" type="submit" keys="mod+enter">
            {say('deeds.accept')}
          </Button>
        </>
      }
    >
      {entry && <HandOffRead entry={entry} />}
      <TextArea
        label={say('deeds.accept_read_back')}
        hint={say('deeds.accept_hint')}
        needed={isMissing}
        autoFocus
        value={readBack}
        onChange={event => setReadBack(event.currentTarget.value)}
      />
    </Sheet>
  )
}
