// Forms of a wish for somebody who leads: the outcome the customer is told, and whom it is about.
import { useState } from 'react'
import {
  type EscalationOutcome,
  escalationOutcomes,
  type Telling,
  tellings,
} from '#core/escalation/escalation.ts'
import type { AgentId } from '#core/kit/id.ts'
import { useDesk } from '../case/desk.ts'
import { DeedDialog } from '../case/deed-dialog.tsx'
import { Check, Choices } from '../kit/check.tsx'
import { SelectField, TextArea } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import type { DeedOf, WholeEscalation } from './escalations-api.ts'

type Props = { one: WholeEscalation; onDo: (deed: DeedOf) => Promise<unknown>; onClose: () => void }

/** What came of it, as he is told: a letter that goes out now, or what was said on the phone. */
export function TellForm({ one, onDo, onClose }: Props) {
  const say = useSay()
  const [how, setHow] = useState<Telling>('letter')
  const [outcome, setOutcome] = useState<EscalationOutcome>('explained')
  const [words, setWords] = useState('')
  const text = words.trim()
  return (
    <DeedDialog
      title={say('manager.tell_title', { name: one.customerName })}
      doText={say(how === 'letter' ? 'manager.tell_letter' : 'manager.tell_call')}
      missing={text === '' ? say('manager.tell_needs') : ''}
      onDo={() => onDo({ deed: 'tell', body: { told: { outcome, how, text } } })}
      onClose={onClose}
    >
      <Choices
        label={say('manager.how')}
        inline
        value={how}
        onChange={setHow}
        choices={tellings.map(each => ({ value: each, text: say(`manager.how_${each}`) }))}
      />
      <SelectField
        label={say('manager.outcome')}
        value={outcome}
        options={escalationOutcomes.map(each => ({ value: each, text: say(`manager.outcome_${each}`) }))}
        onChange={event => setOutcome(event.currentTarget.value as EscalationOutcome)}
      />
      <TextArea
        label={say('manager.tell_words')}
        hint={say('manager.tell_hint')}
        needed={text === ''}
        autoFocus
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** Whom it is about: from then on they do not see it. */
export function ConcernForm({ one, onDo, onClose }: Props) {
  const say = useSay()
  const { nameOf, me } = useDesk()
  const [chosen, setChosen] = useState<readonly AgentId[]>(one.concerns)
  const toggle = (id: AgentId, on: boolean) =>
    setChosen(on ? [...chosen, id] : chosen.filter(each => each !== id))
  return (
    <DeedDialog
      title={say('manager.concerns')}
      doText={say('manager.concern_do')}
      missing=""
      onDo={() => onDo({ deed: 'concern', body: { concerns: chosen } })}
      onClose={onClose}
      aside={chosen.includes(me.id) ? say('manager.concern_me') : say('manager.private')}
    >
      {one.people.length === 0 ? (
        <p>{say('manager.nobody')}</p>
      ) : (
        one.people.map(id => (
          <Check
            key={id}
            checked={chosen.includes(id)}
            onChange={event => toggle(id, event.currentTarget.checked)}
          >
            {nameOf(id) ?? '–'}
          </Check>
        ))
      )}
    </DeedDialog>
  )
}
