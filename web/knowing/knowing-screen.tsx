// /knowing: for leads, who can help with a product, by name, or one person at a time. Nobody is counted
// against somebody else here. Not: what stands of one person (knowing-part.tsx).
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { AgentId, ProductId } from '#core/kit/id.ts'
import { useSession } from '../api/session.ts'
import { SelectField } from '../kit/field.tsx'
import { KindLine } from '../kit/kind-line.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import { useHelpers } from './knowing-api.ts'
import s from './knowing.module.css'
import { KnowingPart } from './knowing-part.tsx'

const views = ['helpers', 'person'] as const
type View = (typeof views)[number]
type Asked = { readonly v: View; readonly product: ProductId | ''; readonly who: AgentId | '' }

function useAsked(): readonly [Asked, (change: Partial<Asked>) => void] {
  const search = useSearch({ strict: false }) as Record<string, string>
  const navigate = useNavigate()
  const asked: Asked = {
    v: views.find(one => one === search.v) ?? 'helpers',
    product: (search.product ?? '') as Asked['product'],
    who: (search.who ?? '') as Asked['who'],
  }
  const set = (change: Partial<Asked>) => {
    const next = Object.fromEntries(Object.entries({ ...asked, ...change }).filter(([, one]) => one !== ''))
    void navigate({ to: '/knowing', search: next as never, replace: true })
  }
  return [asked, set]
}

/** `/knowing?v=person&who=agt_…` */
export default function KnowingScreen() {
  const say = useSay()
  const { desk } = useSession()
  const [{ v, product, who }, set] = useAsked()
  const people = desk.agents.filter(one => one.active !== false)
  const named = (all: readonly { id: string; name: string }[]) => [
    { value: '', text: '' },
    ...all.map(({ id, name }) => ({ value: id, text: name })).sort((a, b) => a.text.localeCompare(b.text)),
  ]
  return (
    <Tall>
      <ScreenBar title={say('knowing.title')} note={say('knowing.note')} />
      <KindLine
        label={say('knowing.title')}
        value={v}
        onChange={next => set({ v: next })}
        kinds={views.map(kind => ({ kind, text: say(`knowing.view_${kind}`) }))}
      />
      <Scroll label={say('knowing.title')}>
        <div className={s.choose}>
          {v === 'helpers' ? (
            <SelectField
              label={say('knowing.product')}
              value={product}
              options={named(desk.products)}
              onChange={event => set({ product: event.currentTarget.value as ProductId })}
            />
          ) : (
            <SelectField
              label={say('knowing.person')}
              value={who}
              options={named(people)}
              onChange={event => set({ who: event.currentTarget.value as AgentId })}
            />
          )}
        </div>
        {v === 'helpers' && !product && <Empty why={say('knowing.product_choose')} />}
        {v === 'helpers' && product && <Helpers key={product} product={product} />}
        {v === 'person' && !who && <Empty why={say('knowing.person_choose')} />}
        {v === 'person' && who && <KnowingPart key={who} agent={who} />}
      </Scroll>
    </Tall>
  )
}

function Helpers({ product }: { product: ProductId }) {
  const say = useSay()
  const query = useHelpers(product)
  return (
    <ScreenState query={query} rows={4}>
      {all =>
        all.length === 0 ? (
          <Empty why={say('knowing.helpers_none')} />
        ) : (
          <Table
            caption={say('knowing.view_helpers')}
            rows={all}
            keyOf={one => one.agent}
            columns={[
              { key: 'name', head: say('knowing.person'), cell: one => one.name },
              {
                key: 'by',
                head: say('knowing.by'),
                cell: ({ by }) => by.map(way => say(`knowing.helps_${way}`)).join(', '),
              },
            ]}
          />
        )
      }
    </ScreenState>
  )
}
