// One line of a contract as fields: what it covers, by which policy, when, and what else was agreed.
import { channels } from '#core/case/event.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import a from './agreements.module.css'
import { CallerFields } from './caller-fields.tsx'
import { type Counting, countings, coverKinds, type LineForm, lineFlags } from './contract-form.ts'
import type { Known } from './contracts-page.tsx'
import type { Member } from './agreements-api.ts'
import { type Fault, faultAt, faultText } from './field-faults.ts'
import { Ticks } from './parts.tsx'

type Props = {
  line: LineForm
  index: number
  known: Known
  /** who of the organisation may be named as a caller; null: not known yet */
  people: readonly Member[] | null
  faults: readonly Fault[]
  onChange: (change: Partial<LineForm>) => void
}

export function LineFields({ onRemove, ...props }: Props & { onRemove: () => void }) {
  const say = useSay()
  const { index, faults } = props
  const n = index + 1
  const whole = faults
    .filter(one => one.path === `lines.${index}` || one.path === `lines.${index}.kind`)
    .map(one => faultText(one, say))
  return (
    <fieldset className={a.rule}>
      <legend>{say('set_up.line', { n })}</legend>
      {whole.length > 0 && (
        <p className={a.error} role="alert">
          {whole.join(' ')}
        </p>
      )}
      <div className={a.three}>
        <CoverFields {...props} />
        <TermFields {...props} />
        <UnitFields {...props} />
        <OriginFields {...props} />
      </div>
      <ChannelFields {...props} />
      <CallerFields
        form={props.line}
        everybody={say('set_up.line_any_caller')}
        path={`lines.${index}.callers`}
        {...props}
      />
      <Flags {...props} />
      <div className="row">
        <Button kind="quiet" onClick={onRemove}>
          {say('set_up.line_remove', { n })}
        </Button>
      </div>
    </fieldset>
  )
}

/** What it is about: the kind, and which one. */
function CoverFields({ line, index, known, faults, onChange }: Props) {
  const say = useSay()
  const { kind } = line
  const error = faultAt(faults, `lines.${index}.${kind}`, say)
  const products = known.products.filter(one => one.active || one.id === line.product)
  return (
    <>
      <SelectField
        label={say('set_up.cover')}
        value={kind}
        options={coverKinds.map(value => ({ value, text: say(`set_up.cover_${value}`) }))}
        onChange={event => onChange({ kind: event.currentTarget.value as LineForm['kind'] })}
      />
      {kind === 'product' && (
        <SelectField
          label={say('set_up.product')}
          value={line.product}
          error={error}
          options={[{ value: '', text: '' }, ...products.map(one => ({ value: one.id, text: one.name }))]}
          onChange={event => onChange({ product: event.currentTarget.value })}
        />
      )}
      {(kind === 'serial' || kind === 'site') && (
        <TextField
          label={say(`set_up.${kind}`)}
          value={line[kind]}
          error={error}
          maxLength={kind === 'serial' ? 100 : 200}
          onChange={event => onChange({ [kind]: event.currentTarget.value })}
        />
      )}
    </>
  )
}

/** By which policy, from when until when. */
function TermFields({ line, index, known, faults, onChange }: Props) {
  const say = useSay()
  const errorAt = (field: string) => faultAt(faults, `lines.${index}.${field}`, say)
  return (
    <>
      <SelectField
        label={say('set_up.policy')}
        value={line.policy}
        error={errorAt('policy')}
        options={known.policies.map(one => ({ value: one.id, text: one.name }))}
        onChange={event => onChange({ policy: event.currentTarget.value })}
      />
      <TextField
        label={say('set_up.absence_from')}
        type="date"
        value={line.from}
        error={errorAt('from')}
        onChange={event => onChange({ from: event.currentTarget.value })}
      />
      <TextField
        label={say('set_up.absence_until')}
        hint={say('set_up.line_until_hint')}
        type="date"
        value={line.until}
        error={errorAt('until')}
        onChange={event => onChange({ until: event.currentTarget.value })}
      />
    </>
  )
}

/** What is counted, and how much of it was agreed. */
function UnitFields({ line, index, faults, onChange }: Props) {
  const say = useSay()
  return (
    <>
      <SelectField
        label={say('set_up.units')}
        value={line.counting}
        options={countings.map(value => ({ value, text: say(`set_up.units_${value}`) }))}
        onChange={event => onChange({ counting: event.currentTarget.value as Counting })}
      />
      {line.counting !== 'none' && (
        <TextField
          label={say('set_up.units_total')}
          inputMode="decimal"
          maxLength={8}
          value={line.units}
          error={faultAt(faults, `lines.${index}.units`, say)}
          onChange={event => onChange({ units: event.currentTarget.value })}
        />
      )}
    </>
  )
}

/** Whose product it is. */
function OriginFields({ line, index, faults, onChange }: Props) {
  const say = useSay()
  return (
    <>
      <SelectField
        label={say('set_up.origin')}
        value={line.origin}
        options={(['own', 'third_party'] as const).map(value => ({
          value,
          text: say(`set_up.origin_${value}`),
        }))}
        onChange={event => onChange({ origin: event.currentTarget.value as LineForm['origin'] })}
      />
      {line.origin === 'third_party' && (
        <TextField
          label={say('set_up.supplier')}
          maxLength={200}
          value={line.supplier}
          error={faultAt(faults, `lines.${index}.supplier`, say)}
          onChange={event => onChange({ supplier: event.currentTarget.value })}
        />
      )}
    </>
  )
}

function ChannelFields({ line, index, faults, onChange }: Props) {
  const say = useSay()
  const wrong = faultAt(faults, `lines.${index}.channels`, say)
  return (
    <>
      <Check
        checked={line.isAnyChannel}
        onChange={event => onChange({ isAnyChannel: event.currentTarget.checked })}
      >
        {say('set_up.line_any_channel')}
      </Check>
      {!line.isAnyChannel && (
        <div className={a.channels}>
          {' '}
          <Ticks
            label={say('set_up.line_channels')}
            value={line.channels}
            all={channels.map(value => ({ value, text: say(`kinds.channel_${value}`) }))}
            onChange={chosen => onChange({ channels: chosen })}
          />
        </div>
      )}
      {wrong && <p className={a.error}>{wrong}</p>}
    </>
  )
}

function Flags({ line, onChange }: Props) {
  const say = useSay()
  return (
    <div className={a.flags}>
      {lineFlags.map(flag => (
        <Check
          key={flag}
          checked={line[flag]}
          onChange={event => onChange({ [flag]: event.currentTarget.checked })}
        >
          {say(`set_up.line_${flag}`)}
        </Check>
      ))}
    </div>
  )
}
