// Forms for unclear entries: what is missing in one, and writing it clearer.
import { useState } from 'react'
import { type FlaggableId, type Missing, missings } from '#core/case/note-kind.ts'
import { mendedText, standingFlag } from '#core/case/flag-entry.ts'
import type { HandOffEntry } from '#core/case/hand-off-entry.ts'
import type { NoteEntry, StepEntry } from '#core/case/timeline.ts'
import { Choices } from '#web/kit/check.tsx'
import { TextArea, TextField } from '#web/kit/field.tsx'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

/** u: what is missing in a note, a step or a hand-off; its author is told. */
export function FlagForm({ id, onClose }: SheetProps) {
  const { say, act } = useCase()
  const [missing, setMissing] = useState<Missing>('which_device')
  const [words, setWords] = useState('')
  const needsWords = missing === 'other' && words.trim() === ''
  const body = { about: id, missing, ...(words.trim() !== '' && { words: words.trim() }) }
  return (
    <DeedDialog
      title={say('notes.flag_title')}
      doText={say('notes.flag_do')}
      missing={needsWords ? say('notes.flag_needs') : ''}
      onDo={() => void act('note.flag', body)}
      onClose={onClose}
      aside={say('notes.flag_aside')}
    >
      <Choices
        label={say('notes.flag_what')}
        value={missing}
        onChange={setMissing}
        choices={missings.map(one => ({ value: one, text: say(`notes.missing_${one}`) }))}
      />
      <TextField
        label={say('notes.flag_words')}
        needed={needsWords}
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** Shift+U: clearer words, beginning with those that stand there. */
export function MendForm({ id, onClose }: SheetProps) {
  const { say, act, text, entries } = useCase()
  const entry = entries.find(
    (one): one is NoteEntry | StepEntry | HandOffEntry =>
      (one.kind === 'note' && one.note === id) ||
      (one.kind === 'step' && one.step === id) ||
      (one.kind === 'hand_off' && one.handOff === id),
  )
  const [words, setWords] = useState(() => (entry ? text(mendedText(entry) ?? wordsOf(entry)) : ''))
  const flag = entry ? standingFlag(entry) : null
  return (
    <DeedDialog
      title={say('notes.mend')}
      note={
        flag &&
        say('notes.unclear', { what: flag.words ? text(flag.words) : say(`notes.missing_${flag.missing}`) })
      }
      doText={say('kit.save')}
      missing={words.trim() === '' ? say('notes.mend_needs') : ''}
      onDo={() => void act('note.mend', { about: id as FlaggableId, text: words.trim() })}
      onClose={onClose}
      aside={say('notes.mend_aside')}
    >
      <TextArea
        label={say('notes.mend_text')}
        needed={words.trim() === ''}
        autoFocus
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

const wordsOf = (entry: NoteEntry | StepEntry | HandOffEntry) => {
  if (entry.kind === 'note') return entry.text
  return entry.kind === 'step' ? entry.what : entry.question
}
