// The mailboxes that are read: how each goes, in words, with what to do. Not: the form (mailbox-sheet.tsx)
// nor trying one (mailbox-try.tsx).
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { Button } from '../kit/button.tsx'
import { Glyph } from '../kit/glyph.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import type { Mailbox } from './mailbox-form.ts'
import { MailboxSheet } from './mailbox-sheet.tsx'
import { MailboxTry } from './mailbox-try.tsx'
import { SetUpPage, useDayTime, useMe } from './parts.tsx'
import s from './set-up.module.css'
import { useSetUpList } from './set-up-api.ts'

export default function MailboxesPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'mailboxes', 'change')
  const query = useSetUpList<Mailbox>('/mailboxes', true, stateEveryMs)
  const [open, setOpen] = useState<Mailbox | 'new' | null>(null)
  const [tried, setTried] = useState<Mailbox | null>(null)
  const add = mayChange && (
    <Button kind="main" onClick={() => setOpen('new')}>
      {say('set_up.mailbox_add')}
    </Button>
  )
  return (
    <SetUpPage title={say('set_up.mailboxes')} acts={query.data?.length !== 0 && add}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={3}>
        {mailboxes =>
          mailboxes.length === 0 ? (
            <Empty why={say('set_up.mailboxes_none')}>{add}</Empty>
          ) : (
            <List mailboxes={mailboxes} onChange={mayChange ? setOpen : null} onTry={setTried} />
          )
        }
      </ScreenState>
      {open && (
        <MailboxSheet
          key={open === 'new' ? 'new' : open.id}
          mailbox={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
      {tried && <MailboxTry mailbox={tried} onClose={() => setTried(null)} />}
    </SetUpPage>
  )
}

/** Whoever looks at it sees how it goes on. */
const stateEveryMs = 5_000

type ListProps = {
  mailboxes: readonly Mailbox[]
  onChange: ((mailbox: Mailbox) => void) | null
  onTry: (mailbox: Mailbox) => void
}

function List({ mailboxes, onChange, onTry }: ListProps) {
  const say = useSay()
  const when = useDayTime()
  return (
    <Table
      caption={say('set_up.mailboxes')}
      rows={mailboxes}
      keyOf={one => one.id}
      columns={[
        {
          key: 'name',
          head: say('set_up.name'),
          cell: one => (
            <>
              {one.name}
              <span className={s.does}>{one.address}</span>
            </>
          ),
        },
        { key: 'state', head: say('set_up.mailbox_state'), cell: one => <State mailbox={one} /> },
        {
          key: 'last',
          head: say('set_up.mailbox_last'),
          cell: ({ state: { lastMailAt } }) => (
            <span className="soft">{lastMailAt ? when(lastMailAt) : say('set_up.mailbox_never')}</span>
          ),
        },
        {
          key: 'acts',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one =>
            onChange && (
              <span className={s.places}>
                <Button
                  aria-label={say('set_up.mailbox_try_one', { name: one.name })}
                  onClick={() => onTry(one)}
                >
                  {say('set_up.mailbox_try')}
                </Button>
                <Button
                  kind="quiet"
                  aria-label={say('set_up.change_one', { name: one.name })}
                  onClick={() => onChange(one)}
                >
                  {say('set_up.change')}
                </Button>
              </span>
            ),
        },
      ]}
    />
  )
}

const fine = ['connected', 'new', 'off']

/** What it is doing, or what is wrong and what to do; then what waits, and what is not read. */
function State({ mailbox: { state } }: { mailbox: Mailbox }) {
  const say = useSay()
  const isFine = fine.includes(state.code)
  return (
    <>
      <span className="row">
        <Glyph name={isFine ? (state.code === 'off' ? 'paused' : 'ok') : 'late'} />
        <span>{say(`set_up.mbx_${state.code}`)}</span>
      </span>
      {!isFine && state.says !== '' && (
        <span className={s.does}>{say('set_up.mailbox_says', { says: state.says })}</span>
      )}
      {state.backlog > 0 && (
        <span className={s.does}>{say('set_up.mailbox_waits', { n: state.backlog })}</span>
      )}
      {state.skipped > 0 && (
        <span className={`${s.does} faint`}>{say('set_up.mailbox_skipped', { n: state.skipped })}</span>
      )}
    </>
  )
}
