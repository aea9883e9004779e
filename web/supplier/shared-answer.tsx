// Their answer: what it comes to, in words, with their reference and release. What does not arrive stays as
// it was written. Not: the page around it (shared-one-screen.tsx).
import { type KeyboardEvent, useState } from 'react'
import { supplierAnswers } from '#core/supplier/supplier-fact.ts'
import { deedKey } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import { type Answering, useAnswering } from './shared-api.ts'
import s from './supplier.module.css'

type Fields = {
  readonly answer: string
  readonly words: string
  readonly version: string
  readonly reference: string
}
const none: Fields = { answer: 'update', words: '', version: '', reference: '' }
const answers = supplierAnswers.filter(one => one !== 'unread')
const filled = <K extends string>(name: K, text: string) => text.trim() !== '' && { [name]: text.trim() }

const isSend = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => key === 'Enter' && (ctrlKey || metaKey)

/** What goes: an answer, or where nothing is said their reference alone. */
function sentOf({ answer, words, version, reference }: Fields): Pick<Answering, 'to' | 'body'> {
  const more = { ...filled('version', version), ...filled('reference', reference) }
  return words.trim() === '' && reference.trim() !== ''
    ? { to: 'reference', body: { reference: reference.trim() } }
    : { to: 'answer', body: { answer, words: words.trim(), ...more } }
}

export function SharedAnswer({ number, hasReference }: { number: string; hasReference: boolean }) {
  const say = useSay()
  const [fields, setFields] = useState(none)
  const [deed, setDeed] = useState(deedKey)
  const set = (change: Partial<Fields>) => {
    setFields({ ...fields, ...change })
    // Other words are another answer.
    setDeed(deedKey())
  }
  const answering = useAnswering(number, () => set(none))
  const { words, reference } = fields
  const missing = words.trim() === '' && reference.trim() === ''
  const sent = sentOf(fields)
  const go = () => {
    if (missing || answering.isPending) return
    answering.mutate({ ...sent, deed })
  }
  return (
    <form
      className={s.answer}
      aria-label={say('shared.act_answer')}
      onSubmit={event => {
        event.preventDefault()
        go()
      }}
      onKeyDown={event => {
        if (isSend(event)) go()
      }}
    >
      <Asked fields={fields} set={set} hasReference={hasReference} />
      <p>
        <Button kind="main" type="submit" offWhy={missing ? say('supplier.needs_words') : ''}>
          {say(`shared.act_${sent.to}`)}
        </Button>
      </p>
    </form>
  )
}

type AskedProps = { fields: Fields; set: (change: Partial<Fields>) => void; hasReference: boolean }

/** What is asked: their reference until we have it, a version where one is released. */
function Asked({ fields: { answer, words, version, reference }, set, hasReference }: AskedProps) {
  const say = useSay()
  return (
    <>
      <SelectField
        label={say('supplier.answer')}
        value={answer}
        options={answers.map(one => ({ value: one, text: say(`shared.answer_${one}`) }))}
        onChange={event => set({ answer: event.currentTarget.value })}
      />
      <TextArea
        label={say('supplier.words')}
        rows={4}
        value={words}
        onChange={event => set({ words: event.currentTarget.value })}
      />
      {(answer === 'release' || answer === 'workaround') && (
        <TextField
          label={say('supplier.version')}
          value={version}
          onChange={event => set({ version: event.currentTarget.value })}
        />
      )}
      {!hasReference && (
        <TextField
          label={say('shared.reference')}
          value={reference}
          onChange={event => set({ reference: event.currentTarget.value })}
        />
      )}
    </>
  )
}
