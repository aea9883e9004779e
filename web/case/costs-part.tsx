// What the case has cost so far, by what it was paid for, for our own people. Not: noting it
// (forms-cost.tsx).
import { useQuery } from '@tanstack/react-query'
import { isPartner } from '#core/access/share.ts'
import { type CostSort, costSorts } from '#core/case/cost-fact.ts'
import { get } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'
import { PanelPart } from '#web/kit/layout.tsx'
import { useWords } from '#web/words.ts'
import { money } from '#words/money.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'

type Read = {
  readonly currency: string | null
  readonly minor: Readonly<Partial<Record<CostSort, number>>>
  readonly totalMinor: number
}

/** Nothing, where the desk counts no costs or nothing is known of this case. */
export function CostsPart() {
  const { say, data, desk } = useCase()
  const { language } = useWords()
  const isCounted = Boolean(desk.facts.costs) && !isPartner(desk.me, desk.facts)
  const { data: read } = useQuery({
    queryKey: [...keys.case(String(data.number)), 'costs', data.seq],
    queryFn: ({ signal }) => get<Read>(`/cases/${data.id}/costs`, {}, signal),
    enabled: isCounted,
    placeholderData: before => before,
  })
  const currency = read?.currency
  const sorts = costSorts.filter(sort => read?.minor[sort])
  if (!isCounted || !read || !currency || sorts.length === 0) return null
  const sum = (amountMinor: number) => money({ amountMinor, currency }, language)
  return (
    <PanelPart title={say('costs.so_far')}>
      <dl className={s.costs}>
        {sorts.map(sort => (
          <div key={sort}>
            <dt className="soft">{say(`costs.sort_${sort}`)}</dt>
            <dd className="num">{sum(read.minor[sort] ?? 0)}</dd>
          </div>
        ))}
        {sorts.length > 1 && (
          <div>
            <dt>{say('costs.total')}</dt>
            <dd className="num">
              <b>{sum(read.totalMinor)}</b>
            </dd>
          </div>
        )}
      </dl>
    </PanelPart>
  )
}
