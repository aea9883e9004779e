// A policy in a sheet: its first version, or the next one. A published version is never changed, so the form
// begins with the newest and publishes another. Not: what a version may say (core/clock/policy.ts).
import { useId, useState } from 'react'
import { innerKinds, newestVersion } from '#core/clock/policy.ts'
import { SelectField, TextField } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import type { Calendar, Policy } from './agreements-api.ts'
import { useFirstWrong } from './use-first-wrong.ts'
import a from './agreements.module.css'
import { type Fault, faultAt, faultsIn, faultText } from './field-faults.ts'
import { Line, Send, useDone, Wrong } from './parts.tsx'
import {
  fieldOf,
  isSameVersion,
  type LengthField,
  policyFaults,
  type PolicyForm,
  policyForm,
  type RuleField,
  targetsOf,
  type Unit,
  units,
} from './policy-form.ts'
import { PreviewPart } from './preview-part.tsx'
import s from './set-up.module.css'
import { useChange } from './set-up-api.ts'

type Props = { policy: Policy | null; calendars: readonly Calendar[]; onClose: () => void }

export function PolicySheet({ policy, calendars, onClose }: Props) {
  const say = useSay()
  const newest = policy && newestVersion(policy)
  const [name, setName] = useState(policy?.name ?? '')
  const [form, setForm] = useState(() => policyForm(newest, calendars[0]?.id ?? ''))
  const [found, setFound] = useState<readonly Fault[]>([])
  const [errors, setErrors] = useState<readonly string[]>([])
  const { send, isSending, thrown: answer } = useSend(policy, onClose)
  // What the server said to the last one is no word on a form that did not get that far.
  const thrown = found.length + errors.length > 0 ? null : answer
  useFirstWrong(found, thrown)
  const isSame = newest !== null && isSameVersion(form, newest)
  const told = faultsIn(thrown).map(one => ({ ...one, path: fieldOf(one.path, targetsOf(form)) }))
  const faults = [...found, ...told]
  const loose = faults.filter(one => one.path === 'targets').map(one => faultText(one, say))
  const go = () => {
    const missing = name.trim() ? [] : [say('set_up.name_needed')]
    const wrong = isSame ? [] : policyFaults(form)
    setErrors(missing)
    setFound(wrong)
    if (missing.length + wrong.length === 0 && !isSending) send(name, isSame ? null : form)
  }
  const next = (newest?.version ?? 0) + 1
  return (
    <Sheet
      open
      onClose={onClose}
      title={policy ? policy.name : say('set_up.policy_add')}
      note={policy && say('set_up.policy_keep')}
      onSubmit={go}
      foot={
        <Send isSending={isSending}>
          {isSame ? say('kit.save') : say('set_up.policy_publish', { n: next })}
        </Send>
      }
    >
      <div className={a.form}>
        <Wrong errors={[...errors, ...loose]} thrown={told.length > 0 ? undefined : thrown} />
        <div className={s.two}>
          <Line label={say('set_up.name')} value={name} onChange={setName} />
          <SelectField
            label={say('set_up.calendar')}
            value={form.calendar}
            options={calendars.map(one => ({ value: one.id, text: one.name }))}
            error={faultAt(faults, 'calendar', say)}
            onChange={event => setForm({ ...form, calendar: event.currentTarget.value })}
          />
        </div>
        <p className="sm soft">{say('set_up.owed_empty')}</p>
        {form.rules.map(rule => (
          <RuleFields
            key={rule.kind}
            rule={rule}
            faults={faults}
            onChange={change =>
              setForm({
                ...form,
                rules: form.rules.map(one => (one.kind === rule.kind ? { ...one, ...change } : one)),
              })
            }
          />
        ))}
        {policy && <Moved policy={policy} form={isSame ? null : form} />}
      </div>
    </Sheet>
  )
}

/** What the next version would move; nothing, while the form says what the newest says. */
function Moved({ policy, form }: { policy: Policy; form: PolicyForm | null }) {
  const isFine = form !== null && policyFaults(form).length === 0
  return (
    <PreviewPart
      path={`/policies/${policy.id}/preview`}
      change={isFine ? { calendar: form.calendar, targets: targetsOf(form) } : null}
      of="policy"
    />
  )
}

/** Adds the policy; or renames it where it has another name, and publishes what is new. */
function useSend(policy: Policy | null, onClose: () => void) {
  const say = useSay()
  const done = useDone(onClose)
  const renamed = useChange<Policy>()
  const published = useChange<Policy>()
  const publish = (version: number, form: PolicyForm | null) => {
    if (!policy || !form) return done('set_up.saved')()
    published.mutate(
      {
        path: `/policies/${policy.id}/versions`,
        body: { version, calendar: form.calendar, targets: targetsOf(form) },
      },
      {
        onSuccess: after => {
          toast({ text: say('set_up.policy_published', { n: after.versions.at(-1)?.version ?? 0 }) })
          onClose()
        },
      },
    )
  }
  const send = (name: string, form: PolicyForm | null) => {
    if (!policy) {
      const body = { name, calendar: form?.calendar, targets: form && targetsOf(form) }
      return published.mutate({ path: '/policies', body }, { onSuccess: done('set_up.added') })
    }
    const known = renamed.data ?? policy
    if (name.trim() === known.name) return publish(known.version, form)
    renamed.mutate(
      { path: `/policies/${policy.id}`, method: 'PATCH', body: { version: known.version, name } },
      { onSuccess: after => publish(after.version, form) },
    )
  }
  return {
    send,
    isSending: renamed.isPending || published.isPending,
    thrown: renamed.error ?? published.error,
  }
}

type RuleProps = {
  rule: RuleField
  faults: readonly Fault[]
  onChange: (change: Partial<RuleField>) => void
}

function RuleFields({ rule, faults, onChange }: RuleProps) {
  const say = useSay()
  const { kind, within } = rule
  const wrong = faultAt(faults, `${kind}.within`, say)
  return (
    <fieldset className={a.rule}>
      <legend>{say(`kit.clock_what_${kind}`)}</legend>
      {innerKinds.includes(kind) && <p className="sm soft">{say('set_up.owed_inner')}</p>}
      {wrong && <p className={a.error}>{wrong}</p>}
      <div className={a.four}>
        {within.map((length, at) => (
          <LengthFields
            // biome-ignore lint/suspicious/noArrayIndexKey: there are four severities in their order
            key={at}
            n={at + 1}
            length={length}
            error={faultAt(faults, `${kind}.within.${at}`, say)}
            onChange={next => onChange({ within: within.map((was, one) => (one === at ? next : was)) })}
          />
        ))}
      </div>
      <HowCounted {...{ rule, faults, onChange }} />
    </fieldset>
  )
}

function HowCounted({ rule: { kind, counts, warnPercent, warnMinutes }, faults, onChange }: RuleProps) {
  const say = useSay()
  return (
    <div className={a.three}>
      <SelectField
        label={say('set_up.owed_counts')}
        value={counts}
        options={(['working', 'always'] as const).map(value => ({
          value,
          text: say(`set_up.owed_counts_${value}`),
        }))}
        onChange={event => onChange({ counts: event.currentTarget.value as RuleField['counts'] })}
      />
      <TextField
        label={say('set_up.owed_percent')}
        inputMode="numeric"
        maxLength={2}
        value={warnPercent}
        error={faultAt(faults, `${kind}.warnPercent`, say)}
        onChange={event => onChange({ warnPercent: event.currentTarget.value })}
      />
      <TextField
        label={say('set_up.owed_minutes')}
        inputMode="numeric"
        maxLength={6}
        value={warnMinutes}
        error={faultAt(faults, `${kind}.warnMinutes`, say)}
        onChange={event => onChange({ warnMinutes: event.currentTarget.value })}
      />
    </div>
  )
}

type LengthProps = {
  n: number
  length: LengthField
  error: string | undefined
  onChange: (length: LengthField) => void
}

function LengthFields({ n, length, error, onChange }: LengthProps) {
  const say = useSay()
  const id = useId()
  const label = `${n} · ${say(`kinds.severity_${n}`)}`
  return (
    <div>
      <span className={s.legend} aria-hidden="true">
        {label}
      </span>
      <div className={a.length}>
        <TextField
          label={label}
          labelHidden
          inputMode="decimal"
          maxLength={6}
          value={length.count}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? id : undefined}
          onChange={event => onChange({ ...length, count: event.currentTarget.value })}
        />
        <SelectField
          label={say('set_up.owed_unit', { n })}
          labelHidden
          value={length.unit}
          options={units.map(value => ({ value, text: say(`set_up.owed_unit_${value}`) }))}
          onChange={event => onChange({ ...length, unit: event.currentTarget.value as Unit })}
        />
      </div>
      {error && (
        <p className={a.error} id={id}>
          {error}
        </p>
      )}
    </div>
  )
}
