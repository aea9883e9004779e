// The forms of a change request: each deed with the few fields it asks for. Not: asking for a new one
// (ask-form.tsx).
import { useState } from 'react'
import { worksOnChanges } from '#core/change/decide.ts'
import { DeedDialog } from '../case/deed-dialog.tsx'
import { useDesk } from '../case/desk.ts'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import { About } from './ask-form.tsx'
import { type DeedOf, useTrackerNames, type WholeChange } from './changes-api.ts'

type Field = {
  readonly name: 'words' | 'because' | 'version' | 'author' | 'url' | 'tracker' | 'owner'
  readonly label: string
  readonly as: 'area' | 'line' | 'tracker' | 'owner'
  readonly isFree?: true
}
const words: Field = { name: 'words', label: 'change.words', as: 'area' }
const because: Field = { name: 'because', label: 'change.because', as: 'area' }
const freeWords: Field = { ...words, isFree: true }
const version: Field = { name: 'version', label: 'change.version', as: 'line' }

/** What each deed asks; one without fields is done at once. */
export const deedFields: Readonly<Record<string, readonly Field[]>> = {
  send: [{ name: 'tracker', label: 'change.to_tracker', as: 'tracker' }, freeWords],
  link: [{ name: 'url', label: 'change.url', as: 'line' }],
  unlink: [because],
  write: [words],
  answer: [{ name: 'author', label: 'change.author', as: 'line' }, words],
  accept: [freeWords],
  plan: [version, freeWords],
  begin: [],
  finish: [{ ...version, isFree: true }, freeWords],
  reject: [because],
  reopen: [because],
  verify: [{ ...words, label: 'change.how_held' }],
  withdraw: [because],
  add_evidence: [words],
  name_owner: [{ name: 'owner', label: 'change.owner', as: 'owner' }],
}

type Props = { one: WholeChange; deed: string; onDo: (deed: DeedOf) => Promise<unknown>; onClose: () => void }

/** The form of one deed. */
export function DeedForm(props: Props) {
  return props.deed === 'mend' ? <MendForm {...props} /> : <FieldsForm {...props} />
}

function FieldsForm({ one, deed, onDo, onClose }: Props) {
  const say = useSay()
  const trackers = useTrackerNames().filter(tracker => tracker.active)
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({
    owner: one.owner ?? '',
    version: one.version ?? '',
  })
  const fields = deedFields[deed] ?? []
  const value = (name: Field['name']) => typed[name] ?? (name === 'tracker' ? (trackers[0]?.id ?? '') : '')
  const isMissing = fields.some(
    ({ name, as, isFree }) => !isFree && as !== 'tracker' && value(name).trim() === '',
  )
  const go = () => {
    const given = fields.map(({ name }) => [name, value(name).trim()] as const)
    const body = Object.fromEntries(given.filter(([, text]) => text !== ''))
    return onDo({ deed, body: deed === 'send' ? { ...body, tracker: body.tracker ?? null } : body })
  }
  return (
    <DeedDialog
      title={say(`change.act_${deed}`)}
      doText={say(`change.act_${deed}`)}
      missing={isMissing ? say('change.needs_words') : ''}
      onDo={go}
      onClose={onClose}
    >
      {fields.map((field, index) => (
        <OneField
          key={field.name}
          field={field}
          isFirst={index === 0}
          value={value(field.name)}
          trackers={trackers}
          onChange={text => setTyped({ ...typed, [field.name]: text })}
        />
      ))}
    </DeedDialog>
  )
}

type OneProps = {
  field: Field
  isFirst: boolean
  value: string
  trackers: ReturnType<typeof useTrackerNames>
  onChange: (text: string) => void
}

function OneField({ field: { label, as, isFree }, isFirst, value, trackers, onChange }: OneProps) {
  const say = useSay()
  const { facts } = useDesk()
  const needed = !isFree && value.trim() === ''
  const common = { label: say(label), value, autoFocus: isFirst }
  if (as === 'area')
    return <TextArea {...common} needed={needed} onChange={event => onChange(event.currentTarget.value)} />
  if (as === 'line')
    return (
      <TextField
        {...common}
        needed={needed}
        maxLength={1_000}
        onChange={event => onChange(event.currentTarget.value)}
      />
    )
  const people = Object.values(facts.agents).filter(one => worksOnChanges(one, facts))
  const options =
    as === 'owner'
      ? people.map(one => ({ value: one.id as string, text: one.name }))
      : [
          ...trackers.map(one => ({ value: one.id, text: one.name })),
          { value: '', text: say('change.by_hand') },
        ]
  return <SelectField {...common} options={options} onChange={event => onChange(event.currentTarget.value)} />
}

/** The same fields as when it was asked for. */
function MendForm({ one, onDo, onClose }: Props) {
  const say = useSay()
  const { kind, title, wanted, why } = one
  const [form, setForm] = useState({ kind, title, wanted, why, product: one.product ?? '' })
  const isWhole = [form.title, form.wanted, form.why].every(text => text.trim() !== '')
  return (
    <DeedDialog
      title={say('change.act_mend')}
      doText={say('kit.save')}
      missing={isWhole ? '' : say('change.needs_words')}
      onDo={() => onDo({ deed: 'mend', body: { ...form, product: form.product || null } })}
      onClose={onClose}
    >
      <About form={form} set={change => setForm({ ...form, ...change })} />
    </DeedDialog>
  )
}
