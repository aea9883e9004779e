// How the senders of mails are checked, whose seals are believed, which mail server before us is; and whose
// mail is always kept aside. Not: the queue itself (system-mail-page.tsx).
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { SenderChecks } from '#core/case/sender-check.ts'
import { Check } from '../kit/check.tsx'
import { TextArea, TextField } from '../kit/field.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Strip } from '../kit/strip.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { SetUpPage, useMe } from './parts.tsx'
import { PageForm } from './page-form.tsx'
import s from './set-up.module.css'
import { type DeskSetting, useChange, useSetUp } from './set-up-api.ts'

export default function SendersPage() {
  const say = useSay()
  const query = useSetUp<DeskSetting>('/settings')
  const mayChange = maySetUp(useMe(), 'desk', 'change')
  return (
    <SetUpPage title={say('set_up.senders')}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={5} bones="form">
        {desk => <SendersForm key={desk.version} desk={desk} mayChange={mayChange} />}
      </ScreenState>
    </SetUpPage>
  )
}

const linesOf = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map(one => one.trim())
    .filter(Boolean)

function SendersForm({ desk, mayChange }: { desk: DeskSetting; mayChange: boolean }) {
  const say = useSay()
  const { senderChecks, systemSenders } = desk.setting
  const [checks, setChecks] = useState<SenderChecks>(senderChecks)
  const [forwarders, setForwarders] = useState(senderChecks.forwarders.join('\n'))
  const [senders, setSenders] = useState(systemSenders.join('\n'))
  const save = useChange(() => toast({ text: say('set_up.saved') }))
  const set = (change: Partial<SenderChecks>) => setChecks(now => ({ ...now, ...change }))
  const go = () => {
    if (save.isPending || !mayChange) return
    const body = {
      version: desk.version,
      senderChecks: { ...checks, forwarders: linesOf(forwarders) },
      systemSenders: linesOf(senders),
    }
    save.mutate({ path: '/settings', method: 'PATCH', body })
  }
  return (
    <PageForm
      mayChange={mayChange}
      go={go}
      isSending={save.isPending}
      send={say('kit.save')}
      thrown={save.error}
    >
      <p className="soft">{say('set_up.senders_how')}</p>
      <Check
        checked={checks.on}
        disabled={!mayChange}
        onChange={event => set({ on: event.currentTarget.checked })}
      >
        {say('set_up.senders_on')}
      </Check>
      <Hosts checks={checks} set={set} off={!mayChange || !checks.on} />
      <Listed name="forwarders" off={!mayChange || !checks.on} value={forwarders} onChange={setForwarders} />
      <Listed name="system" off={!mayChange} value={senders} onChange={setSenders} />
    </PageForm>
  )
}

type ListedProps = {
  name: 'forwarders' | 'system'
  off: boolean
  value: string
  onChange: (value: string) => void
}

/** Domains or addresses, one a line. */
function Listed({ name, off, value, onChange }: ListedProps) {
  const say = useSay()
  return (
    <TextArea
      label={say(`set_up.senders_${name}`)}
      hint={say(`set_up.senders_${name}_hint`)}
      rows={4}
      disabled={off}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

type HostsProps = { checks: SenderChecks; set: (change: Partial<SenderChecks>) => void; off: boolean }

/** Mail servers before us whose word is taken. */
function Hosts({ checks, set, off }: HostsProps) {
  const say = useSay()
  return (
    <div className={s.two}>
      <TextField
        label={say('set_up.senders_results')}
        hint={say('set_up.senders_results_hint')}
        disabled={off}
        maxLength={253}
        value={checks.resultsHost ?? ''}
        onChange={event => set({ resultsHost: event.currentTarget.value.trim() || null })}
      />
      <TextField
        label={say('set_up.senders_received')}
        hint={say('set_up.senders_received_hint')}
        disabled={off}
        maxLength={253}
        value={checks.receivedHost ?? ''}
        onChange={event => set({ receivedHost: event.currentTarget.value.trim() || null })}
      />
    </div>
  )
}
