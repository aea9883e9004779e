// The receiver's side of a hand-off: the offer above the ledger, accept with a read-back, return with one
// next act,
// and the answer: result, cause, how it was checked, what to tell the customer.
import { useState } from 'react'
import { offerOf } from '#core/case/deed/hand-off.ts'
import { type ReturnReason, returnReasons } from '#core/case/event.ts'
import { Button } from '#web/kit/button.tsx'
import { ClockCell } from '#web/kit/clock.tsx'
import { SelectField, TextArea, TextField } from '#web/kit/field.tsx'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

/**
 * The offer that waits, with what one can do about it: the receiver accepts or returns, the giver takes it
 * back.
 */
export function OfferBar() {
  const { say, state, text, who, desk, offWhy, open, act } = useCase()
  const offer = offerOf(state)
  if (!offer) return null
  const from = who({ kind: 'agent', id: offer.from.agent })
  const accepts = offWhy('hand_off.accept') === ''
  const lead = state.severity !== 1
  return (
    <section className={s.offer} aria-label={say('deeds.offer')}>
      <p>
        <b>
          {from.me
            ? say('deeds.offer_out', { team: desk.teamName(offer.to.team), n: offer.to.level })
            : say('deeds.offer_in', { name: from.name, n: offer.from.level, m: offer.to.level })}
        </b>{' '}
        <ClockCell owed={{ dueAt: offer.acceptBy, kind: 'accept' }} />
      </p>
      <p>{text(offer.question)}</p>
      <div className="row">
        {accepts && !from.me && (
          <>
            <Button kind="main" keys="enter" onClick={() => open({ name: 'accept', id: offer.id })}>
              {say('deeds.accept')}
            </Button>
            {lead && (
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
    </section>
  )
}

/** Accept: in one's own words what is wanted, so that a misunderstanding shows at once. */
export function AcceptForm({ id, onClose }: SheetProps) {
  const { say, act, text, state } = useCase()
  const offer = offerOf(state)
  const [readBack, setReadBack] = useState('')
  const body = { handOff: id, ...(readBack.trim() !== '' && { readBack: readBack.trim() }) }
  return (
    <DeedDialog
      title={say('deeds.accept_title')}
      note={say('deeds.accept_note')}
      doText={say('deeds.accept')}
      missing=""
      onDo={() => void act('hand_off.accept', body)}
      onClose={onClose}
    >
      <p className={s.quote}>{text(offer?.question)}</p>
      <TextArea
        label={say('deeds.accept_read_back')}
        hint={say('deeds.accept_hint')}
        autoFocus
        value={readBack}
        onChange={event => setReadBack(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** Return: one reason of a closed list and one next act for the giver. */
export function ReturnForm({ id, onClose }: SheetProps) {
  const { say, act } = useCase()
  const [reason, setReason] = useState<ReturnReason>('missing_evidence')
  const [nextAct, setNextAct] = useState('')
  return (
    <DeedDialog
      title={say('deeds.return_title')}
      note={say('deeds.return_note')}
      doText={say('deeds.return')}
      missing={nextAct.trim() === '' ? say('deeds.return_needs') : ''}
      onDo={() => void act('hand_off.return', { handOff: id, reason, nextAct: nextAct.trim() })}
      onClose={onClose}
    >
      <SelectField
        label={say('deeds.return_reason')}
        value={reason}
        options={returnReasons.map(one => ({ value: one, text: say(`kinds.return_${one}`) }))}
        onChange={event => setReason(event.currentTarget.value as ReturnReason)}
      />
      <TextField
        label={say('deeds.return_next')}
        hint={say('deeds.return_hint')}
        needed={nextAct.trim() === ''}
        autoFocus
        value={nextAct}
        onChange={event => setNextAct(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

const parts = ['result', 'cause', 'verified', 'tell'] as const

/** The answer to the giver's question; then the work goes back to him. */
export function AnswerForm({ id, onClose }: SheetProps) {
  const { say, act, text, state } = useCase()
  const one = Object.entries(state.handOffs).find(([handOff]) => handOff === id)?.[1]
  const [words, setWords] = useState<Readonly<Record<(typeof parts)[number], string>>>({
    result: '',
    cause: '',
    verified: '',
    tell: '',
  })
  const empty = parts.find(part => words[part].trim() === '')
  return (
    <DeedDialog
      title={say('deeds.answer_title')}
      note={say('deeds.answer_note')}
      doText={say('case.answer')}
      missing={empty ? say('deeds.answer_needs', { what: say(`case.answer_${empty}`) }) : ''}
      onDo={() =>
        void act('hand_off.answer', {
          handOff: id,
          ...Object.fromEntries(parts.map(part => [part, words[part].trim()])),
        })
      }
      onClose={onClose}
    >
      <p className={s.quote}>{text(one?.question)}</p>
      {parts.map((part, i) => (
        <TextArea
          key={part}
          label={say(`case.answer_${part}`)}
          said={part === 'tell'}
          needed={words[part].trim() === ''}
          autoFocus={i === 0}
          value={words[part]}
          onChange={event => setWords({ ...words, [part]: event.currentTarget.value })}
        />
      ))}
    </DeedDialog>
  )
}
