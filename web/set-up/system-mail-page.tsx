// The queue of system mail: who wrote, why it is here, what it says without its codes; and what one may do
// with it. Not: whose mail is always kept here (senders-page.tsx).
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { Slot } from '../kit/slot.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { PlaceMail } from './place-mail.tsx'
import { SetUpPage, useDayTime, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type ReadSystemMail, type SystemMail, type SystemMails, useChange, useSetUp } from './set-up-api.ts'

const reasons = [
  'verification',
  'auto-reply',
  'null-sender',
  'bounce',
  'feedback-report',
  'receipt',
  'own',
  'reaction',
  'closed',
  'rule',
  'from-agent',
  'supplier',
  'supplier-placed',
] as const
type Reason = (typeof reasons)[number]

export default function SystemMailPage() {
  const say = useSay()
  const [reason, setReason] = useState<Reason | ''>('')
  const [before, setBefore] = useState('')
  const query = useSetUp<SystemMails>('/system-mail', {
    ...(reason && { reason }),
    ...(before && { before }),
  })
  const [open, setOpen] = useState<SystemMail | null>(null)
  return (
    <SetUpPage
      title={say('set_up.system-mail')}
      acts={
        <Slot
          label={say('set_up.system_why')}
          value={reason}
          options={[
            { value: '' as const, text: say('set_up.mail_all') },
            ...reasons.map(value => ({ value, text: say(`set_up.system_${value}`) })),
          ]}
          onChange={next => {
            setBefore('')
            setReason(next)
          }}
        />
      }
    >
      <p className={`${s.part} soft`}>{say('set_up.system_how')}</p>
      <ScreenState query={query} rows={8}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty why={say('set_up.system_none')} />
          ) : (
            <>
              <Mails items={items} onOpen={setOpen} />
              {next !== null && (
                <div className={s.part}>
                  <Button onClick={() => setBefore(String(next))}>{say('set_up.more')}</Button>
                </div>
              )}
            </>
          )
        }
      </ScreenState>
      {open && <MailSheet key={open.id} mail={open} onClose={() => setOpen(null)} />}
    </SetUpPage>
  )
}

function Mails({ items, onOpen }: { items: readonly SystemMail[]; onOpen: (mail: SystemMail) => void }) {
  const say = useSay()
  const when = useDayTime()
  return (
    <Table
      caption={say('set_up.system-mail')}
      rows={items}
      keyOf={one => String(one.id)}
      columns={[
        {
          key: 'from',
          head: say('set_up.mail_from'),
          cell: one => (
            <>
              {one.sender || '–'}
              <span className={s.does}>{say(`set_up.system_${one.reason as Reason}`)}</span>
            </>
          ),
        },
        {
          key: 'what',
          head: say('set_up.mail_what'),
          cell: one => (
            <span data-text="">
              {one.subject}
              <span className={s.does}>{one.preview.slice(0, 160)}</span>
            </span>
          ),
        },
        {
          key: 'when',
          head: say('set_up.mail_when'),
          cell: one => <span className="soft num">{when(one.at)}</span>,
        },
        {
          key: 'read',
          head: <span className="sr">{say('set_up.mail_read')}</span>,
          end: true,
          cell: one => (
            <Button
              kind="quiet"
              aria-label={say('set_up.system_read_one', { name: one.sender || String(one.id) })}
              onClick={() => onOpen(one)}
            >
              {say('set_up.mail_read')}
            </Button>
          ),
        },
      ]}
    />
  )
}

function MailSheet({ mail, onClose }: { mail: SystemMail; onClose: () => void }) {
  const say = useSay()
  const me = useMe()
  const path = `/system-mail/${mail.id}`
  const query = useSetUp<ReadSystemMail>(path)
  const [whole, setWhole] = useState<ReadSystemMail | null>(null)
  const reveal = useChange<ReadSystemMail>(setWhole)
  const mayChange = maySetUp(me, 'system_mail', 'change')
  const shown = whole ?? query.data
  return (
    <Sheet
      open
      onClose={onClose}
      title={shown?.subject || mail.subject || mail.sender}
      note={say(`set_up.system_${mail.reason as Reason}`)}
      foot={mayChange && <Acts mail={mail} onClose={onClose} />}
    >
      <Wrong thrown={reveal.error} />
      <p className="sm soft">
        {say('set_up.mail_from')} {mail.sender || '–'}
      </p>
      <ScreenState query={query} rows={4} bones="entries">
        {({ text }) => (
          <p className={s.mail} data-text="">
            {whole?.text ?? text}
          </p>
        )}
      </ScreenState>
      {mayChange && mail.reason === 'supplier' && <PlaceMail id={mail.id} />}
      {!whole && (
        <div className="row">
          <span className="sm soft">{say('set_up.system_masked')}</span>
          {mayChange && (
            <Button kind="quiet" onClick={() => reveal.mutate({ path: `${path}/reveal` })}>
              {say('set_up.system_reveal')}
            </Button>
          )}
        </div>
      )}
    </Sheet>
  )
}

/** What a lead may do with it. */
function Acts({ mail, onClose }: { mail: SystemMail; onClose: () => void }) {
  const say = useSay()
  const navigate = useNavigate()
  const path = `/system-mail/${mail.id}`
  const said = (text: string) => () => {
    toast({ text })
    onClose()
  }
  const made = useChange<{ number: number }>(({ number }) => {
    onClose()
    void navigate({ to: '/c/$number', params: { number: String(number) } })
  })
  const ruled = useChange(said(say('set_up.system_always_done', { sender: mail.sender })))
  const removed = useChange(said(say('set_up.removed')))
  return (
    <>
      <Wrong thrown={made.error ?? ruled.error ?? removed.error} />
      <Button kind="quiet" onClick={() => removed.mutate({ path, method: 'DELETE' })}>
        {say('set_up.system_remove')}
      </Button>
      {mail.sender && (
        <Button kind="quiet" onClick={() => ruled.mutate({ path: `${path}/always` })}>
          {say('set_up.system_always')}
        </Button>
      )}
      <Button kind="main" onClick={() => made.mutate({ path: `${path}/case` })}>
        {say('set_up.system_case')}
      </Button>
    </>
  )
}
