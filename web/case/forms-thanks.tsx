// Thanking a colleague, and saying how clear a hand-off was. Not: their entries (abuse-view.tsx,
// hand-off-view.tsx).
import { useState } from 'react'
import { type Missing, missings } from '#core/case/note-kind.ts'
import { helpersOf } from '#core/notice/who.ts'
import { Choices } from '#web/kit/check.tsx'
import { SelectField, TextArea, TextField } from '#web/kit/field.tsx'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

/** m d: whoever worked on the case stands first. */
export function ThanksForm({ onClose }: SheetProps) {
  const { say, act, state, desk } = useCase()
  const worked = helpersOf(state)
  const rank = (id: string) => (worked.some(one => one === id) ? 0 : 1)
  const people = Object.values(desk.facts.agents)
    .filter(one => one.active && one.id !== desk.me.id)
    .sort((a, b) => rank(a.id) - rank(b.id) || a.name.localeCompare(b.name))
  const [to, setTo] = useState<string>(people.find(one => rank(one.id) === 0)?.id ?? '')
  const [words, setWords] = useState('')
  const isBlank = words.trim() === ''
  return (
    <DeedDialog
      title={say('thanks.give')}
      note={say('thanks.note')}
      doText={say('thanks.give')}
      missing={to === '' ? say('thanks.needs_person') : isBlank ? say('thanks.needs_words') : ''}
      onDo={() => act('thanks.give', { to, text: words.trim() })}
      onClose={onClose}
    >
      <SelectField
        label={say('thanks.to_label')}
        value={to}
        options={[
          ...(to === '' ? [{ value: '', text: '' }] : []),
          ...people.map(one => ({ value: one.id as string, text: one.name })),
        ]}
        onChange={event => setTo(event.currentTarget.value)}
      />
      <TextArea
        label={say('thanks.for_label')}
        needed={isBlank}
        autoFocus
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

type Said = Missing | 'clear'

/** How clear a hand-off was that one received. */
export function RateForm({ id, onClose }: SheetProps) {
  const { say, act } = useCase()
  const [said, setSaid] = useState<Said>('clear')
  const [words, setWords] = useState('')
  const needsWords = said === 'other' && words.trim() === ''
  const body = {
    handOff: id,
    ...(said !== 'clear' && { missing: said }),
    ...(words.trim() !== '' && { text: words.trim() }),
  }
  const choices: readonly Said[] = ['clear', ...missings]
  return (
    <DeedDialog
      title={say('rating.title')}
      note={say('rating.note')}
      doText={say('rating.do')}
      missing={needsWords ? say('notes.flag_needs') : ''}
      onDo={() => act('hand_off.rate', body)}
      onClose={onClose}
    >
      <Choices
        label={say('rating.title')}
        labelHidden
        value={said}
        onChange={setSaid}
        choices={choices.map(value => ({
          value,
          text:
            value === 'clear'
              ? say('rating.clear')
              : say('rating.missing', { what: say(`notes.missing_${value}`) }),
        }))}
      />
      <TextField
        label={say('rating.words')}
        needed={needsWords}
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
