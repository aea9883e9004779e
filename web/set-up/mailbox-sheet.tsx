// The form of a mailbox. Secrets are typed and never shown again. Not: what is sent (mailbox-form.ts).
import { useState } from 'react'
import type { TeamId } from '#core/kit/id.ts'
import { useSession } from '../api/session.ts'
import { Check } from '../kit/check.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { useSay } from '../words.ts'
import {
  afterReadings,
  formOf,
  isWhole,
  type Mailbox,
  type MailboxForm,
  securities,
  usualOutPort,
  usualPort,
  wishOf,
} from './mailbox-form.ts'
import { Line, Remove, Send, useDone, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange } from './set-up-api.ts'

type Part = {
  form: MailboxForm
  kept: Mailbox | null
  set: (change: Partial<MailboxForm>) => void
}

export function MailboxSheet({ mailbox: kept, onClose }: { mailbox: Mailbox | null; onClose: () => void }) {
  const say = useSay()
  const close = useDone(onClose)
  const { desk } = useSession()
  const [form, setForm] = useState(() => formOf(kept, desk.teams[0]?.id ?? ''))
  const [errors, setErrors] = useState<readonly string[]>([])
  const done = useChange(close(kept ? 'set_up.saved' : 'set_up.added'))
  const go = () => {
    const missing = isWhole(form, kept) ? [] : [say('set_up.mailbox_needed')]
    setErrors(missing)
    if (missing.length > 0 || done.isPending) return
    const body = wishOf(form)
    if (!kept) return done.mutate({ path: '/mailboxes', body })
    done.mutate({
      path: `/mailboxes/${kept.id}`,
      method: 'PATCH',
      body: { version: kept.version, ...body },
    })
  }
  const part = { form, kept, set: (change: Partial<MailboxForm>) => setForm({ ...form, ...change }) }
  return (
    <Sheet
      open
      onClose={onClose}
      title={kept?.name ?? say('set_up.mailbox_add')}
      onSubmit={go}
      foot={
        <>
          {kept && (
            <Remove
              name={kept.name}
              path={`/mailboxes/${kept.id}?version=${kept.version}`}
              onDone={close('set_up.removed')}
            />
          )}
          <Send isSending={done.isPending}>{say(kept ? 'kit.save' : 'set_up.add')}</Send>
        </>
      }
    >
      <div className={s.form}>
        <Wrong errors={errors} thrown={done.error} />
        <Whose {...part} />
        <Where {...part} />
        <SignIn {...part} />
        <Folders {...part} />
        <WayOut {...part} />
        <Check checked={form.active} onChange={event => part.set({ active: event.currentTarget.checked })}>
          {say('set_up.mailbox_active')}
        </Check>
      </div>
    </Sheet>
  )
}

function Whose({ form, set }: Part) {
  const say = useSay()
  const { desk } = useSession()
  return (
    <div className={s.two}>
      <Line label={say('set_up.name')} value={form.name} onChange={name => set({ name })} />
      <TextField
        label={say('set_up.address')}
        type="email"
        inputMode="email"
        value={form.address}
        onChange={event => set({ address: event.currentTarget.value })}
      />
      <SelectField
        label={say('set_up.address_team')}
        value={form.team}
        options={desk.teams.map(one => ({ value: one.id, text: one.name }))}
        onChange={event => set({ team: event.currentTarget.value as TeamId })}
      />
    </div>
  )
}

type ServerProps = {
  host: string
  port: string
  security: MailboxForm['security']
  onChange: (change: { host?: string; port?: string; security?: MailboxForm['security'] }) => void
}

function ServerFields({ host, port, security, onChange }: ServerProps) {
  const say = useSay()
  return (
    <div className={s.two}>
      <Line label={say('set_up.mailbox_host')} value={host} max={253} onChange={host => onChange({ host })} />
      <SelectField
        label={say('set_up.mailbox_security')}
        value={security}
        options={securities.map(one => ({ value: one, text: say(`set_up.mailbox_security_${one}`) }))}
        onChange={event => onChange({ security: event.currentTarget.value as MailboxForm['security'] })}
      />
      <TextField
        label={say('set_up.mailbox_port')}
        inputMode="numeric"
        value={port}
        maxLength={5}
        onChange={event => onChange({ port: event.currentTarget.value })}
      />
    </div>
  )
}

function Where({ form, set }: Part) {
  const { host, port, security } = form
  return (
    <ServerFields
      {...{ host, port, security }}
      onChange={change => set({ ...change, ...(change.security && { port: usualPort[change.security] }) })}
    />
  )
}

type SecretProps = { label: string; value: string; isKept: boolean; onChange: (words: string) => void }

function SecretField({ label, value, isKept, onChange }: SecretProps) {
  const say = useSay()
  return (
    <TextField
      label={label}
      type="password"
      autoComplete="new-password"
      value={value}
      hint={isKept ? say('set_up.mailbox_secret_kept') : undefined}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

function SignIn({ form, kept, set }: Part) {
  const say = useSay()
  const ways = [
    { value: 'password', text: say('set_up.mailbox_by_password') },
    { value: 'oauth2', text: say('set_up.mailbox_by_oauth2') },
  ]
  return (
    <>
      <div className={s.two}>
        <Line
          label={say('set_up.mailbox_sign_in_name')}
          value={form.signInName}
          max={320}
          onChange={signInName => set({ signInName })}
        />
        <SelectField
          label={say('set_up.mailbox_sign_in_by')}
          value={form.signInBy}
          options={ways}
          onChange={event => set({ signInBy: event.currentTarget.value as MailboxForm['signInBy'] })}
        />
        {form.signInBy === 'password' && (
          <SecretField
            label={say('set_up.mailbox_by_password')}
            value={form.password}
            isKept={kept?.has.password ?? false}
            onChange={password => set({ password })}
          />
        )}
      </div>
      {form.signInBy === 'oauth2' && <TokenFields {...{ form, kept, set }} />}
    </>
  )
}

function TokenFields({ form, kept, set }: Part) {
  const say = useSay()
  return (
    <div className={s.two}>
      <Line
        label={say('set_up.mailbox_client_id')}
        value={form.clientId}
        max={300}
        onChange={clientId => set({ clientId })}
      />
      <SecretField
        label={say('set_up.mailbox_client_secret')}
        value={form.clientSecret}
        isKept={kept?.has.clientSecret ?? false}
        onChange={clientSecret => set({ clientSecret })}
      />
      <SecretField
        label={say('set_up.mailbox_refresh_token')}
        value={form.refreshToken}
        isKept={kept?.has.refreshToken ?? false}
        onChange={refreshToken => set({ refreshToken })}
      />
      <Line
        label={say('set_up.mailbox_token_url')}
        value={form.tokenUrl}
        max={500}
        onChange={tokenUrl => set({ tokenUrl })}
      />
      <Line
        label={say('set_up.mailbox_scope')}
        value={form.scope}
        max={1_000}
        onChange={scope => set({ scope })}
      />
    </div>
  )
}

function Folders({ form, kept, set }: Part) {
  const say = useSay()
  return (
    <div className={s.two}>
      <Line
        label={say('set_up.mailbox_folder')}
        value={form.folder}
        max={200}
        onChange={folder => set({ folder })}
      />
      <TextField
        label={say('set_up.mailbox_sent_folder')}
        hint={say('set_up.mailbox_sent_hint')}
        value={form.sentFolder}
        maxLength={200}
        onChange={event => set({ sentFolder: event.currentTarget.value })}
      />
      {!kept && (
        <TextField
          label={say('set_up.mailbox_from')}
          hint={say('set_up.mailbox_from_hint')}
          type="date"
          value={form.from}
          onChange={event => set({ from: event.currentTarget.value })}
        />
      )}
      <TextField
        label={say('set_up.mailbox_poll')}
        inputMode="numeric"
        value={form.pollSeconds}
        maxLength={4}
        onChange={event => set({ pollSeconds: event.currentTarget.value })}
      />
      <SelectField
        label={say('set_up.mailbox_after')}
        value={form.afterReading}
        options={afterReadings.map(one => ({ value: one, text: say(`set_up.mailbox_after_${one}`) }))}
        onChange={event => set({ afterReading: event.currentTarget.value as MailboxForm['afterReading'] })}
      />
      {form.afterReading === 'move' && (
        <Line
          label={say('set_up.mailbox_move_to')}
          value={form.moveTo}
          max={200}
          onChange={moveTo => set({ moveTo })}
        />
      )}
    </div>
  )
}

function WayOut({ form, set }: Part) {
  const say = useSay()
  return (
    <>
      <Check checked={form.hasOwnWay} onChange={event => set({ hasOwnWay: event.currentTarget.checked })}>
        {say('set_up.mailbox_own_way')}
      </Check>
      {form.hasOwnWay && (
        <ServerFields
          host={form.outHost}
          port={form.outPort}
          security={form.outSecurity}
          onChange={({ host, port, security }) =>
            set({
              ...(host !== undefined && { outHost: host }),
              ...(port !== undefined && { outPort: port }),
              ...(security && { outSecurity: security, outPort: usualOutPort[security] }),
            })
          }
        />
      )}
    </>
  )
}
