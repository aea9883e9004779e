// Mails nobody could read by machine: why, in which case each lies and who has it; read again, or given to
// somebody. Not: its bytes, which one has from its case.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Say } from '#words/say.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { Slot } from '../kit/slot.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { Send, SetUpPage, useDayTime, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type Person, useChange, useSetUp, useSetUpList } from './set-up-api.ts'

const standings = ['waiting', 'in_hand', 'ended'] as const
type Standing = (typeof standings)[number]
type Found = { readonly id: string; readonly number: number }
type UnreadableMail = {
  readonly id: number
  readonly at: number
  readonly reason: string | null
  readonly sender: string
  readonly case: Found
  readonly worker: AgentId | null
  readonly standing: Standing
  readonly triedAt: number | null
  readonly readAt: number | null
  readonly readCase: Found | null
}
type UnreadableMails = { readonly items: readonly UnreadableMail[]; readonly next: number | null }
type TriedAgain = { readonly outcome: 'unreadable' | 'case' | 'aside'; readonly mail: UnreadableMail }

export default function UnreadableMailPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'unreadable_mail', 'change')
  const [standing, setStanding] = useState<Standing | ''>('')
  const [before, setBefore] = useState('')
  const query = useSetUp<UnreadableMails>('/unreadable-mail', {
    ...(standing && { standing }),
    ...(before && { before }),
  })
  const [open, setOpen] = useState<UnreadableMail | null>(null)
  return (
    <SetUpPage
      title={say('set_up.unreadable-mail')}
      acts={
        <Slot
          label={say('unreadable.standing')}
          value={standing}
          options={[
            { value: '' as const, text: say('set_up.mail_all') },
            ...standings.map(value => ({ value, text: say(`unreadable.${value}`) })),
          ]}
          onChange={next => {
            setBefore('')
            setStanding(next)
          }}
        />
      }
    >
      <p className={`${s.part} soft`}>{say('unreadable.how')}</p>
      <ScreenState query={query} rows={4}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty why={say(standing ? 'unreadable.none_so' : 'unreadable.none')} />
          ) : (
            <>
              <Mails items={items} onOpen={mayChange ? setOpen : null} />
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

/** Why it could not be read, in words. */
const whyText = (reason: string | null, say: Say): string =>
  reason === null
    ? say('unreadable.reason_unknown')
    : say(`desk.why_${reason.slice('mail.'.length) as 'parser_failed'}`)

type MailsProps = {
  items: readonly UnreadableMail[]
  onOpen: ((mail: UnreadableMail) => void) | null
}

function Mails({ items, onOpen }: MailsProps) {
  const say = useSay()
  const when = useDayTime()
  return (
    <Table
      caption={say('set_up.unreadable-mail')}
      rows={items}
      keyOf={one => String(one.id)}
      columns={[
        {
          key: 'from',
          head: say('set_up.mail_from'),
          cell: one => (
            <>
              {one.sender || '–'}
              <span className={s.does}>{whyText(one.reason, say)}</span>
            </>
          ),
        },
        { key: 'case', head: say('common.case'), cell: one => <CaseLink found={one.case} /> },
        { key: 'has', head: say('unreadable.has'), cell: one => <Becomes mail={one} /> },
        {
          key: 'when',
          head: say('set_up.mail_when'),
          cell: one => <span className="soft num">{when(one.at)}</span>,
        },
        {
          key: 'open',
          head: <span className="sr">{say('unreadable.open')}</span>,
          end: true,
          cell: one =>
            onOpen &&
            one.standing !== 'ended' && (
              <Button
                kind="quiet"
                aria-label={say('unreadable.open_one', { number: one.case.number })}
                onClick={() => onOpen(one)}
              >
                {say('unreadable.open')}
              </Button>
            ),
        },
      ]}
    />
  )
}

const CaseLink = ({ found: { number } }: { found: Found }) => (
  <Link to="/c/$number" params={{ number: String(number) }}>
    {number}
  </Link>
)

function Becomes({ mail: { standing, worker, readAt, readCase, triedAt } }: { mail: UnreadableMail }) {
  const say = useSay()
  const when = useDayTime()
  const people = useSetUpList<Person>('/agents')
  if (readAt !== null)
    return readCase ? (
      <Link to="/c/$number" params={{ number: String(readCase.number) }}>
        {say('unreadable.read', { number: readCase.number })}
      </Link>
    ) : (
      say('unreadable.read_aside')
    )
  const name = standing === 'in_hand' && people.data?.find(one => one.id === worker)?.name
  return (
    <>
      {name || say(`unreadable.${standing}`)}
      {triedAt !== null && <span className={s.does}>{say('unreadable.tried', { at: when(triedAt) })}</span>}
    </>
  )
}

function MailSheet({ mail, onClose }: { mail: UnreadableMail; onClose: () => void }) {
  const say = useSay()
  const people = useSetUpList<Person>('/agents')
  const [to, setTo] = useState('')
  const path = `/unreadable-mail/${mail.id}`
  const said = (text: string) => {
    toast({ text })
    onClose()
  }
  const again = useChange<TriedAgain>(({ outcome, mail: { reason, readCase } }) =>
    said(
      say(`unreadable.again_${outcome}`, {
        reason: whyText(reason, say),
        number: readCase?.number ?? '',
      }),
    ),
  )
  const give = useChange<UnreadableMail>(({ worker, case: { number } }) =>
    said(say('unreadable.given', { number, name: people.data?.find(one => one.id === worker)?.name ?? '' })),
  )
  const able = (people.data ?? []).filter(one => one.active && one.levels.length > 0)
  return (
    <Sheet
      open
      onClose={onClose}
      title={say('unreadable.open_one', { number: mail.case.number })}
      note={whyText(mail.reason, say)}
      onSubmit={() => to && give.mutate({ path: `${path}/give`, body: { agent: to } })}
      foot={
        <>
          <Button
            kind="quiet"
            aria-busy={again.isPending}
            onClick={() => again.mutate({ path: `${path}/again` })}
          >
            {say('unreadable.again')}
          </Button>
          {to && <Send isSending={give.isPending}>{say('unreadable.give')}</Send>}
        </>
      }
    >
      <div className={s.form}>
        <Wrong thrown={again.error ?? give.error} />
        <p>
          {say('common.case')} <CaseLink found={mail.case} />
        </p>
        <SelectField
          label={say('unreadable.to')}
          value={to}
          options={[{ value: '', text: '–' }, ...able.map(({ id, name }) => ({ value: id, text: name }))]}
          onChange={event => setTo(event.currentTarget.value)}
        />
      </div>
    </Sheet>
  )
}
