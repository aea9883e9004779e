// A supplier as somebody types it, and what is wrong with it. Not: its fields on the screen
// (supplier-sheet.tsx).
import type { CalendarId } from '#core/kit/id.ts'
import type { Agreed, OwedMinutes } from '#core/supplier/supplier-fact.ts'
import type { Fault } from './field-faults.ts'

export type Supplier = {
  readonly id: string
  readonly name: string
  readonly addresses: readonly string[]
  readonly formUrl: string | null
  readonly phone: string | null
  readonly ourNumber: string | null
  readonly languages: readonly string[]
  readonly contacts: string
  readonly escalation: string
  readonly agreed: Agreed
  readonly active: boolean
  readonly version: number
}
export const owedFields = ['answer', 'update', 'solution'] as const
type Owed = (typeof owedFields)[number]

export type SupplierForm = {
  readonly name: string
  /** one a line */
  readonly addresses: string
  readonly formUrl: string
  readonly phone: string
  readonly ourNumber: string
  readonly languages: readonly string[]
  readonly contacts: string
  readonly escalation: string
  readonly calendar: string
  readonly chaseMinutes: string
  readonly chasesMax: string
  readonly raiseMinutes: string
  readonly active: boolean
} & Readonly<Record<Owed, string>>

const owedText = (owed: OwedMinutes): string => owed.map(one => one ?? '–').join(', ')

/** Four numbers or dashes, as people type them; null: they are none. */
export function owedOf(text: string): OwedMinutes | null {
  const parts = text.split(/[,;]/).map(one => one.trim())
  if (parts.length !== 4 || !parts.every(one => /^(\d{1,6}|[–—-]?)$/.test(one))) return null
  return parts.map(one => (Number(one) > 0 ? Number(one) : null)) as unknown as OwedMinutes
}

/** What is asked first: an answer within a working day, asked again each day. */
export const newSupplier: SupplierForm = {
  ...{ name: '', addresses: '', formUrl: '', phone: '', ourNumber: '', languages: [], contacts: '' },
  ...{ escalation: '', calendar: '', answer: '60, 240, 480, 960', update: '240, 480, 960, –' },
  ...{ solution: '–, –, –, –', chaseMinutes: '480', chasesMax: '3', raiseMinutes: '240', active: true },
}

export const supplierForm = ({ agreed, ...one }: Supplier): SupplierForm => ({
  ...{ name: one.name, addresses: one.addresses.join('\n'), formUrl: one.formUrl ?? '' },
  ...{ phone: one.phone ?? '', ourNumber: one.ourNumber ?? '', languages: one.languages },
  ...{ contacts: one.contacts, escalation: one.escalation, calendar: agreed.calendar ?? '' },
  ...{ answer: owedText(agreed.answer), update: owedText(agreed.update) },
  ...{ solution: owedText(agreed.solution), chaseMinutes: String(agreed.chaseMinutes) },
  ...{ chasesMax: String(agreed.chasesMax), raiseMinutes: String(agreed.raiseMinutes), active: one.active },
})

/** What is wrong, at its field. */
export const supplierFaults = (form: SupplierForm): Fault[] =>
  owedFields.filter(one => owedOf(form[one]) === null).map(path => ({ path, code: 'owed_form' }))

const orNull = (text: string): string | null => text.trim() || null

/** As it is sent. */
export const supplierBody = (form: SupplierForm) => ({
  name: form.name.trim(),
  addresses: form.addresses.split('\n').flatMap(one => (one.trim() === '' ? [] : [one.trim()])),
  formUrl: orNull(form.formUrl),
  phone: orNull(form.phone),
  ourNumber: orNull(form.ourNumber),
  languages: form.languages,
  contacts: form.contacts.trim(),
  escalation: form.escalation.trim(),
  active: form.active,
  agreed: {
    calendar: orNull(form.calendar) as CalendarId | null,
    ...Object.fromEntries(owedFields.map(one => [one, owedOf(form[one])])),
    chaseMinutes: Number(form.chaseMinutes),
    chasesMax: Number(form.chasesMax),
    raiseMinutes: Number(form.raiseMinutes),
  },
})
