// From a case: asking whether something may be told, and looking up what the policies of the house say. Not:
// deciding it (may-tell-screen.tsx).
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCase } from '../case/case-context.ts'
import { DeedDialog, type SheetProps } from '../case/deed-dialog.tsx'
import { Button } from '../kit/button.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { Dialog } from '../kit/sheet.tsx'
import { usePolicies, useWish } from './policies-api.ts'
import s from './policies.module.css'

const minutes = [15, 60, 240, 1_440] as const

/** Asks those who lead whether an answer may be told. */
export function MayTellForm({ onClose }: SheetProps) {
  const { say, data } = useCase()
  const wish = useWish()
  const [form, setForm] = useState({ question: '', answer: '', minutes: '60' })
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const isWhole = [form.question, form.answer].every(one => one.trim() !== '')
  const body = { ...form, minutes: Number(form.minutes) }
  const path = `/cases/${data.card.number}/may-tell`
  return (
    <DeedDialog
      moment="telling"
      title={say('may_tell.ask')}
      note={say('may_tell.ask_note')}
      doText={say('may_tell.ask_do')}
      missing={isWhole ? '' : say('house_policy.needs_words')}
      onDo={() => wish.mutateAsync({ path, body, said: say('may_tell.asked') })}
      onClose={onClose}
    >
      <TextField
        label={say('may_tell.question')}
        value={form.question}
        maxLength={500}
        needed={form.question.trim() === ''}
        autoFocus
        onChange={event => set({ question: event.currentTarget.value })}
      />
      <TextArea
        label={say('may_tell.answer')}
        value={form.answer}
        needed={form.answer.trim() === ''}
        onChange={event => set({ answer: event.currentTarget.value })}
      />
      <SelectField
        label={say('may_tell.needed_in')}
        value={form.minutes}
        options={minutes.map(n => ({ value: String(n), text: say(`may_tell.in_${n}`) }))}
        onChange={event => set({ minutes: event.currentTarget.value })}
      />
    </DeedDialog>
  )
}

/** What the policies of the house say, looked up beside the case. */
export function PolicySearch({ onClose }: SheetProps) {
  const { say } = useCase()
  const [q, setQ] = useState('')
  const { data = [] } = usePolicies(q)
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('house_policy.look_up')}
      foot={<Button onClick={onClose}>{say('kit.close')}</Button>}
    >
      <TextField
        label={say('house_policy.search')}
        type="search"
        value={q}
        maxLength={200}
        autoFocus
        onChange={event => setQ(event.currentTarget.value)}
      />
      {data.length === 0 && <p className="soft">{say('house_policy.none')}</p>}
      <ul className={s.list}>
        {data.map(one => (
          <li key={one.id}>
            <Link to="/policies/$number" params={{ number: String(one.number) }}>
              <span className="num">{one.number}</span> {one.title}
            </Link>
            <p className={s.words}>{one.words}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
