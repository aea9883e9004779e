// As whom mails leave and how they are signed: the desk first, then each team, with what a customer would
// read. Not: the form (mail-sender-sheet.tsx).
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { languages } from '#core/people/language.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import type { MailSender } from './mail-sender-form.ts'
import { MailSenderSheet } from './mail-sender-sheet.tsx'
import { SetUpPage, useLanguageName, useMe } from './parts.tsx'
import { useSetUpList } from './set-up-api.ts'

export default function MailSendersPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'mail_words', 'change')
  const query = useSetUpList<MailSender>('/mail-senders')
  const [open, setOpen] = useState<MailSender | null>(null)
  return (
    <SetUpPage title={say('set_up.mail-senders')}>
      <Strip>{say(mayChange ? 'mail_sender.why' : 'set_up.read_only')}</Strip>
      <ScreenState query={query} rows={4}>
        {all => <Senders all={all} onChange={mayChange ? setOpen : null} />}
      </ScreenState>
      {open && (
        <MailSenderSheet
          key={open.scope}
          sender={open}
          desk={query.data?.find(one => one.scope === 'desk') ?? null}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}

/** The desk's name for a scope. */
export function useScopeName(): (scope: string) => string {
  const say = useSay()
  const { desk } = useSession()
  return scope =>
    scope === 'desk' ? say('mail_sender.desk') : (desk.teams.find(one => one.id === scope)?.name ?? scope)
}

type SendersProps = { all: readonly MailSender[]; onChange: ((one: MailSender) => void) | null }

function Senders({ all, onChange }: SendersProps) {
  const say = useSay()
  const nameOf = useScopeName()
  const languageName = useLanguageName()
  const naming = ({ namesAgents, scope }: MailSender) => {
    if (namesAgents === null)
      return scope === 'desk' ? say('mail_sender.names_yes') : say('mail_sender.as_desk')
    return say(namesAgents ? 'mail_sender.names_yes' : 'mail_sender.names_no')
  }
  const signed = ({ signatures, scope }: MailSender) => {
    const own = languages.filter(one => signatures[one] !== undefined)
    if (own.length > 0) return own.map(languageName).join(', ')
    return say(scope === 'desk' ? 'mail_sender.as_shipped' : 'mail_sender.as_desk')
  }
  return (
    <Table
      caption={say('set_up.mail-senders')}
      rows={all}
      keyOf={one => one.scope}
      columns={[
        { key: 'scope', head: say('set_up.name'), cell: one => nameOf(one.scope) },
        {
          key: 'from',
          head: say('mail_sender.from_name'),
          cell: one =>
            one.fromName ?? (
              <span className="soft">
                {say(one.scope === 'desk' ? 'mail_sender.desk_name' : 'mail_sender.as_desk')}
              </span>
            ),
        },
        {
          key: 'names',
          head: say('mail_sender.names'),
          cell: one => <span className={one.namesAgents === null ? 'soft' : undefined}>{naming(one)}</span>,
        },
        {
          key: 'signed',
          head: say('mail_sender.signature'),
          cell: one => <span className="soft">{signed(one)}</span>,
        },
        {
          key: 'change',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one =>
            onChange && (
              <Button
                kind="quiet"
                aria-label={say('set_up.change_one', { name: nameOf(one.scope) })}
                onClick={() => onChange(one)}
              >
                {say('set_up.change')}
              </Button>
            ),
        },
      ]}
    />
  )
}
