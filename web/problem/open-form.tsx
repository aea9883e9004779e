// Opening a problem: what it is, and what is known of it from the case it was seen in. Not: the forms of one
// that is open (problem-forms.tsx).
import { useState } from 'react'
import type { ProductId } from '#core/kit/id.ts'
import { type ProblemKind, problemKinds } from '#core/problem/problem-fact.ts'
import { DeedDialog } from '../case/deed-dialog.tsx'
import { useDesk } from '../case/desk.ts'
import { Check } from '../kit/check.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import { type Opening, useOpenProblem } from './problems-api.ts'

type OpenProps = {
  onDone: (number: number) => void
  onClose: () => void
  /** the cases it is seen in, and what is known of it from there */
  from?: {
    readonly cases: readonly string[]
    readonly title: string
    readonly product: ProductId | null
    /** found there; absent: it is not known yet */
    readonly cause?: NonNullable<Opening['cause']>
  }
}

type TakesProps = { words: string; value: boolean; onChange: (takes: boolean) => void }
/** Whether the cause found in the case goes along. */
function TakesCause({ words, value, onChange }: TakesProps) {
  const say = useSay()
  return (
    <Check checked={value} onChange={event => onChange(event.currentTarget.checked)}>
      {say('problem.takes_cause', { cause: words })}
    </Check>
  )
}

/** A new problem. */
export function OpenForm({ onDone, onClose, from }: OpenProps) {
  const say = useSay()
  const { mutateAsync } = useOpenProblem(onDone)
  const [form, setForm] = useState(() => formOf(from))
  const set = (change: Partial<Form>) => setForm({ ...form, ...change })
  const { title, kind, product, alike } = form
  const [takes, setTakes] = useState(true)
  const cause = takes ? from?.cause : undefined
  const body: Opening = {
    ...{ title: title.trim(), kind, product: (product || null) as ProductId | null },
    ...(alike.trim() !== '' && { alike: alike.trim() }),
    ...(from && { cases: from.cases }),
    ...(cause && { cause }),
  }
  return (
    <DeedDialog
      title={say('problem.open_one')}
      doText={say('kit.save')}
      missing={title.trim() === '' ? say('problem.needs') : ''}
      onDo={() => mutateAsync(body)}
      onClose={onClose}
    >
      <Fields {...{ form, set }} />
      {from?.cause && <TakesCause words={from.cause.cause} value={takes} onChange={setTakes} />}
    </DeedDialog>
  )
}

type Form = { title: string; kind: ProblemKind; product: string; alike: string }
const formOf = (from: OpenProps['from']): Form => ({
  ...{ title: from?.title ?? '', kind: 'unknown', product: from?.product ?? '', alike: '' },
})

function Fields({ form, set }: { form: Form; set: (change: Partial<Form>) => void }) {
  const say = useSay()
  const { products: all } = useDesk()
  return (
    <>
      <TextField
        label={say('problem.field_title')}
        needed={form.title.trim() === ''}
        autoFocus
        value={form.title}
        onChange={event => set({ title: event.currentTarget.value })}
      />
      <SelectField
        label={say('problem.kind')}
        value={form.kind}
        options={problemKinds.map(value => ({ value, text: say(`problem.kind_${value}`) }))}
        onChange={event => set({ kind: event.currentTarget.value as ProblemKind })}
      />
      <SelectField
        label={say('problem.product')}
        value={form.product}
        options={[
          { value: '', text: '–' },
          ...all.map(({ id, name }) => ({ value: id as string, text: name })),
        ]}
        onChange={event => set({ product: event.currentTarget.value })}
      />
      <TextArea
        label={say('problem.alike')}
        value={form.alike}
        onChange={event => set({ alike: event.currentTarget.value })}
      />
    </>
  )
}
