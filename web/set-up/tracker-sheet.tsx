// The form of a tracker. Secrets are typed and never shown again. Not: what is sent (tracker-form.ts).
import { useState } from 'react'
import { Check } from '../kit/check.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { useSay } from '../words.ts'
import { CopyField, Line, Remove, Send, useDone, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange } from './set-up-api.ts'
import {
  formOf,
  isWhole,
  labelMeanings,
  ofKind,
  type TrackerForm,
  trackerKinds,
  type TrackerView,
  wishOf,
} from './tracker-form.ts'

/** Names of their own, the same in every language. */
const kindNames = { github: 'GitHub', gitlab: 'GitLab' } as const

type Part = {
  form: TrackerForm
  kept: TrackerView | null
  set: (change: Partial<TrackerForm>) => void
}

export function TrackerSheet({
  tracker: kept,
  onClose,
}: {
  tracker: TrackerView | null
  onClose: () => void
}) {
  const say = useSay()
  const close = useDone(onClose)
  const [form, setForm] = useState(() => formOf(kept))
  const [errors, setErrors] = useState<readonly string[]>([])
  const done = useChange(close(kept ? 'set_up.saved' : 'set_up.added'))
  const go = () => {
    const missing = isWhole(form, kept) ? [] : [say('set_up.tracker_needed')]
    setErrors(missing)
    if (missing.length > 0 || done.isPending) return
    const body = wishOf(form)
    if (!kept) return done.mutate({ path: '/trackers', body })
    done.mutate({ path: `/trackers/${kept.id}`, method: 'PATCH', body: { version: kept.version, ...body } })
  }
  const part = { form, kept, set: (change: Partial<TrackerForm>) => setForm({ ...form, ...change }) }
  return (
    <Sheet
      open
      onClose={onClose}
      title={kept?.name ?? say('set_up.tracker_add')}
      onSubmit={go}
      foot={
        <>
          {kept && (
            <Remove
              name={kept.name}
              path={`/trackers/${kept.id}?version=${kept.version}`}
              onDone={close('set_up.removed')}
            />
          )}
          <Send isSending={done.isPending}>{say(kept ? 'kit.save' : 'set_up.add')}</Send>
        </>
      }
    >
      <div className={s.form}>
        <Wrong errors={errors} thrown={done.error} />
        <Where {...part} />
        <Secrets {...part} />
        {kept && <CopyField label={say('set_up.tracker_webhook_url')} value={kept.webhookUrl} />}
        <Labels {...part} />
        <Uses {...part} />
      </div>
    </Sheet>
  )
}

function Uses({ form, set }: Part) {
  const say = useSay()
  return (
    <>
      <Check
        checked={form.allowPrivate}
        onChange={event => set({ allowPrivate: event.currentTarget.checked })}
      >
        {say('set_up.tracker_private')}
      </Check>
      <Check checked={form.active} onChange={event => set({ active: event.currentTarget.checked })}>
        {say('set_up.tracker_active')}
      </Check>
    </>
  )
}

function Where({ form, set }: Part) {
  const say = useSay()
  return (
    <div className={s.two}>
      <Line label={say('set_up.name')} value={form.name} onChange={name => set({ name })} />
      <SelectField
        label={say('set_up.tracker_kind')}
        value={form.kind}
        options={trackerKinds.map(value => ({ value, text: kindNames[value] }))}
        onChange={event => set(ofKind(form, event.currentTarget.value as TrackerForm['kind']))}
      />
      <Line
        label={say('set_up.tracker_api')}
        value={form.apiUrl}
        max={500}
        onChange={apiUrl => set({ apiUrl })}
      />
      <TextField
        label={say('set_up.tracker_project')}
        hint={say('set_up.tracker_project_hint')}
        value={form.project}
        maxLength={300}
        onChange={event => set({ project: event.currentTarget.value })}
      />
      <TextField
        label={say('set_up.tracker_poll')}
        inputMode="numeric"
        value={form.pollSeconds}
        maxLength={5}
        onChange={event => set({ pollSeconds: event.currentTarget.value })}
      />
    </div>
  )
}

function Secrets({ form, kept, set }: Part) {
  const say = useSay()
  const hint = (isKept: boolean | undefined) => (isKept ? say('set_up.mailbox_secret_kept') : undefined)
  return (
    <div className={s.two}>
      <TextField
        label={say('set_up.tracker_token')}
        type="password"
        autoComplete="new-password"
        hint={hint(kept?.has.token)}
        value={form.token}
        onChange={event => set({ token: event.currentTarget.value })}
      />
      <TextField
        label={say('set_up.tracker_webhook_secret')}
        type="password"
        autoComplete="new-password"
        hint={hint(kept?.has.webhookSecret) ?? say('set_up.tracker_webhook_hint')}
        value={form.webhookSecret}
        onChange={event => set({ webhookSecret: event.currentTarget.value })}
      />
    </div>
  )
}

function Labels({ form: { labels }, set }: Part) {
  const say = useSay()
  const nameOf = (meaning: (typeof labelMeanings)[number], index: number) =>
    index < 3 ? say(`change.kind_${meaning}`) : say(`change.standing_${meaning}`)
  return (
    <fieldset className={s.checks}>
      <legend className={s.legend}>{say('set_up.tracker_labels')}</legend>
      <div className={s.two}>
        {labelMeanings.map((meaning, index) => (
          <Line
            key={meaning}
            label={nameOf(meaning, index)}
            value={labels[meaning] ?? ''}
            onChange={label => set({ labels: { ...labels, [meaning]: label } })}
          />
        ))}
      </div>
    </fieldset>
  )
}
