// Help without a contract: who approved it for whom, until when, what it was used for and what it cost, with
// the totals by month and kind. Not: how a case is judged by it (core/entitlement/entitle.ts).
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { Money, WaiverTotal } from '#core/measure/waivers.ts'
import { unitsText } from '../case/clocks-data.ts'
import { Button } from '../kit/button.tsx'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { Pinned } from '../policies/pinned.tsx'
import { useSay, useWords } from '../words.ts'
import {
  type Approved,
  type Organisation,
  type Policy,
  useDeskZone,
  type WaiverReport,
} from './agreements-api.ts'
import { SetUpPage, useDay, useMe } from './parts.tsx'
import s from './set-up.module.css'
import { useSetUp, useSetUpList } from './set-up-api.ts'
import { ApproveSheet, ChangeSheet } from './waiver-fields.tsx'
import { moneyText } from './waiver-form.ts'

export default function WaiversPage() {
  const say = useSay()
  const mayApprove = maySetUp(useMe(), 'waivers', 'change')
  const query = useSetUp<WaiverReport>('/waivers/report')
  const { data: organisations } = useSetUpList<Organisation>('/organisations')
  const { data: policies } = useSetUpList<Policy>('/policies')
  const [open, setOpen] = useState<Approved | 'new' | null>(null)
  const isReady = organisations && policies && organisations.length > 0 && policies.length > 0
  const add = mayApprove && isReady && (
    <Button kind="main" onClick={() => setOpen('new')}>
      {say('set_up.waiver_add')}
    </Button>
  )
  return (
    <SetUpPage title={say('set_up.waivers')} acts={query.data?.items.length !== 0 && add}>
      <p className={`${s.note} sm soft`}>{say('set_up.waivers_why')}</p>
      <ScreenState query={query} rows={5}>
        {report =>
          report.items.length === 0 ? (
            <Empty why={say('set_up.waivers_none')}>{add}</Empty>
          ) : (
            <>
              <List items={report.items} onChange={mayApprove ? setOpen : null} />
              <Totals totals={report.totals} />
            </>
          )
        }
      </ScreenState>
      {open === 'new' && isReady && (
        <ApproveSheet whom={organisations} policies={policies} onClose={() => setOpen(null)} />
      )}
      {open && open !== 'new' && <ChangeSheet key={open.id} waiver={open} onClose={() => setOpen(null)} />}
    </SetUpPage>
  )
}

type Item = WaiverReport['items'][number]
type ListProps = { items: readonly Item[]; onChange: ((waiver: Approved) => void) | null }

function List({ items, onChange }: ListProps) {
  const say = useSay()
  const day = useDay(useDeskZone())
  const until = ({ expiresAt }: Approved) =>
    expiresAt <= nowMs() ? say('set_up.waiver_ended') : day(expiresAt - 1)
  return (
    <Table
      caption={say('set_up.waivers')}
      rows={items}
      keyOf={one => one.id}
      columns={[
        {
          key: 'for',
          head: say('set_up.waiver_for'),
          cell: one => <b>{one.forName ?? say('set_up.waiver_for_case')}</b>,
        },
        { key: 'kind', head: say('set_up.waiver_kind'), cell: one => say(`set_up.waiver_${one.kind}`) },
        { key: 'until', head: say('set_up.absence_until'), cell: until },
        { key: 'used', head: say('set_up.waiver_used'), cell: one => <Used item={one} /> },
        { key: 'cost', head: say('set_up.waiver_cost_head'), cell: one => <Cost item={one} /> },
        {
          key: 'because',
          head: say('set_up.waiver_because'),
          cell: one => (
            <>
              {one.because} <span className="soft">· {one.approverName}</span>
              <Pinned pinned={one.pinned} />
            </>
          ),
        },
        {
          key: 'change',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one =>
            onChange && (
              <Button
                kind="quiet"
                aria-label={say('set_up.change_one', { name: one.because })}
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

/** How often, with the way to each case. */
function Used({ item: { units, used, cases } }: { item: Item }) {
  const words = useWords()
  const { say } = words
  return (
    <>
      {units ? unitsText(units, used[units.of], words) : say('set_up.waiver_cases', { n: used.cases })}
      {cases.map(one => (
        <span key={one.number}>
          {' '}
          <Link to="/c/$number" params={{ number: String(one.number) }} title={one.subject}>
            {one.number}
          </Link>
        </span>
      ))}
    </>
  )
}

function Cost({ item: { cost, recoverCost, recoveredAt } }: { item: Item }) {
  const { say, language } = useWords()
  const who = recoverCost
    ? say(recoveredAt === null ? 'set_up.waiver_to_recover' : 'set_up.waiver_recovered_short')
    : ''
  return <>{[cost && moneyText(cost, language), who].filter(Boolean).join(' · ') || '–'}</>
}

function Totals({ totals }: { totals: readonly WaiverTotal[] }) {
  const { say, language } = useWords()
  const money = (all: readonly Money[]) => all.map(one => moneyText(one, language)).join(' + ') || '–'
  const hours = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })
  const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return (
    <section className={s.after} aria-labelledby="totals">
      <div className={s.part}>
        <h2 id="totals">{say('set_up.waiver_totals')}</h2>
        <p className="sm">
          <a href="/api/v1/waivers/report.csv" download="" data-inline="">
            {say('set_up.waiver_csv')}
          </a>
        </p>
      </div>
      <Table
        caption={say('set_up.waiver_totals')}
        rows={totals}
        keyOf={one => `${one.month} ${one.kind}`}
        columns={[
          {
            key: 'month',
            head: say('set_up.waiver_month'),
            cell: one => month.format(Date.parse(`${one.month}-15T00:00:00Z`)),
          },
          { key: 'kind', head: say('set_up.waiver_kind'), cell: one => say(`set_up.waiver_${one.kind}`) },
          { key: 'approved', head: say('set_up.waiver_approved_n'), cell: one => one.approved },
          { key: 'cases', head: say('set_up.waiver_cases_head'), cell: one => one.cases },
          { key: 'hours', head: say('set_up.waiver_hours'), cell: one => hours.format(one.minutes / 60) },
          { key: 'cost', head: say('set_up.waiver_cost_head'), cell: one => money(one.cost) },
          { key: 'recovered', head: say('set_up.waiver_recovered_head'), cell: one => money(one.recovered) },
        ]}
      />
    </section>
  )
}
