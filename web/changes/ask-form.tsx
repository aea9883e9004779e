// Asking engineering for a change: what, why, and what of a case goes along, as it leaves the house. Not:
// what happens to it then (change-screen.tsx).
import { type ReactNode, useState } from 'react'
import { type ChangeKind, changeKinds } from '#core/change/change-fact.ts'
import type { ProblemId } from '#core/kit/id.ts'
import { DeedDialog } from '../case/deed-dialog.tsx'
import { useDesk } from '../case/desk.ts'
import { Check } from '../kit/check.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { useAskChange, useEvidence } from './changes-api.ts'
import s from './changes.module.css'

type Props = {
  onClose: () => void
  onDone?: (number: number) => void
  /** above the fields */
  children?: ReactNode
  /** the case it comes from */
  from?: { readonly number: number; readonly subject: string; readonly product: string | null }
  /** the problem it comes from, with what is known of its cause */
  of?: {
    readonly problem: ProblemId
    readonly title: string
    readonly product: string | null
    readonly cause: string
  }
}

/** A new one. */
export function AskForm({ onClose, onDone, children, from, of }: Props) {
  const say = useSay()
  const [form, setForm] = useState({
    ...{ kind: 'bug_fix' as ChangeKind, title: (from?.subject ?? of?.title ?? '').slice(0, 200), wanted: '' },
    ...{ why: of?.cause ?? '', product: from?.product ?? of?.product ?? '' },
    entries: [] as readonly number[],
  })
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const asked = useAskChange(number => {
    toast({ text: say('change.asked', { number }) })
    onDone?.(number)
  })
  const isWhole = [form.title, form.wanted, form.why].every(one => one.trim() !== '')
  const go = () => {
    const { product, entries, ...words } = form
    const own = from ? { case: from.number, entries } : of ? { problem: of.problem } : {}
    return asked.mutateAsync({ ...words, product: product || null, ...own })
  }
  return (
    <DeedDialog
      title={say('change.ask')}
      note={from && say('change.ask_note')}
      doText={say('change.ask_do')}
      missing={isWhole ? '' : say('change.needs_words')}
      onDo={go}
      onClose={onClose}
    >
      {children}
      <About form={form} set={set} />
      {from && (
        <Entries caseNumber={from.number} chosen={form.entries} onChange={entries => set({ entries })} />
      )}
    </DeedDialog>
  )
}

type About = { kind: ChangeKind; title: string; wanted: string; why: string; product: string }
/** What is asked for, in fields. */
export function About({ form, set }: { form: About; set: (change: Partial<About>) => void }) {
  const say = useSay()
  const { products } = useDesk()
  return (
    <>
      <TextField
        label={say('change.headline')}
        value={form.title}
        maxLength={200}
        needed={form.title.trim() === ''}
        autoFocus
        onChange={event => set({ title: event.currentTarget.value })}
      />
      <SelectField
        label={say('change.kind')}
        value={form.kind}
        options={changeKinds.map(value => ({ value, text: say(`change.kind_${value}`) }))}
        onChange={event => set({ kind: event.currentTarget.value as ChangeKind })}
      />
      {products.length > 0 && (
        <SelectField
          label={say('change.product')}
          value={form.product}
          options={[
            { value: '', text: say('change.no_product') },
            ...products.map(one => ({ value: one.id as string, text: one.name })),
          ]}
          onChange={event => set({ product: event.currentTarget.value })}
        />
      )}
      <TextArea
        label={say('change.wanted')}
        value={form.wanted}
        needed={form.wanted.trim() === ''}
        onChange={event => set({ wanted: event.currentTarget.value })}
      />
      <TextArea
        label={say('change.why')}
        value={form.why}
        needed={form.why.trim() === ''}
        onChange={event => set({ why: event.currentTarget.value })}
      />
    </>
  )
}

type EntriesProps = {
  caseNumber: number
  chosen: readonly number[]
  onChange: (chosen: readonly number[]) => void
}
const shownMax = 30
const wordsMax = 300

/** Entries to tick, each as it would go along. */
export function Entries({ caseNumber, chosen, onChange }: EntriesProps) {
  const say = useSay()
  const { data = [] } = useEvidence(caseNumber)
  if (data.length === 0) return null
  const toggle = (seq: number, on: boolean) =>
    onChange(on ? [...chosen, seq] : chosen.filter(one => one !== seq))
  return (
    <fieldset className={s.entries}>
      <legend>{say('change.entries')}</legend>
      {data.slice(-shownMax).map(one => (
        <Check
          key={one.seq}
          checked={chosen.includes(one.seq)}
          onChange={event => toggle(one.seq, event.currentTarget.checked)}
        >
          <span className="soft sm">
            <TimeText at={one.at} as="wall" />
          </span>{' '}
          {one.words.slice(0, wordsMax)}
        </Check>
      ))}
    </fieldset>
  )
}
