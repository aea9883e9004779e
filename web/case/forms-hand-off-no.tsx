// Saying no to a hand-off: the reason, what it needs, and one next act; what was understood is corrected;
// a lead decides what is disputed. Not: accepting (forms-hand-off.tsx).
import { useState } from 'react'
import { returnNeeds } from '#core/case/deed/hand-off-return.ts'
import { type ReturnReason, returnReasons, type SheetPart, sheetParts } from '#core/case/hand-off-facts.ts'
import { Check } from '#web/kit/check.tsx'
import { SelectField, TextArea, TextField } from '#web/kit/field.tsx'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { handOffEntry } from './forms-hand-off.tsx'

/** What is written besides the reason: of each reason its own. */
function useReturned() {
  const { state, desk } = useCase()
  const [reason, setReason] = useState<ReturnReason>('missing_evidence')
  const [nextAct, setNextAct] = useState('')
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState<readonly SheetPart[]>([])
  const offer = state.offered ? state.handOffs[state.offered] : undefined
  const teams = Object.values(desk.facts.teams).filter(
    one => one.active && one.id !== offer?.to.team && one.id !== offer?.from.team,
  )
  const [chosen, setTeam] = useState('')
  const team = chosen || (teams[0]?.id ?? '')
  const need = returnNeeds[reason]
  const given = words.trim()
  const detail =
    need === 'missing'
      ? { missing }
      : need === 'team'
        ? { team }
        : need === 'duplicateOf'
          ? { duplicateOf: /^\d+$/.test(given) ? Number(given) : given }
          : need
            ? { [need]: given }
            : {}
  const isNeeded =
    need !== null &&
    (need === 'missing' ? missing.length === 0 : need === 'team' ? team === '' : given === '')
  return {
    ...{ reason, setReason, nextAct, setNextAct, words, setWords, missing, setMissing },
    ...{ teams, team, setTeam, need, detail, isNeeded },
  }
}

/** Return: one reason of a closed list with what it needs, and one next act. To the wrong team it goes on. */
export function ReturnForm({ id, onClose }: SheetProps) {
  const { say, act } = useCase()
  const form = useReturned()
  const { reason, nextAct } = form
  const missing = form.isNeeded
    ? say('refusal.hand_off_return_incomplete')
    : nextAct.trim() === ''
      ? say('deeds.return_needs')
      : ''
  return (
    <DeedDialog
      moment="handing_on"
      title={say('deeds.return_title')}
      note={say(reason === 'wrong_team' ? 'hand_off.reroute_note' : 'deeds.return_note')}
      doText={say(reason === 'wrong_team' ? 'hand_off.reroute' : 'deeds.return')}
      missing={missing}
      onDo={() =>
        void act('hand_off.return', { handOff: id, reason, nextAct: nextAct.trim(), ...form.detail })
      }
      onClose={onClose}
    >
      <SelectField
        label={say('deeds.return_reason')}
        value={reason}
        options={returnReasons.map(one => ({ value: one, text: say(`kinds.return_${one}`) }))}
        onChange={event => form.setReason(event.currentTarget.value as ReturnReason)}
      />
      <ReturnNeeds form={form} />
      <TextField
        label={say('deeds.return_next')}
        hint={say('deeds.return_hint')}
        needed={nextAct.trim() === ''}
        value={nextAct}
        onChange={event => form.setNextAct(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

function ReturnNeeds({ form }: { form: ReturnType<typeof useReturned> }) {
  const { say } = useCase()
  const { need, missing, setMissing } = form
  if (need === null) return null
  if (need === 'missing')
    return (
      <fieldset className={s.parts}>
        <legend>{say('hand_off.need_missing')}</legend>
        {sheetParts.map(part => (
          <Check
            key={part}
            checked={missing.includes(part)}
            onChange={event =>
              setMissing(
                event.currentTarget.checked ? [...missing, part] : missing.filter(one => one !== part),
              )
            }
          >
            {say(`hand_off.part_${part}`)}
          </Check>
        ))}
      </fieldset>
    )
  if (need === 'team')
    return (
      <SelectField
        label={say('hand_off.need_team')}
        value={form.team}
        options={form.teams.map(one => ({
          value: one.id as string,
          text: say('deeds.hand_off_team_level', { team: one.name, n: one.level }),
        }))}
        onChange={event => form.setTeam(event.currentTarget.value)}
      />
    )
  return (
    <TextField
      label={say(`hand_off.need_${need}`)}
      needed={form.isNeeded}
      value={form.words}
      onChange={event => form.setWords(event.currentTarget.value)}
    />
  )
}

/** The giver says what was understood wrongly. */
export function CorrectForm({ id, onClose }: SheetProps) {
  const view = useCase()
  const { say, act, text } = view
  const [words, setWords] = useState('')
  return (
    <DeedDialog
      moment="handing_on"
      title={say('hand_off.correct')}
      note={say('hand_off.correct_note')}
      doText={say('hand_off.correct')}
      missing={words.trim() === '' ? say('hand_off.correct_needs') : ''}
      onDo={() => void act('hand_off.correct', { handOff: id, text: words.trim() })}
      onClose={onClose}
    >
      <p className={s.quote}>{text(handOffEntry(view, id)?.accepted?.readBack)}</p>
      <TextArea
        label={say('hand_off.correct_words')}
        needed={words.trim() === ''}
        autoFocus
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** The lead's word on a dispute. */
export function DecideForm({ id, onClose }: SheetProps) {
  const view = useCase()
  const { say, act, text } = view
  const [how, setHow] = useState('must_take')
  const [words, setWords] = useState('')
  const disputed = handOffEntry(view, id)?.disputed
  return (
    <DeedDialog
      moment="handing_on"
      title={say('hand_off.decide')}
      note={say('hand_off.decide_note')}
      doText={say('hand_off.decide')}
      missing={words.trim() === '' ? say('hand_off.decide_needs') : ''}
      onDo={() => void act('hand_off.decide', { handOff: id, how, text: words.trim() })}
      onClose={onClose}
    >
      {disputed && (
        <p className={s.quote}>
          {say(`kinds.return_${disputed.reason}`)} · {text(disputed.nextAct)}
        </p>
      )}
      <SelectField
        label={say('hand_off.decide_how')}
        value={how}
        options={(['must_take', 'stays'] as const).map(one => ({
          value: one,
          text: say(`hand_off.decided_${one}`),
        }))}
        onChange={event => setHow(event.currentTarget.value)}
      />
      <TextField
        label={say('hand_off.decide_words')}
        needed={words.trim() === ''}
        autoFocus
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
