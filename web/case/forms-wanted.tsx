// m k: a wanted fact is recorded: which, what it is, who or what says so, and when it was so. Not: the list
// beside the case (wanted-part.tsx).
import { useState } from 'react'
import { type WantedSource, wantedSources } from '#core/case/wanted-fact.ts'
import { inLanguage, isCaseField } from '#core/wanted/wanted-list.ts'
import { SelectField, TextArea, TextField } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { instantOfField } from './wall-clock.ts'
import { wantedIn } from './wanted.ts'

/** What is written, and what of it is missing. */
function useRecord(id: string | undefined) {
  const view = useCase()
  const { say, desk } = view
  const all = wantedIn(view).filter(({ fact }) => !isCaseField(fact.name))
  const [name, setName] = useState(id ?? (all.find(one => !one.known) ?? all[0])?.fact.name ?? '')
  const [answer, setAnswer] = useState('')
  const [source, setSource] = useState<WantedSource>('customer')
  const [seen, setSeen] = useState('')
  const wanted = all.find(({ fact }) => fact.name === name)?.fact
  const seenAt = seen === '' ? null : instantOfField(seen, desk.zone)
  const isAhead = seen !== '' && (seenAt === null || seenAt > nowMs())
  const isClosed = wanted !== undefined && wanted.choices.length > 0
  const body = {
    fact: name,
    ...(isClosed ? { choice: answer } : { text: answer.trim() }),
    source,
    ...(seenAt !== null && { seenAt }),
  }
  const choose = (next: string) => {
    setName(next)
    setAnswer('')
  }
  const unanswered = answer.trim() === '' ? say('wanted.needs_answer') : ''
  const missing = wanted
    ? unanswered || (isAhead ? say('refusal.wanted_fact_not_yet') : '')
    : say('wanted.none')
  const written = { name, choose, answer, setAnswer, source, setSource, seen, setSeen }
  return { all, wanted, isAhead, body, missing, ...written }
}
type Recording = ReturnType<typeof useRecord>

/** `id`: which; absent: the first that is open. */
export function WantedForm({ id, onClose }: SheetProps) {
  const { say, act } = useCase()
  const form = useRecord(id)
  return (
    <DeedDialog
      moment="scripts"
      title={say('wanted.form_title')}
      doText={say('wanted.record')}
      missing={form.missing}
      onDo={() => void act('wanted_fact.record', form.body)}
      onClose={onClose}
      aside={say('wanted.aside')}
    >
      {form.all.length === 0 ? <p>{say('wanted.none')}</p> : <RecordFields form={form} id={id} />}
    </DeedDialog>
  )
}

type FieldsProps = { readonly form: Recording; readonly id: string | undefined }

function RecordFields({ form, id }: FieldsProps) {
  const { say } = useCase()
  const { language } = useWords()
  const { all, name, choose, source, setSource, seen, setSeen, isAhead } = form
  return (
    <>
      <SelectField
        label={say('wanted.which')}
        autoFocus={id === undefined}
        value={name}
        options={all.map(({ fact }) => ({ value: fact.name, text: inLanguage(fact.words, language) }))}
        onChange={event => choose(event.currentTarget.value)}
      />
      <AnswerField form={form} isFirst={id !== undefined} />
      <SelectField
        label={say('wanted.source')}
        value={source}
        options={wantedSources.map(one => ({ value: one, text: say(`wanted.source_${one}`) }))}
        onChange={event => setSource(event.currentTarget.value as WantedSource)}
      />
      <TextField
        label={say('wanted.seen_at')}
        hint={say('wanted.seen_hint')}
        type="datetime-local"
        value={seen}
        error={isAhead ? say('refusal.wanted_fact_not_yet') : undefined}
        onChange={event => setSeen(event.currentTarget.value)}
      />
    </>
  )
}

/** One of the answers there are, or words. */
function AnswerField({
  form: { wanted, answer, setAnswer },
  isFirst,
}: {
  form: Recording
  isFirst: boolean
}) {
  const { say, data } = useCase()
  const { language } = useWords()
  if (!wanted) return null
  const field = { label: say('wanted.answer'), autoFocus: isFirst, needed: answer.trim() === '' }
  if (wanted.choices.length > 0)
    return (
      <SelectField
        {...field}
        value={answer}
        options={[
          { value: '', text: say('hand_off.choose') },
          ...wanted.choices.map(one => ({ value: one.name, text: inLanguage(one.words, language) })),
        ]}
        onChange={event => setAnswer(event.currentTarget.value)}
      />
    )
  return (
    <TextArea
      {...field}
      hint={inLanguage(wanted.ask, data.card.language)}
      rows={2}
      value={answer}
      onChange={event => setAnswer(event.currentTarget.value)}
    />
  )
}

type AnswersProps = { readonly value: string; readonly onChange: (fact: string) => void }

/** Which open fact the words of a claim answer; those with a closed list are recorded. */
export function AnswersFact({ value, onChange }: AnswersProps) {
  const view = useCase()
  const { language } = useWords()
  const open = wantedIn(view).filter(
    ({ fact, known }) => !known && fact.choices.length === 0 && !isCaseField(fact.name),
  )
  if (open.length === 0) return null
  return (
    <SelectField
      label={view.say('wanted.claim_answers')}
      value={value}
      options={[
        { value: '', text: view.say('wanted.claim_none') },
        ...open.map(({ fact }) => ({ value: fact.name, text: inLanguage(fact.words, language) })),
      ]}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
