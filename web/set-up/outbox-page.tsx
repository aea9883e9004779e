// The outbox: each mail with what became of it, read as text or in a frame that may do nothing, and tried
// again.
import { useState } from 'react'
import { Link } from '@tanstack/react-router'
import { maySetUp } from '#core/access/set-up.ts'
import { urlOf } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { Choices } from '../kit/check.tsx'
import { Glyph } from '../kit/glyph.tsx'
import type { GlyphName } from '../kit/glyphs.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { Slot } from '../kit/slot.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { toast } from '../kit/toast.ts'
import type { Say } from '#words/say.ts'
import { useSay } from '../words.ts'
import { SetUpPage, useDayTime, useMe, Wrong } from './parts.tsx'
import { RestingPart } from './resting-part.tsx'
import s from './set-up.module.css'
import { type KeptMail, type Outbox, type OutboxEntry, useChange, useSetUp } from './set-up-api.ts'

const states = ['waiting', 'done', 'given_up', 'cancelled'] as const
const signs = { waiting: 'ok', done: 'kept', given_up: 'missed', cancelled: 'off' } as const satisfies Record<
  string,
  GlyphName
>

export default function OutboxPage() {
  const say = useSay()
  const me = useMe()
  const [state, setState] = useState<OutboxEntry['state'] | ''>('')
  const [cursor, setCursor] = useState('')
  const query = useSetUp<Outbox>('/outbox', { ...(state && { state }), ...(cursor && { cursor }) })
  const [open, setOpen] = useState<OutboxEntry | null>(null)
  const counts = query.data?.counts
  const stateText = (one: OutboxEntry['state']) =>
    one === 'done' && query.data?.relay === 'folder' ? say('set_up.mail_kept') : say(`set_up.mail_${one}`)
  return (
    <SetUpPage
      title={say('set_up.outbox')}
      acts={
        <Slot
          label={say('set_up.mail_state')}
          value={state}
          options={[
            { value: '' as const, text: say('set_up.mail_all') },
            ...states.map(value => ({
              value,
              text: `${stateText(value)}${counts ? ` ${counts[value]}` : ''}`,
            })),
          ]}
          onChange={next => {
            setCursor('')
            setState(next)
          }}
        />
      }
    >
      {query.data?.relay === 'folder' && (
        <Strip kind="warn" glyph="warn">
          {say('set_up.outbox_folder')}
        </Strip>
      )}
      <RestingPart all={query.data?.resting ?? []} mayChange={maySetUp(me, 'outbox', 'change')} />
      <ScreenState query={query} rows={8}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? (
              <Empty why={say('set_up.outbox_none')} />
            ) : (
              <Mails items={items} stateText={stateText} onOpen={setOpen} />
            )}
            {next && (
              <div className={s.part}>
                <Button onClick={() => setCursor(next)}>{say('set_up.more')}</Button>
              </div>
            )}
          </>
        )}
      </ScreenState>
      {open && <MailSheet key={open.key} entry={open} stateText={stateText} onClose={() => setOpen(null)} />}
    </SetUpPage>
  )
}

/** Why a mail has not left: our own reasons in words, the far server's as it said them. */
const whyText = ({ reason }: OutboxEntry, say: Say): string => {
  const [, domain] = /^destination (\S+)$/.exec(reason ?? '') ?? []
  if (domain) return say('mail_out.why_destination', { domain })
  const own = (['suspended', 'cancelled', 'waited'] as const).find(one => one === reason)
  return own ? say(`mail_out.why_${own}`) : (reason ?? '')
}

type MailsProps = {
  items: readonly OutboxEntry[]
  stateText: (state: OutboxEntry['state']) => string
  onOpen: (entry: OutboxEntry) => void
}

function Mails({ items, stateText, onOpen }: MailsProps) {
  const say = useSay()
  const when = useDayTime()
  return (
    <Table
      caption={say('set_up.outbox')}
      rows={items}
      keyOf={one => one.key}
      columns={[
        {
          key: 'to',
          head: say('set_up.mail_to'),
          cell: one => (
            <>
              {one.to ?? '–'}
              <span className={s.does}>{one.subject ?? say(`set_up.mail_${one.kind}`)}</span>
            </>
          ),
        },
        {
          key: 'case',
          head: say('common.case'),
          cell: one =>
            one.number !== null && (
              <Link to="/c/$number" params={{ number: String(one.number) }}>
                {one.number}
              </Link>
            ),
        },
        {
          key: 'state',
          head: say('set_up.mail_state'),
          cell: one => (
            <>
              <span className="row">
                <Glyph name={signs[one.state]} /> {stateText(one.state)}
              </span>
              {one.reason && one.state !== 'done' && <span className={s.does}>{whyText(one, say)}</span>}
              {one.state === 'waiting' && one.attempt > 0 && (
                <span className={s.does}>
                  {say('mail_out.attempts', { n: one.attempt, at: when(one.dueAt) })}
                </span>
              )}
            </>
          ),
        },
        {
          key: 'when',
          head: say('set_up.mail_when'),
          cell: one => <span className="soft num">{when(one.endedAt ?? one.dueAt)}</span>,
        },
        {
          key: 'read',
          head: <span className="sr">{say('set_up.mail_read')}</span>,
          end: true,
          cell: one => (
            <Button
              kind="quiet"
              aria-label={say('set_up.mail_read_one', { name: one.to ?? one.key })}
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

type Act = (() => void) | null

function SheetKeys({ onCancel, onAgain }: { onCancel: Act; onAgain: Act }) {
  const say = useSay()
  return (
    <>
      {onCancel && <Button onClick={onCancel}>{say('mail_out.cancel')}</Button>}
      {onAgain && (
        <Button kind="main" onClick={onAgain}>
          {say('set_up.mail_again')}
        </Button>
      )}
    </>
  )
}

type SheetProps = { entry: OutboxEntry; stateText: MailsProps['stateText']; onClose: () => void }

function MailSheet({ entry, stateText, onClose }: SheetProps) {
  const say = useSay()
  const me = useMe()
  const query = useSetUp<KeptMail>('/outbox/mail', { key: entry.key })
  const [as, setAs] = useState<'text' | 'html'>('text')
  const done = (text: string) => () => {
    toast({ text })
    onClose()
  }
  const again = useChange(done(say('set_up.mail_again_done')))
  const cancel = useChange(done(say('mail_out.cancelled_done')))
  const body = { key: entry.key }
  const mayChange = maySetUp(me, 'outbox', 'change')
  const mayCancel = mayChange && entry.state === 'waiting'
  const mayAgain = mayCancel || (mayChange && entry.state === 'given_up')
  return (
    <Sheet
      open
      onClose={onClose}
      title={query.data?.mail?.subject ?? entry.subject ?? say(`set_up.mail_${entry.kind}`)}
      note={stateText(entry.state)}
      foot={
        <SheetKeys
          onCancel={mayCancel ? () => cancel.mutate({ path: '/outbox/cancel', body }) : null}
          onAgain={mayAgain ? () => again.mutate({ path: '/outbox/again', body }) : null}
        />
      }
    >
      <Wrong thrown={again.error ?? cancel.error} />
      {entry.reason && entry.state !== 'done' && <p className="soft">{whyText(entry, say)}</p>}
      {entry.state === 'given_up' && entry.number !== null && (
        <p>
          <Link to="/c/$number" params={{ number: String(entry.number) }}>
            {say('set_up.mail_in_case', { number: entry.number })}
          </Link>
        </p>
      )}
      <ScreenState query={query} rows={4} bones="entries">
        {({ mail }) =>
          mail === null ? (
            <p className="soft">{say('set_up.mail_not_here')}</p>
          ) : (
            <>
              <p className="sm soft">
                {say('set_up.mail_from')} {mail.from} · {say('set_up.mail_to')} {mail.to}
              </p>
              {mail.hasHtml && (
                <Choices
                  inline
                  label={say('set_up.mail_what')}
                  labelHidden
                  value={as}
                  onChange={setAs}
                  choices={[
                    { value: 'text', text: say('set_up.mail_as_text') },
                    { value: 'html', text: say('set_up.mail_as_html') },
                  ]}
                />
              )}
              {as === 'text' ? (
                <p className={s.mail}>{mail.text}</p>
              ) : (
                <iframe
                  className={s.frame}
                  title={mail.subject}
                  sandbox=""
                  src={urlOf('/outbox/html', { key: entry.key })}
                />
              )}
            </>
          )
        }
      </ScreenState>
    </Sheet>
  )
}
