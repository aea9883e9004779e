// Addresses that take no mail: since when, which mails came back, and letting one take mail again with a
// reason.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { Button } from '../kit/button.tsx'
import { TextArea } from '../kit/field.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { Send, SetUpPage, useDayTime, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange, useSetUpList } from './set-up-api.ts'

type CameBack = {
  readonly number: number | null
  readonly at: number
  readonly status: string
  readonly said: string
}
type Suppression = {
  readonly id: number
  readonly address: string
  readonly since: number
  readonly mails: readonly CameBack[]
}

export default function SuppressionsPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'suppressions', 'change')
  const query = useSetUpList<Suppression>('/suppressions')
  const [lifting, setLifting] = useState<Suppression | null>(null)
  return (
    <SetUpPage title={say('set_up.suppressions')}>
      <Strip>{say('mail_out.suppressions_why')}</Strip>
      <ScreenState query={query} rows={4}>
        {all =>
          all.length === 0 ? (
            <Empty why={say('mail_out.suppressions_none')} />
          ) : (
            <Stopped all={all} onLift={mayChange ? setLifting : null} />
          )
        }
      </ScreenState>
      {lifting && <LiftSheet key={lifting.id} one={lifting} onClose={() => setLifting(null)} />}
    </SetUpPage>
  )
}

type StoppedProps = { all: readonly Suppression[]; onLift: ((one: Suppression) => void) | null }

function Stopped({ all, onLift }: StoppedProps) {
  const say = useSay()
  const when = useDayTime()
  return (
    <Table
      caption={say('set_up.suppressions')}
      rows={all}
      keyOf={one => String(one.id)}
      columns={[
        { key: 'address', head: say('mail_out.address'), cell: one => <b>{one.address}</b> },
        {
          key: 'since',
          head: say('mail_out.since'),
          cell: one => <span className="soft num">{when(one.since)}</span>,
        },
        {
          key: 'mails',
          head: say('mail_out.came_back'),
          cell: one => one.mails.map(mail => <Came key={`${mail.at} ${mail.number}`} mail={mail} />),
        },
        {
          key: 'lift',
          head: <span className="sr">{say('mail_out.lift')}</span>,
          end: true,
          cell: one =>
            onLift && (
              <Button
                kind="quiet"
                aria-label={say('mail_out.lift_one', { address: one.address })}
                onClick={() => onLift(one)}
              >
                {say('mail_out.lift')}
              </Button>
            ),
        },
      ]}
    />
  )
}

/** One mail that came back: where it stands, when, and what the far server said. */
function Came({ mail }: { mail: CameBack }) {
  const say = useSay()
  const when = useDayTime()
  return (
    <span className={s.does}>
      {mail.number === null ? (
        say('mail_out.a_letter')
      ) : (
        <Link to="/c/$number" params={{ number: String(mail.number) }} data-inline="">
          {mail.number}
        </Link>
      )}{' '}
      · <span className="num">{when(mail.at)}</span> · {mail.status} {mail.said.split('\n')[0]!.slice(0, 120)}
    </span>
  )
}

function LiftSheet({ one, onClose }: { one: Suppression; onClose: () => void }) {
  const say = useSay()
  const [because, setBecause] = useState('')
  const [errors, setErrors] = useState<readonly string[]>([])
  const lift = useChange(() => {
    toast({ text: say('mail_out.lifted', { address: one.address }) })
    onClose()
  })
  const go = () => {
    const missing = because.trim() ? [] : [say('mail_out.lift_needed')]
    setErrors(missing)
    if (missing.length > 0 || lift.isPending) return
    lift.mutate({ path: `/suppressions/${one.id}/lift`, body: { because } })
  }
  return (
    <Sheet
      open
      onClose={onClose}
      onSubmit={go}
      title={say('mail_out.lift_one', { address: one.address })}
      foot={<Send isSending={lift.isPending}>{say('mail_out.lift')}</Send>}
    >
      <Wrong errors={errors} thrown={lift.error} />
      <TextArea
        label={say('mail_out.lift_why')}
        hint={say('mail_out.lift_hint')}
        value={because}
        maxLength={500}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </Sheet>
  )
}
