// The team's own room: a note only colleagues see. It shares nothing with the reply to the customer.
import { type Ref, useState } from 'react'
import { draftOf, keptDraft, type NoteDraft, noteText } from '#core/case/note-template.ts'
import type { AgentId } from '#core/kit/id.ts'
import { Button } from '#web/kit/button.tsx'
import { Check } from '#web/kit/check.tsx'
import { Composer } from '#web/kit/composer.tsx'
import { timeOf } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { ConductHint } from './conduct-hint.tsx'
import s from './case.module.css'
import n from './notes.module.css'
import { mentioned } from './mentions.ts'
import { kindOfKey, NoteParts, useQuestions } from './note-parts.tsx'
import { useDraft } from './use-draft.ts'

type Props = { field: Ref<HTMLTextAreaElement>; onClose: () => void }

/** A note being written: kept as a draft with its kind and answers, saved as one text. */
function useTeamNote(onClose: () => void) {
  const { data, desk, act } = useCase()
  const kept = useDraft(data, desk.me.id, 'team')
  const [worked, setWorked] = useState('')
  const [tell, setTell] = useState(false)
  const [isShared, setShared] = useState(false)
  const draft = draftOf(kept.text)
  const questions = useQuestions(draft.kind)
  const text = noteText(draft, questions)
  const close = () => {
    // A kind without a word is no draft.
    if (text === '') kept.clear()
    onClose()
  }
  const save = () => {
    const mentions = mentioned(text, Object.values(desk.facts.agents)) as AgentId[]
    const minutes = Math.min(Math.round(Number(worked.replace(',', '.')) || 0), 24 * 60)
    void act('note.add', {
      text,
      ...(draft.kind && { kind: draft.kind }),
      ...(mentions.length > 0 && { mentions }),
      ...(minutes > 0 && { minutes }),
      ...(tell && { tell }),
      ...(isShared && { shared: true }),
    })
    kept.clear()
    onClose()
  }
  const write = (next: NoteDraft) => kept.write(keptDraft(next))
  const listen = (event: React.KeyboardEvent) => {
    const kind = event.altKey ? kindOfKey(event) : null
    if (kind === null && event.key !== 'Escape') return
    event.preventDefault()
    if (kind) write({ ...draft, kind })
    else close()
  }
  const marks = { worked, setWorked, tell, setTell, isShared, setShared }
  return { draft, questions, text, savedAt: kept.savedAt, marks, write, save, close, listen }
}

export function TeamNote({ field, onClose }: Props) {
  const { say, offWhy, customerFirst } = useCase()
  const words = useWords()
  const note = useTeamNote(onClose)
  const [asked, setAsked] = useState(false)
  const { draft, write } = note
  const empty = note.text === ''
  return (
    <Composer
      audience="team"
      label={say('case.note_label')}
      to={say('case.note_hidden', { name: customerFirst })}
      head={
        <span className="soft">
          {note.savedAt !== null && !empty && say('case.saved', { at: timeOf(note.savedAt, words) })}
        </span>
      }
      value={draft.words}
      onChange={text => write({ ...draft, words: text })}
      field={field}
      placeholder={say('case.note_placeholder')}
      parts={
        <>
          <NoteParts draft={draft} questions={note.questions} onChange={write} />
          <ConductHint text={note.text} />
          {draft.kind === 'told_customer' && <ToldOffer words={draft.words} />}
        </>
      }
      notice={asked && empty ? say('case.write_first') : undefined}
      onKeyDown={note.listen}
      acts={<Marks {...note.marks} />}
      buttons={
        <>
          <Button kind="quiet" keys="escape" onClick={note.close}>
            {say('kit.close')}
          </Button>
          <Button
            kind="main"
            keys="mod+enter"
            offWhy={offWhy('note.add')}
            onClick={() => (empty ? setAsked(true) : note.save())}
          >
            {say('case.save_team')}
          </Button>
        </>
      }
    />
  )
}

type MarksProps = ReturnType<typeof useTeamNote>['marks']
function Marks({ worked, setWorked, tell, setTell, isShared, setShared }: MarksProps) {
  const { state } = useCase()
  return (
    <>
      <TellHim value={tell} onChange={setTell} />
      <Shared isShared={isShared} setShared={setShared} />
      {/* Only where something is owed by an agreement can the time of work be counted. */}
      {state.entitled !== null && <Minutes value={worked} onChange={setWorked} />}
    </>
  )
}

/** The customer should hear it: where somebody else is his contact, it waits for that one to pass on. */
function TellHim({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  const { say, state, desk, customerFirst } = useCase()
  if (state.contact === null || state.contact === desk.me.id || state.phase !== 'open') return null
  return (
    <Check checked={value} onChange={event => onChange(event.currentTarget.checked)}>
      {say('roles.note_tell', { name: customerFirst })}
    </Check>
  )
}

/** Only while a partner has the case: else nobody of another house reads it anyway. */
function Shared({ isShared, setShared }: { isShared: boolean; setShared: (is: boolean) => void }) {
  const { say, state } = useCase()
  if (!state.accountable) return null
  return (
    <Check checked={isShared} onChange={event => setShared(event.currentTarget.checked)}>
      {say('partner.note_share')}
    </Check>
  )
}

/** Promises are kept by contacts, not by notes about them. */
function ToldOffer({ words }: { words: string }) {
  const { say, open, offWhy } = useCase()
  if (offWhy('contact.hold') !== '') return null
  return (
    <p className={n.told}>
      {say('notes.told_offer')}{' '}
      <Button kind="quiet" onClick={() => open({ name: 'contact', fill: { said: words.trim() } })}>
        {say('notes.told_log')}
      </Button>
    </p>
  )
}

function Minutes({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { say } = useCase()
  return (
    <label className={s.minutes}>
      {say('case.note_minutes')}
      <input
        inputMode="numeric"
        maxLength={4}
        value={value}
        onChange={event => onChange(event.currentTarget.value)}
      />
    </label>
  )
}
