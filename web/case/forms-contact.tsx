// Another contact for the customer: who, why, what the next one should know, and the letter he gets.
import { useState } from 'react'
import { type ContactReason, contactReasons } from '#core/case/roles-fact.ts'
import { Check } from '#web/kit/check.tsx'
import { SelectField, TextArea, TextField } from '#web/kit/field.tsx'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { useWordsIn } from './say-in.ts'

/** Why, and how the customer hears of it; nothing of it where nobody was the contact before. */
function useChange(first: ContactReason | '', agent: string) {
  const { say, data, desk, state } = useCase()
  const theirs = useWordsIn(data.card.language)
  const [said, setSaid] = useState({
    reason: first,
    because: '',
    note: '',
    letter: null as string | null,
    isUntold: false,
    untold: '',
  })
  const set = (change: Partial<typeof said>) => setSaid({ ...said, ...change })
  const usual = theirs.say('desk.contact_now', { agent: desk.nameOf(agent as never) ?? '' })
  const letter = said.letter ?? usual
  const [because, note, untold] = [said.because.trim(), said.note.trim(), said.untold.trim()]
  const missing = () => {
    if (state.contact === null) return ''
    if (said.reason === '' || (said.reason === 'other' && because === '')) return say('roles.needs_reason')
    if (said.isUntold) return untold === '' ? say('roles.needs_reason') : ''
    return letter.trim() === '' ? say('case.write_first') : ''
  }
  const body = {
    ...(said.reason !== '' && { reason: said.reason }),
    ...(because !== '' && { because }),
    ...(note !== '' && { note }),
    ...(said.isUntold ? { untold } : letter !== usual && { tell: letter.trim() }),
  }
  return { said, set, letter, isNamed: agent !== '', missing: missing(), body }
}
type Change = ReturnType<typeof useChange>

/** Another contact is named. */
export function ContactPersonForm({ onClose }: SheetProps) {
  const { say, act, state, desk, customerFirst } = useCase()
  const [agent, setAgent] = useState('')
  const change = useChange('', agent)
  const agents = Object.values(desk.facts.agents).filter(one => one.active && one.id !== state.contact)
  return (
    <DeedDialog
      moment="handing_on"
      title={say('deeds.person_title', { name: customerFirst })}
      note={say('deeds.person_note')}
      doText={say('deeds.person_do')}
      missing={agent === '' ? say('deeds.give_needs') : change.missing}
      onDo={() => act('contact.assign', { agent, ...change.body })}
      onClose={onClose}
    >
      <SelectField
        label={say('deeds.person_who')}
        autoFocus
        value={agent}
        options={[
          ...(agent === '' ? [{ value: '', text: say('deeds.give_choose') }] : []),
          ...agents.map(one => ({ value: one.id as string, text: one.name })),
        ]}
        onChange={event => setAgent(event.currentTarget.value)}
      />
      {state.contact !== null && <ChangeFields change={change} />}
    </DeedDialog>
  )
}

/** One becomes the contact oneself, where the customer is better served. */
export function ContactOverForm({ onClose }: SheetProps) {
  const { say, act, state, desk, who, customerFirst } = useCase()
  const change = useChange('better_served', desk.me.id)
  const agent = state.contact ? who({ kind: 'agent', id: state.contact }).name : say('case.nobody')
  return (
    <DeedDialog
      moment="handing_on"
      title={say('roles.take_over')}
      note={say('roles.take_over_note', { name: customerFirst, agent })}
      doText={say('roles.take_over')}
      missing={change.missing}
      onDo={() => act('contact.take_over', change.body)}
      onClose={onClose}
    >
      <ChangeFields change={change} />
    </DeedDialog>
  )
}

function ChangeFields({ change: { said, set, letter, isNamed } }: { change: Change }) {
  const { say, data, customerFirst } = useCase()
  const name = customerFirst
  return (
    <>
      <SelectField
        label={say('roles.why')}
        value={said.reason}
        options={[
          ...(said.reason === '' ? [{ value: '', text: say('deeds.give_choose') }] : []),
          ...contactReasons.map(one => ({ value: one as string, text: say(`roles.reason_${one}`) })),
        ]}
        onChange={event => set({ reason: event.currentTarget.value as ContactReason })}
      />
      {said.reason === 'other' && (
        <TextField
          label={say('roles.reason_words')}
          needed={said.because.trim() === ''}
          value={said.because}
          onChange={event => set({ because: event.currentTarget.value })}
        />
      )}
      <TextField
        label={say('roles.note')}
        hint={say('roles.note_hint')}
        value={said.note}
        onChange={event => set({ note: event.currentTarget.value })}
      />
      {!said.isUntold && isNamed && (
        <TextArea
          label={say('roles.letter', { name })}
          lang={data.card.language}
          value={letter}
          onChange={event => set({ letter: event.currentTarget.value })}
        />
      )}
      <Check checked={said.isUntold} onChange={event => set({ isUntold: event.currentTarget.checked })}>
        {say('roles.untell', { name })}
      </Check>
      {said.isUntold && (
        <TextField
          label={say('roles.untold_why')}
          needed={said.untold.trim() === ''}
          value={said.untold}
          onChange={event => set({ untold: event.currentTarget.value })}
        />
      )}
    </>
  )
}
