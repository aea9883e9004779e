// Trying the rules on a case before anybody asks: which let it pass, and what was given before. Nothing is
// recorded.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type Fault as Doing,
  faults as doings,
  type GoodwillKind,
  goodwillKinds,
} from '#core/case/goodwill-fact.ts'
import { digitsOf, type GoodwillCheck } from '#core/goodwill/rules.ts'
import { money } from '#words/money.ts'
import { post } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { Glyph } from '../kit/glyph.tsx'
import { useSay, useWords } from '../words.ts'
import g from './goodwill.module.css'
import { Wrong } from './parts.tsx'
import s from './set-up.module.css'

type Tried = {
  readonly checks: readonly { readonly check: GoodwillCheck; readonly holds: boolean }[]
  readonly customerMinor: number
  readonly capMinor: number
  readonly currency: string
  readonly budget: { readonly spentMinor: number; readonly limitMinor: number } | null
}

const first = { number: '', kind: 'coupon' as GoodwillKind, fault: 'ours' as Doing, amount: '' }

export function GoodwillTry({ currency }: { currency: string }) {
  const say = useSay()
  const [form, setForm] = useState(first)
  const ask = useMutation({ mutationFn: (body: object) => post<Tried>('/goodwill/try', body) })
  const set = (change: Partial<typeof first>) => setForm({ ...form, ...change })
  const worth = Math.round(
    Number(form.amount.replace(/\s/g, '').replace(',', '.')) * 10 ** digitsOf(currency),
  )
  const isWhole = /^\d+$/.test(form.number.trim()) && form.amount.trim() !== '' && worth >= 0
  const go = () => {
    const { kind, fault, number } = form
    ask.mutate({ case: Number(number), kind, fault, amountMinor: worth })
  }
  return (
    <section className={s.part} aria-labelledby="goodwill-try">
      <h2 id="goodwill-try">{say('set_up.try')}</h2>
      <form
        className={s.form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          if (isWhole) go()
        }}
      >
        <Wrong thrown={ask.error} />
        <CaseFields {...{ form, set, currency }} />
        <div className="row">
          <Button
            type="submit"
            offWhy={isWhole ? '' : say('goodwill_set.try_needs')}
            aria-busy={ask.isPending}
          >
            {say('goodwill_set.try_do')}
          </Button>
        </div>
      </form>
      <div aria-live="polite">{ask.data && <Outcome tried={ask.data} />}</div>
    </section>
  )
}

type FieldsProps = {
  readonly form: typeof first
  readonly set: (change: Partial<typeof first>) => void
  readonly currency: string
}

function CaseFields({ form, set, currency }: FieldsProps) {
  const say = useSay()
  return (
    <div className={s.two}>
      <TextField
        label={say('goodwill_set.try_case')}
        inputMode="numeric"
        value={form.number}
        onChange={event => set({ number: event.currentTarget.value })}
      />
      <SelectField
        label={say('goodwill.field_kind')}
        value={form.kind}
        options={goodwillKinds.map(kind => ({ value: kind, text: say('goodwill.kind', { kind }) }))}
        onChange={event => set({ kind: event.currentTarget.value as GoodwillKind })}
      />
      <SelectField
        label={say('goodwill.field_fault')}
        value={form.fault}
        options={doings.map(fault => ({ value: fault, text: say('goodwill.fault', { fault }) }))}
        onChange={event => set({ fault: event.currentTarget.value as Doing })}
      />
      <TextField
        label={`${say('goodwill.field_amount')} (${currency})`}
        inputMode="decimal"
        value={form.amount}
        onChange={event => set({ amount: event.currentTarget.value })}
      />
    </div>
  )
}

function Outcome({ tried }: { tried: Tried }) {
  const say = useSay()
  const { language } = useWords()
  const { checks, customerMinor, capMinor, currency, budget } = tried
  const sum = (amountMinor: number) => money({ amountMinor, currency }, language)
  return (
    <>
      <ul className={g.checks}>
        {checks.map(({ check, holds }) => (
          <li key={check} className={holds ? undefined : g.fails}>
            <Glyph name={holds ? 'kept' : 'missed'} />
            <span>{say('goodwill_set.check', { check, holds: holds ? 'yes' : 'no' })}</span>
          </li>
        ))}
      </ul>
      <p className="sm soft">
        {say('goodwill_set.spent', { spent: sum(customerMinor), most: sum(capMinor) })}{' '}
        {budget &&
          say('goodwill_set.spent_team', { spent: sum(budget.spentMinor), most: sum(budget.limitMinor) })}
      </p>
    </>
  )
}
