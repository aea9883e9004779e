// /referrals: what customers were honestly sent elsewhere for, with the reasons, for whoever owns the product
// and those who lead. Nobody is counted by who referred. Not: closing a case so (case/forms-end.tsx).
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { dayMs } from '#core/kit/time.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { FilterBar, ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import { type Referral, type ReferralCount, useReferrals } from './referrals-api.ts'
import s from './referrals.module.css'

const periods = [30, 90, 365] as const

/** `/referrals?days=90&product=pro_…` */
export default function ReferralsScreen() {
  const say = useSay()
  const { days, product, set } = useAsked()
  const [now] = useState(nowMs)
  const query = useReferrals(now - days * dayMs, product)
  const counts = query.data?.pages[0]?.counts ?? []
  return (
    <Tall>
      <ScreenBar title={say('referrals.title')} note={say('referrals.note')} />
      <FilterBar>
        <Products counts={counts} product={product} onChoose={next => set({ product: next })} />
        <SelectField
          label={say('coach.period')}
          value={String(days)}
          options={periods.map(n => ({ value: String(n), text: say('coach.days', { n }) }))}
          onChange={event => set({ days: event.currentTarget.value })}
        />
      </FilterBar>
      <Scroll label={say('referrals.title')}>
        <ScreenState query={query} rows={5} denied={<Empty why={say('referrals.not_owner')} />}>
          {({ pages }) => <Referrals all={pages.flatMap(page => page.items)} />}
        </ScreenState>
        {query.hasNextPage && (
          <p className={s.older}>
            <Button kind="quiet" onClick={() => void query.fetchNextPage()}>
              {say('coach.older')}
            </Button>
          </p>
        )}
      </Scroll>
    </Tall>
  )
}

function useAsked() {
  const search = useSearch({ strict: false }) as Record<string, string>
  const navigate = useNavigate()
  const days = periods.find(one => String(one) === String(search.days)) ?? 90
  const product = search.product ?? ''
  const set = (change: { days?: string; product?: string }) => {
    const next = { days: String(days), product, ...change }
    const kept = Object.fromEntries(Object.entries(next).filter(([, one]) => one !== ''))
    void navigate({ to: '/referrals', search: kept as never, replace: true })
  }
  return { days, product, set }
}

function useProductName() {
  const say = useSay()
  const { desk } = useSession()
  return (id: string | null) =>
    id === null ? say('referrals.no_product') : (desk.products.find(one => one.id === id)?.name ?? id)
}

type ProductsProps = {
  counts: readonly ReferralCount[]
  product: string
  onChoose: (product: string) => void
}

/** Each with how many there were in this time. */
function Products({ counts, product, onChoose }: ProductsProps) {
  const say = useSay()
  const name = useProductName()
  const all = counts.reduce((sum, { n }) => sum + n, 0)
  const named = counts.filter(one => one.product !== null)
  const chosen = named.some(one => one.product === product) || !product ? [] : [{ product, n: 0 }]
  return (
    <SelectField
      label={say('knowing.product')}
      value={product}
      options={[
        { value: '', text: say('referrals.counted', { name: say('referrals.all'), n: all }) },
        ...[...named, ...chosen].map(one => ({
          value: one.product as string,
          text: say('referrals.counted', { name: name(one.product), n: one.n }),
        })),
      ]}
      onChange={event => onChoose(event.currentTarget.value)}
    />
  )
}

function Referrals({ all }: { all: readonly Referral[] }) {
  const say = useSay()
  const name = useProductName()
  const { desk } = useSession()
  if (all.length === 0) return <Empty why={say('referrals.none')} />
  return (
    <Table
      caption={say('referrals.title')}
      rows={all}
      keyOf={one => `${one.at} ${one.number} ${one.because}`}
      columns={[
        { key: 'because', head: say('referrals.because'), cell: one => one.because },
        { key: 'instead', head: say('referrals.instead'), cell: one => one.instead },
        { key: 'product', head: say('knowing.product'), cell: one => name(one.product) },
        {
          key: 'who',
          head: say('referrals.who'),
          cell: ({ at, by }) => (
            <>
              {desk.agents.find(one => one.id === by)?.name} <TimeText at={at} className="soft" />
            </>
          ),
        },
        {
          key: 'case',
          head: say('referrals.case'),
          cell: ({ number, subject }) =>
            number === null ? (
              <span className="faint">{say('referrals.case_kept')}</span>
            ) : (
              <Link to="/c/$number" params={{ number: String(number) }}>
                <span className="num">{number}</span> {subject}
              </Link>
            ),
        },
      ]}
    />
  )
}
