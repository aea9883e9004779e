// How well one person knows the products, and what to learn next: in one's own settings, and for who leads
// him. Not: saying it (say-sheet.tsx), nor choosing the person (knowing-screen.tsx).
import { useState } from 'react'
import type { AgentId, ProductId } from '#core/kit/id.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { localeOf } from '../kit/times.ts'
import { useSay, useWords } from '../words.ts'
import { type KnownProduct, type Learn, type Said, useKnowing } from './knowing-api.ts'
import s from './knowing.module.css'
import { SaySheet } from './say-sheet.tsx'

export function KnowingPart({ agent }: { agent: AgentId }) {
  const say = useSay()
  const query = useKnowing(agent)
  const [open, setOpen] = useState<ProductId | 'new' | null>(null)
  const products = query.data?.products ?? []
  const add = <Button onClick={() => setOpen('new')}>{say('knowing.say')}</Button>
  return (
    <>
      <ScreenState query={query} rows={4} denied={<Empty why={say('knowing.not_led')} />}>
        {({ products: all, learnNext }) => (
          <>
            {all.length === 0 ? (
              <Empty why={say('knowing.none')}>{add}</Empty>
            ) : (
              <>
                <Products all={all} onChange={setOpen} />
                <div className={s.acts}>{add}</div>
              </>
            )}
            <LearnNext all={learnNext} />
          </>
        )}
      </ScreenState>
      {open && (
        <SaySheet
          key={open}
          agent={agent}
          known={products}
          product={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

const useProductName = () => {
  const { desk } = useSession()
  return (id: ProductId) => desk.products.find(one => one.id === id)?.name ?? id
}

type ProductsProps = { all: readonly KnownProduct[]; onChange: (product: ProductId) => void }

function Products({ all, onChange }: ProductsProps) {
  const say = useSay()
  const name = useProductName()
  const rows = all.toSorted((a, b) => name(a.product).localeCompare(name(b.product)))
  return (
    <Table
      caption={say('knowing.mine')}
      rows={rows}
      keyOf={one => one.product}
      columns={[
        { key: 'product', head: say('knowing.product'), cell: one => name(one.product) },
        { key: 'used', head: say('knowing.used'), cell: one => <SaidText said={one.used} /> },
        { key: 'trained', head: say('knowing.trained'), cell: one => <SaidText said={one.trained} /> },
        {
          key: 'solved',
          head: say('knowing.solved'),
          cell: ({ solved }) => (solved === 0 ? '–' : say('knowing.solved_cases', { n: solved })),
        },
        {
          key: 'change',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one => (
            <Button
              kind="quiet"
              aria-label={say('knowing.change_one', { name: name(one.product) })}
              onClick={() => onChange(one.product)}
            >
              {say('set_up.change')}
            </Button>
          ),
        },
      ]}
    />
  )
}

/** The date, and who said so. */
function SaidText({ said }: { said: Said }) {
  const { say, language } = useWords()
  const { desk } = useSession()
  if (!said) return '–'
  const date = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeZone: 'UTC' })
  const by = desk.agents.find(one => one.id === said.by)?.name
  return (
    <>
      {date.format(Date.parse(said.since))}
      {by && <span className={s.by}>{say('knowing.said_by', { name: by })}</span>}
    </>
  )
}

function LearnNext({ all }: { all: readonly Learn[] }) {
  const say = useSay()
  const name = useProductName()
  return (
    <section className={s.learn} aria-labelledby="learn-next">
      <h2 id="learn-next">{say('knowing.learn')}</h2>
      {all.length === 0 ? (
        <p className="sm soft">{say('knowing.learn_none')}</p>
      ) : (
        <>
          <p className="sm soft">{say('knowing.learn_why')}</p>
          <ol className={s.list}>
            {all.map(({ product, kind, cases }) => (
              <li key={`${product}/${kind}`}>
                {say('knowing.learn_one', {
                  product: product ? name(product) : say('knowing.learn_no_product'),
                  kind: say(`kinds.kind_${kind}`),
                  n: cases,
                })}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
