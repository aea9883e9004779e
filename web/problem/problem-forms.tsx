// The forms of a problem: each deed with its fields, from one table. Not: when one may (problem-acts.ts).
import { useState } from 'react'
import { causeHows } from '#core/case/finding-fact.ts'
import { problemKinds, wordedNews } from '#core/problem/problem-fact.ts'
import type { Problem } from '#core/problem/state.ts'
import type { Say } from '#words/say.ts'
import { DeedDialog } from '../case/deed-dialog.tsx'
import { type Desk, useDesk } from '../case/desk.ts'
import { instantOfField } from '../case/wall-clock.ts'
import { Check } from '../kit/check.tsx'
import { type Option, SelectField, TextArea, TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import type { Deed } from './problems-api.ts'

export type FormName = keyof typeof forms
/** What a form knows of the problem it is about. */
export type About = {
  readonly state: Problem
  readonly text: (ref: Problem['title'] | null | undefined) => string
  readonly number: number
}
type With = About & { readonly desk: Desk; readonly say: Say }

type Field = {
  readonly name: string
  readonly label: string
  readonly as?: 'line' | 'area' | 'select' | 'time' | 'check'
  readonly hint?: string
  readonly isNeeded?: true
  readonly options?: (known: With) => readonly Option[]
  readonly first?: (known: With) => string
}
type Values = Readonly<Record<string, string>>
type Form = {
  readonly title: string
  readonly fields: readonly Field[]
  /** what is sent; a text says what is wrong */
  readonly body: (values: Values, known: With) => object | string
}

const because: Field = { name: 'because', label: 'deeds.because', isNeeded: true }
const whyOnly = (title: string): Form => ({
  title,
  fields: [because],
  body: ({ because: why = '' }) => ({ because: why }),
})
const none: Option = { value: '', text: '–' }
const products = ({ desk }: With): readonly Option[] => [
  none,
  ...desk.products.map(({ id, name }) => ({ value: id as string, text: name })),
]
const kinds = ({ say }: With): readonly Option[] =>
  problemKinds.map(value => ({ value, text: say(`problem.kind_${value}`) }))
const filled = (values: Values, ...names: string[]): Values =>
  Object.fromEntries(names.flatMap(name => (values[name] ? [[name, values[name]]] : [])))
const untilOf = ({ until = '' }: Values, { desk }: With): number | null =>
  until === '' ? null : instantOfField(until, desk.zone)
const until: Field = {
  name: 'until',
  label: 'problem.field_until',
  as: 'time',
  hint: 'problem.field_until_hint',
}

const forms = {
  describe: {
    title: 'problem.act_describe',
    fields: [
      {
        name: 'title',
        label: 'problem.field_title',
        isNeeded: true,
        first: ({ state, text }) => text(state.title),
      },
      { name: 'kind', label: 'problem.kind', as: 'select', options: kinds, first: ({ state }) => state.kind },
      {
        name: 'product',
        label: 'problem.product',
        as: 'select',
        options: products,
        first: ({ state }) => state.product ?? '',
      },
      { name: 'alike', label: 'problem.alike', as: 'area', first: ({ state, text }) => text(state.alike) },
    ],
    body: (values, { state, text }) => ({
      // Only what is another now: whoever corrects the title does not say the rest anew.
      ...(values.title !== text(state.title) && { title: values.title }),
      ...(values.kind !== state.kind && { kind: values.kind }),
      ...(values.product !== (state.product ?? '') && { product: values.product || null }),
      ...(values.alike && values.alike !== text(state.alike) && { alike: values.alike }),
    }),
  },
  give: {
    title: 'problem.act_give',
    fields: [
      {
        ...{ name: 'owner', label: 'problem.owner', as: 'select' },
        options: ({ desk, say }) => [
          { value: '', text: say('problem.nobody') },
          ...Object.values(desk.facts.agents)
            .filter(({ active }) => active)
            .map(({ id, name }) => ({ value: id as string, text: name })),
        ],
        first: ({ state }) => state.owner ?? '',
      },
      {
        ...{ name: 'team', label: 'problem.field_team', as: 'select' },
        options: ({ desk }) => [
          none,
          ...Object.values(desk.facts.teams)
            .filter(({ active }) => active)
            .map(({ id, name }) => ({ value: id as string, text: name })),
        ],
        first: ({ state }) => state.team ?? '',
      },
      { name: 'note', label: 'problem.field_note' },
    ],
    body: values => ({ owner: values.owner || null, team: values.team || null, ...filled(values, 'note') }),
  },
  find_cause: {
    title: 'problem.act_find_cause',
    fields: [
      { name: 'cause', label: 'problem.field_cause', as: 'area', isNeeded: true },
      {
        ...{ name: 'how', label: 'problem.how', as: 'select', first: () => causeHows[0] },
        options: ({ say }) => causeHows.map(value => ({ value, text: say(`problem.how_${value}`) })),
      },
    ],
    body: ({ cause, how }) => ({ cause, how }),
  },
  publish: {
    title: 'problem.act_publish',
    fields: [
      {
        ...{ name: 'symptoms', label: 'problem.symptoms', as: 'area', isNeeded: true },
        first: ({ state, text }) => text(state.known?.symptoms ?? state.alike),
      },
      { name: 'quiet', label: 'problem.field_quiet', as: 'check' },
    ],
    body: ({ symptoms, quiet }, { state }) => ({
      ...{ symptoms, edition: state.known?.edition ?? 0, ...(quiet && { quiet: true }) },
    }),
  },
  work_around: {
    title: 'problem.act_work_around',
    fields: [
      {
        ...{ name: 'what', label: 'problem.field_around', as: 'area', isNeeded: true },
        first: ({ state, text }) => text(state.workaround?.what),
      },
      until,
      {
        name: 'products',
        label: 'problem.product',
        as: 'select',
        options: products,
        first: ({ state }) => state.workaround?.products[0] ?? '',
      },
      {
        ...{ name: 'versions', label: 'problem.field_versions' },
        first: ({ state }) => state.workaround?.versions.join(', ') ?? '',
      },
    ],
    body: (values, known) => ({
      ...{
        what: values.what,
        until: untilOf(values, known),
        products: values.products ? [values.products] : [],
      },
      versions: (values.versions ?? '')
        .split(',')
        .map(one => one.trim())
        .filter(Boolean),
    }),
  },
  renew_workaround: {
    title: 'problem.act_renew_workaround',
    fields: [until],
    body: (values, known) => ({ until: untilOf(values, known) }),
  },
  withdraw_workaround: whyOnly('problem.act_withdraw_workaround'),
  word: {
    title: 'problem.act_word',
    fields: [
      {
        ...{ name: 'news', label: 'problem.field_about', as: 'select', first: () => 'fixed' },
        options: ({ say }) => wordedNews.map(value => ({ value, text: say(`matter.news_${value}`) })),
      },
      {
        ...{ name: 'language', label: 'problem.field_language', as: 'select' },
        options: ({ desk, say }) =>
          desk.languages.map(value => ({ value, text: say(`kinds.language_${value}`) })),
        first: ({ desk }) => desk.defaultLanguage,
      },
      { name: 'text', label: 'problem.field_text', as: 'area', hint: 'problem.field_text_hint' },
    ],
    body: values => ({ news: values.news, language: values.language, ...filled(values, 'text') }),
  },
  fix: {
    title: 'problem.act_fix',
    fields: [
      { name: 'what', label: 'problem.field_fixed', as: 'area', isNeeded: true },
      { name: 'version', label: 'problem.field_version' },
      { name: 'verified', label: 'problem.field_verified', as: 'area', isNeeded: true },
    ],
    body: values => ({ what: values.what, verified: values.verified, ...filled(values, 'version') }),
  },
  not_fix: whyOnly('problem.act_not_fix'),
  merge: {
    title: 'problem.act_merge',
    fields: [
      { name: 'into', label: 'problem.field_into', isNeeded: true },
      { name: 'because', label: 'deeds.because' },
    ],
    body: (values, { say }) => {
      const into = numbersOf(values.into ?? '')[0]
      return into ? { into, ...filled(values, 'because') } : say('problem.not_a_number')
    },
  },
  close: {
    title: 'problem.act_close',
    fields: [{ name: 'because', label: 'deeds.because' }],
    body: values => filled(values, 'because'),
  },
  dismiss: whyOnly('problem.act_dismiss'),
  reopen: whyOnly('problem.act_reopen'),
  join: {
    title: 'problem.act_join',
    fields: [
      { name: 'cases', label: 'problem.field_numbers', hint: 'problem.field_numbers_hint', isNeeded: true },
      { name: 'because', label: 'deeds.because' },
    ],
    body: (values, { say }) => {
      const cases = numbersOf(values.cases ?? '')
      return cases.length > 0 ? { cases, ...filled(values, 'because') } : say('problem.not_numbers')
    },
  },
  leave: whyOnly('problem.act_leave'),
} satisfies Readonly<Record<string, Form>>

/** Numbers of cases or problems as people type them. */
export const numbersOf = (typed: string): readonly string[] => [
  ...new Set(typed.match(/[1-9]\d{0,9}/g) ?? []),
]

type Props = {
  name: FormName
  about: About
  /** more that is sent with it */
  more?: object
  onDo: (deed: Deed) => Promise<unknown>
  onClose: () => void
}

/** The form of a deed. */
export function ProblemForm({ name, about, more, onDo, onClose }: Props) {
  const say = useSay()
  const desk = useDesk()
  const known = { ...about, desk, say }
  const form: Form = forms[name]
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(form.fields.map(one => [one.name, one.first?.(known) ?? ''])),
  )
  const trimmed = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value.trim()]))
  const isEmpty = form.fields.some(one => one.isNeeded && !trimmed[one.name])
  const body = form.body(trimmed, known)
  return (
    <DeedDialog
      title={say(form.title)}
      doText={say('kit.save')}
      missing={isEmpty ? say('problem.needs') : typeof body === 'string' ? body : ''}
      onDo={() => onDo({ deed: name.replaceAll('_', '-'), body: { ...(body as object), ...more } })}
      onClose={onClose}
    >
      {form.fields.map((field, i) => (
        <FieldOf
          key={field.name}
          field={field}
          known={known}
          isFirst={i === 0}
          value={values[field.name] ?? ''}
          onChange={value => setValues({ ...values, [field.name]: value })}
        />
      ))}
    </DeedDialog>
  )
}

type FieldProps = {
  field: Field
  known: With
  isFirst: boolean
  value: string
  onChange: (value: string) => void
}
function FieldOf({ field, known, isFirst, value, onChange }: FieldProps) {
  const { say } = known
  const common = {
    label: say(field.label),
    value,
    autoFocus: isFirst,
    needed: field.isNeeded === true && value.trim() === '',
    ...(field.hint && { hint: say(field.hint) }),
  }
  const change = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value)
  switch (field.as) {
    case 'area':
      return <TextArea {...common} onChange={change} />
    case 'select':
      return <SelectField {...common} options={field.options?.(known) ?? []} onChange={change} />
    case 'time':
      return <TextField {...common} type="datetime-local" onChange={change} />
    case 'check':
      return (
        <Check checked={value !== ''} onChange={event => onChange(event.currentTarget.checked ? 'yes' : '')}>
          {say(field.label)}
        </Check>
      )
    default:
      return <TextField {...common} onChange={change} />
  }
}
