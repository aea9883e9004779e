// Forms of giving beyond what is owed: asking for it or giving it at once, and what a lead says. Not: their
// entry (goodwill-view.tsx).
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Fault, faults, type GoodwillKind, goodwillKinds } from '#core/case/goodwill-fact.ts'
import { digitsOf, type GoodwillRules } from '#core/goodwill/rules.ts'
import { get } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'
import { Check } from '#web/kit/check.tsx'
import { SelectField, TextArea, TextField } from '#web/kit/field.tsx'
import { useWords } from '#web/words.ts'
import { money } from '#words/money.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

type Read = { readonly rules: GoodwillRules | null; readonly mine: { readonly limitMinor: number } }
const useRules = () =>
  useQuery({
    queryKey: [...keys.board, 'goodwill-rules'],
    queryFn: ({ signal }) => get<Read>('/goodwill/rules', {}, signal),
  })

const isBlank = (words: string): boolean => words.trim() === ''
const first = { kind: 'coupon' as GoodwillKind, fault: 'ours' as Fault, asked: false, amount: '' }
const noWords = { what: '', because: '', words: '' }

/** In smallest coins; null: no sum. */
function minorOf(typed: string, currency: string): number | null {
  const value = Number(typed.trim().replace(/\s/g, '').replace(',', '.'))
  return isBlank(typed) || !(value >= 0) ? null : Math.round(value * 10 ** digitsOf(currency))
}

/** m w: what the customer gets beyond what is owed; above one's own word a lead is asked. */
export function GoodwillForm({ onClose }: SheetProps) {
  const { say, act } = useCase()
  const { language } = useWords()
  const { data } = useRules()
  const [form, setForm] = useState({ ...first, ...noWords })
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const currency = data?.rules?.currency ?? 'EUR'
  const limitMinor = data?.mine.limitMinor ?? 0
  const amountMinor = minorOf(form.amount, currency)
  const mayGive = amountMinor !== null && amountMinor <= limitMinor
  const empty =
    amountMinor === null ? 'amount' : (['what', 'because'] as const).find(one => isBlank(form[one]))
  const body = {
    ...{
      kind: form.kind,
      fault: form.fault,
      origin: form.asked ? 'customer' : 'agent',
      amountMinor,
      currency,
    },
    ...{ what: form.what.trim(), because: form.because.trim() },
    ...(mayGive && !isBlank(form.words) && { words: form.words.trim() }),
  }
  const missing = empty ? say('finding.needs', { what: say(`goodwill.field_${empty}`) }) : ''
  const limit = money({ amountMinor: limitMinor, currency }, language)
  return (
    <DeedDialog
      moment="goodwill"
      title={say('goodwill.title')}
      note={data && (data.rules ? say('goodwill.form_note', { limit }) : say('refusal.goodwill_no_rules'))}
      doText={say('goodwill.do', { how: mayGive ? 'give' : 'ask' })}
      missing={missing}
      onDo={() => act(mayGive ? 'goodwill.give' : 'goodwill.ask', body)}
      onClose={onClose}
    >
      <Fields form={form} set={set} currency={currency} mayGive={mayGive} />
    </DeedDialog>
  )
}

type FieldsProps = {
  form: typeof first & typeof noWords
  set: (change: Partial<typeof first & typeof noWords>) => void
  currency: string
  mayGive: boolean
}

function Fields({ form, set, currency, mayGive }: FieldsProps) {
  const { say } = useCase()
  const words = (name: keyof typeof noWords) => ({
    label: say(`goodwill.field_${name}`),
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  })
  return (
    <>
      <SelectField
        label={say('goodwill.field_kind')}
        value={form.kind}
        autoFocus
        options={goodwillKinds.map(kind => ({ value: kind, text: say('goodwill.kind', { kind }) }))}
        onChange={event => set({ kind: event.currentTarget.value as GoodwillKind })}
      />
      <TextField {...words('what')} needed={isBlank(form.what)} maxLength={500} />
      <TextField
        label={`${say('goodwill.field_amount')} (${currency})`}
        value={form.amount}
        inputMode="decimal"
        needed={isBlank(form.amount)}
        onChange={event => set({ amount: event.currentTarget.value })}
      />
      <SelectField
        label={say('goodwill.field_fault')}
        value={form.fault}
        options={faults.map(fault => ({ value: fault, text: say('goodwill.fault', { fault }) }))}
        onChange={event => set({ fault: event.currentTarget.value as Fault })}
      />
      <TextArea {...words('because')} needed={isBlank(form.because)} />
      <Check checked={form.asked} onChange={event => set({ asked: event.currentTarget.checked })}>
        {say('goodwill.by_customer')}
      </Check>
      {mayGive && <TextArea {...words('words')} />}
    </>
  )
}

/** What is said with a deed that has one field of words. */
function WordsForm({
  act: name,
  field,
  id,
  onClose,
}: SheetProps & { act: Ends; field: 'words' | 'because' }) {
  const { say, act } = useCase()
  const [words, setWords] = useState('')
  const isNeeded = name !== 'grant'
  const lacks = isNeeded && isBlank(words)
  const said = isBlank(words) ? {} : { [field]: words.trim() }
  return (
    <DeedDialog
      moment="goodwill"
      title={say('goodwill.act', { act: name })}
      note={say('goodwill.read_by_customer', { act: name })}
      doText={say('goodwill.act', { act: name })}
      missing={lacks ? say('deeds.needs_reason') : ''}
      onDo={() => act(`goodwill.${name}`, { goodwill: id, ...said })}
      onClose={onClose}
    >
      <TextArea
        label={say(`goodwill.field_${field}`)}
        needed={lacks}
        autoFocus
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
type Ends = 'grant' | 'refuse' | 'withdraw' | 'revoke'

export const GoodwillGrantForm = (props: SheetProps) => <WordsForm {...props} act="grant" field="words" />
export const GoodwillRefuseForm = (props: SheetProps) => <WordsForm {...props} act="refuse" field="words" />
export const GoodwillWithdrawForm = (props: SheetProps) => (
  <WordsForm {...props} act="withdraw" field="because" />
)
export const GoodwillRevokeForm = (props: SheetProps) => <WordsForm {...props} act="revoke" field="because" />
