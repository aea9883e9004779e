// The forms of a supplier case: one frame, and for each deed the fields it asks. Not: which may be done now
// (supplier-screen.tsx).
import { type ReactNode, useState } from 'react'
import { severities } from '#core/case/event.ts'
import { worksWithSuppliers } from '#core/supplier/decide.ts'
import { supplierAnswers, supplierEnds, supplierWays } from '#core/supplier/supplier-fact.ts'
import { DeedDialog } from '../case/deed-dialog.tsx'
import { useDesk } from '../case/desk.ts'
import { instantOfField } from '../case/wall-clock.ts'
import { Check, Choices } from '../kit/check.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import { sharingHouses } from './share-part.tsx'
import { PackPart } from './pack-part.tsx'
import type { Deed, SupplierPage } from './suppliers-api.ts'

export type FormName =
  | 'send'
  | 'say'
  | 'lodge'
  | 'chase'
  | 'plan_chase'
  | 'escalate'
  | 'retest'
  | 'give'
  | 'assess'
  | 'spend'
  | 'solve'
  | 'close'
  | 'reopen'
  | 'share'
  | 'unshare'

type Props = { name: FormName; page: SupplierPage; onDo: (deed: Deed) => void; onClose: () => void }
type Fields = Readonly<Record<string, string>>
type Set = (field: string, value: string) => void

type Named = { readonly id: string; readonly name: string }
type Asking = {
  readonly say: Say
  readonly fields: Fields
  readonly set: Set
  readonly page: SupplierPage
  readonly people: readonly Named[]
  /** teams of other houses, each with its house */
  readonly houses: readonly Named[]
}

type Knowing = Pick<Asking, 'page' | 'houses'> & { readonly zone: string | undefined }

/** A form as it is asked: its fields, what is missing of it (a key), what it sends. */
type Form = {
  readonly fields: (asking: Asking) => ReactNode
  readonly missing: (fields: Fields) => string
  readonly body: (fields: Fields, knowing: Knowing) => object
}

const filled = (text: string | undefined): string => (text ?? '').trim()
const optional = (name: string, text: string | undefined) =>
  filled(text) === '' ? {} : { [name]: filled(text) }

type OneProps = { name: string; label: string; fields: Fields; set: Set; needed?: boolean }
function Line({ name, label, fields, set, needed }: OneProps) {
  return (
    <TextField
      label={label}
      needed={needed === true && filled(fields[name]) === ''}
      value={fields[name] ?? ''}
      onChange={event => set(name, event.currentTarget.value)}
    />
  )
}
function Words({ name, label, fields, set, needed }: OneProps) {
  return (
    <TextArea
      label={label}
      needed={needed === true && filled(fields[name]) === ''}
      rows={4}
      value={fields[name] ?? ''}
      onChange={event => set(name, event.currentTarget.value)}
    />
  )
}

type Say = ReturnType<typeof useSay>
const wayOf = (fields: Fields): string => fields.how ?? 'mail'
const How = ({ say, fields, set }: { say: Say; fields: Fields; set: Set }) => (
  <Choices
    label={say('supplier.how')}
    inline
    value={wayOf(fields)}
    onChange={how => set('how', how)}
    choices={supplierWays.map(one => ({ value: one as string, text: say(`supplier.how_${one}`) }))}
  />
)
const When = ({ say, fields, set, hint }: { say: Say; fields: Fields; set: Set; hint?: boolean }) => (
  <TextField
    label={say('supplier.again_at')}
    hint={hint && say('supplier.again_hint')}
    type="datetime-local"
    needed={!hint && filled(fields.chaseAt) === ''}
    value={fields.chaseAt ?? ''}
    onChange={event => set('chaseAt', event.currentTarget.value)}
  />
)
const needsWords = (field: string) => (fields: Fields) =>
  filled(fields[field]) === '' ? 'supplier.needs_words' : ''

const ownerOf = (page: SupplierPage, fields: Fields): string => fields.owner ?? page.row.owner

/** By what is done. */
const forms: { readonly [N in FormName]: Form } = {
  send: {
    fields: ({ say, fields, set, page }) => (
      <>
        <How {...{ say, fields, set }} />
        <Words {...{ fields, set }} name="words" label={say('supplier.words_sent')} needed />
        {page.from !== null && (
          <PackPart from={page.from} value={fields.pack ?? ''} onChange={pack => set('pack', pack)} />
        )}
      </>
    ),
    missing: needsWords('words'),
    body: fields => ({
      how: wayOf(fields),
      words: [filled(fields.words), filled(fields.pack)].filter(Boolean).join('\n\n'),
      ...(filled(fields.pack) !== '' && { pack: true }),
    }),
  },
  say: {
    fields: ({ say, fields, set, page }) => (
      <>
        <How {...{ say, fields, set }} />
        <SelectField
          label={say('supplier.answer')}
          value={fields.answer ?? 'update'}
          options={supplierAnswers
            .filter(one => one !== 'unread')
            .map(one => ({ value: one, text: say(`supplier.answer_${one}`) }))}
          onChange={event => set('answer', event.currentTarget.value)}
        />
        <Words {...{ fields, set }} name="words" label={say('supplier.words')} needed />
        {(fields.answer === 'release' || fields.answer === 'workaround') && (
          <Line {...{ fields, set }} name="version" label={say('supplier.version')} />
        )}
        {page.row.reference === null && (
          <Line {...{ fields, set }} name="reference" label={say('supplier.reference')} />
        )}
      </>
    ),
    missing: needsWords('words'),
    body: fields => ({
      ...{ how: wayOf(fields), answer: fields.answer ?? 'update', words: filled(fields.words) },
      ...optional('version', fields.version),
      ...optional('reference', fields.reference),
    }),
  },
  lodge: {
    fields: ({ say, fields, set }) => (
      <Line {...{ fields, set }} name="reference" label={say('supplier.reference')} needed />
    ),
    missing: fields => (filled(fields.reference) === '' ? 'supplier.needs_reference' : ''),
    body: fields => ({ reference: filled(fields.reference) }),
  },
  chase: {
    fields: ({ say, fields, set }) => (
      <>
        <How {...{ say, fields, set }} />
        <Line {...{ fields, set }} name="who" label={say('supplier.who')} />
        <Check
          checked={fields.reached === 'yes'}
          onChange={event => set('reached', event.currentTarget.checked ? 'yes' : '')}
        >
          {say('supplier.reached')}
        </Check>
        <Words {...{ fields, set }} name="result" label={say('supplier.result')} needed />
        <When {...{ say, fields, set }} hint />
      </>
    ),
    missing: needsWords('result'),
    body: (fields, { zone }) => ({
      ...{ how: wayOf(fields), reached: fields.reached === 'yes', result: filled(fields.result) },
      ...optional('who', fields.who),
      ...atOf(fields, zone),
    }),
  },
  plan_chase: {
    fields: ({ say, fields, set }) => <When {...{ say, fields, set }} />,
    missing: fields => (filled(fields.chaseAt) === '' ? 'supplier.needs_time' : ''),
    body: (fields, { zone }) => atOf(fields, zone),
  },
  escalate: {
    fields: ({ say, fields, set, page }) => (
      <>
        {page.supplier?.escalation && <p className="soft">{page.supplier.escalation}</p>}
        <Line {...{ fields, set }} name="who" label={say('supplier.who')} needed />
        <Words {...{ fields, set }} name="words" label={say('supplier.words')} needed />
      </>
    ),
    missing: fields => needsWords('who')(fields) || needsWords('words')(fields),
    body: fields => ({ who: filled(fields.who), words: filled(fields.words) }),
  },
  retest: {
    fields: ({ say, fields, set }) => (
      <>
        <Choices
          label={say('supplier.holds')}
          value={fields.holds ?? 'yes'}
          onChange={holds => set('holds', holds)}
          choices={['yes', 'no'].map(one => ({ value: one, text: say(`supplier.holds_${one}`) }))}
        />
        <Words {...{ fields, set }} name="words" label={say('supplier.words')} needed />
      </>
    ),
    missing: needsWords('words'),
    body: fields => ({ holds: fields.holds !== 'no', words: filled(fields.words) }),
  },
  give: {
    fields: ({ say, fields, set, people, page }) => (
      <>
        <SelectField
          label={say('supplier.head_owner')}
          value={ownerOf(page, fields)}
          options={people.map(one => ({ value: one.id, text: one.name }))}
          onChange={event => set('owner', event.currentTarget.value)}
        />
        <Line {...{ fields, set }} name="note" label={say('supplier.because')} />
      </>
    ),
    missing: () => '',
    body: (fields, { page }) => ({ owner: ownerOf(page, fields), ...optional('note', fields.note) }),
  },
  assess: {
    fields: ({ say, fields, set, page }) => (
      <>
        <SelectField
          label={say('supplier.act_assess')}
          value={fields.severity ?? String(page.row.severity)}
          options={severities.map(n => ({ value: String(n), text: say('kit.severity', { n }) }))}
          onChange={event => set('severity', event.currentTarget.value)}
        />
        <Line {...{ fields, set }} name="because" label={say('supplier.because')} />
      </>
    ),
    missing: () => '',
    body: (fields, { page }) => ({
      severity: Number(fields.severity ?? page.row.severity),
      ...optional('because', fields.because),
    }),
  },
  spend: {
    fields: ({ say, fields, set }) => (
      <>
        <TextField
          label={say('supplier.minutes')}
          inputMode="numeric"
          value={fields.minutes ?? ''}
          onChange={event => set('minutes', event.currentTarget.value)}
        />
        <TextField
          label={say('supplier.money')}
          hint={say('supplier.money_hint')}
          inputMode="decimal"
          value={fields.money ?? ''}
          onChange={event => set('money', event.currentTarget.value)}
        />
        <Line {...{ fields, set }} name="what" label={say('supplier.what_for')} />
      </>
    ),
    missing: fields =>
      numberOf(fields.minutes) === 0 && numberOf(fields.money) === 0 ? 'supplier.needs_words' : '',
    body: fields => ({
      minutes: Math.round(numberOf(fields.minutes)),
      cents: Math.round(numberOf(fields.money) * 100),
      ...optional('what', fields.what),
    }),
  },
  solve: {
    fields: ({ say, fields, set }) => (
      <>
        <SelectField
          label={say('supplier.through')}
          value={fields.through ?? 'release'}
          options={supplierEnds.map(one => ({ value: one, text: say(`supplier.through_${one}`) }))}
          onChange={event => set('through', event.currentTarget.value)}
        />
        <Words {...{ fields, set }} name="words" label={say('supplier.words')} needed />
      </>
    ),
    missing: needsWords('words'),
    body: fields => ({ through: fields.through ?? 'release', words: filled(fields.words) }),
  },
  close: {
    fields: ({ say, fields, set }) => (
      <>
        <Choices
          label={say('supplier.right')}
          value={fields.right ?? 'yes'}
          onChange={right => set('right', right)}
          choices={['yes', 'no'].map(one => ({ value: one, text: say(`supplier.right_${one}`) }))}
        />
        <Words {...{ fields, set }} name="words" label={say('supplier.words')} />
      </>
    ),
    missing: () => '',
    body: fields => ({ right: fields.right !== 'no', ...optional('words', fields.words) }),
  },
  reopen: {
    fields: ({ say, fields, set }) => (
      <Line {...{ fields, set }} name="because" label={say('supplier.because')} needed />
    ),
    missing: needsWords('because'),
    body: fields => ({ because: filled(fields.because) }),
  },
  share: {
    fields: ({ say, fields, set, houses }) => (
      <>
        <p className="soft">{say('supplier.share_how')}</p>
        <SelectField
          label={say('supplier.share_to')}
          value={fields.partner ?? houses[0]?.id ?? ''}
          options={houses.map(one => ({ value: one.id, text: one.name }))}
          onChange={event => set('partner', event.currentTarget.value)}
        />
      </>
    ),
    missing: () => '',
    body: (fields, { houses }) => ({ partner: fields.partner ?? houses[0]?.id }),
  },
  unshare: {
    fields: ({ say, fields, set }) => (
      <Line {...{ fields, set }} name="because" label={say('supplier.because')} needed />
    ),
    missing: needsWords('because'),
    body: fields => ({ because: filled(fields.because) }),
  },
}

/** A number as people type it, with a point or a comma; nothing sensible is nothing. */
function numberOf(text: string | undefined): number {
  const number = Number(filled(text).replace(',', '.'))
  return Number.isFinite(number) && number > 0 ? number : 0
}

function atOf(fields: Fields, zone: string | undefined): object {
  const chaseAt = instantOfField(fields.chaseAt ?? '', zone)
  return chaseAt === null ? {} : { chaseAt }
}

export function SupplierForm({ name, page, onDo, onClose }: Props) {
  const say = useSay()
  const { facts, zone } = useDesk()
  // Whoever has it in his share reads it here, by whichever way it went.
  const begun: Fields = name === 'send' && page.row.partner !== null ? { how: 'form' } : {}
  const [fields, setFields] = useState<Fields>(begun)
  const set: Set = (field, value) => setFields({ ...fields, [field]: value })
  const people = Object.values(facts.agents).filter(one => worksWithSuppliers(one, facts))
  const houses = sharingHouses(facts)
  const form = forms[name]
  const missing = form.missing(fields)
  return (
    <DeedDialog
      title={say(`supplier.act_${name}`)}
      doText={name === 'send' ? say('supplier.act_send') : say('kit.save')}
      missing={missing === '' ? '' : say(missing)}
      onDo={() => onDo({ deed: name.replace('_', '-'), body: form.body(fields, { page, zone, houses }) })}
      onClose={onClose}
    >
      {form.fields({ say, fields, set, page, people, houses })}
    </DeedDialog>
  )
}
