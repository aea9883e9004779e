// Policies of the house, searched by their words, and what waits for a word of those who lead. Not: one of
// them (policy-screen.tsx, may-tell-screen.tsx).
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type HousePolicyStanding, housePolicyStandings } from '#core/house-policy/state.ts'
import { useDesk } from '../case/desk.ts'
import { Button } from '../kit/button.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useSay } from '../words.ts'
import { type MayTell, type Policy, useOpenMayTells, usePolicies } from './policies-api.ts'
import s from './policies.module.css'
import { PublishForm } from './publish-form.tsx'

/** `/policies` */
export default function PoliciesScreen() {
  const say = useSay()
  const navigate = useNavigate()
  const { me } = useDesk()
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const q = String(search.q ?? '')
  const standing: HousePolicyStanding = search.standing === 'withdrawn' ? 'withdrawn' : 'in_force'
  const query = usePolicies(q, standing)
  const [publishes, setPublishes] = useState(false)
  const mayPublish = me.roles.includes('lead')
  const go = (change: object) => {
    const next = Object.fromEntries(Object.entries({ q, standing, ...change }).filter(([, one]) => one))
    void navigate({ to: '/policies', search: next as never, replace: true })
  }
  const begin = { u: { does: say('house_policy.begin'), run: () => setPublishes(true) } }
  useKeys(mayPublish && !publishes ? begin : {})
  return (
    <Tall>
      <ScreenBar title={say('house_policy.title')} ruled>
        {mayPublish && (
          <Button kind="main" keys="u" onClick={() => setPublishes(true)}>
            {say('house_policy.begin')}
          </Button>
        )}
      </ScreenBar>
      <Filters q={q} standing={standing} onChange={go} />
      <Scroll label={say('house_policy.title')}>
        <Waiting />
        <ScreenState query={query} rows={6} bones="list">
          {rows => <Rows rows={rows} />}
        </ScreenState>
      </Scroll>
      {publishes && (
        <PublishForm
          onClose={() => setPublishes(false)}
          onDone={number => void navigate({ to: '/policies/$number', params: { number: String(number) } })}
        />
      )}
    </Tall>
  )
}

type Filter = { q: string; standing: HousePolicyStanding }
function Filters({ q, standing, onChange }: Filter & { onChange: (change: object) => void }) {
  const say = useSay()
  const [typed, setTyped] = useState(q)
  return (
    <div className={s.filters}>
      <TextField
        label={say('house_policy.search')}
        type="search"
        value={typed}
        maxLength={200}
        onChange={event => {
          setTyped(event.currentTarget.value)
          onChange({ q: event.currentTarget.value })
        }}
      />
      <SelectField
        label={say('house_policy.standing')}
        value={standing}
        options={housePolicyStandings.map(value => ({
          value,
          text: say(`house_policy.standing_${value}`),
        }))}
        onChange={event => onChange({ standing: event.currentTarget.value })}
      />
    </div>
  )
}

/** Questions that wait for a word of those who lead; nothing where none does. */
function Waiting() {
  const say = useSay()
  const { nameOf } = useDesk()
  const { data = [] } = useOpenMayTells()
  if (data.length === 0) return null
  return (
    <section className={s.section}>
      <h2>{say('may_tell.waiting')}</h2>
      <Table
        caption={say('may_tell.waiting')}
        rows={data}
        keyOf={one => one.id}
        columns={[
          { key: 'what', head: say('may_tell.question'), cell: one => <Question one={one} /> },
          { key: 'who', head: say('may_tell.asker'), cell: one => nameOf(one.asker) ?? '–' },
          { key: 'standing', head: say('house_policy.standing'), cell: one => <ToldTag one={one} /> },
          { key: 'due', head: say('may_tell.due'), cell: one => <TimeText at={one.dueAt} as="wall" /> },
        ]}
      />
    </section>
  )
}

function Question({ one }: { one: MayTell }) {
  return (
    <>
      <Link to="/may-tells/$number" params={{ number: String(one.number) }}>
        <span className="num">{one.number}</span> {one.question}
      </Link>
      <span className={s.line}>
        <span className="num">{one.case.number}</span> {one.case.subject}
      </span>
    </>
  )
}

/** How a question stands. */
export function ToldTag({ one }: { one: Pick<MayTell, 'standing'> }) {
  const say = useSay()
  const kinds = { late: 'late', asked: 'wait', yes: 'yes', these_words: 'yes', no: 'differs' } as const
  const kind = one.standing === 'withdrawn' ? 'plain' : kinds[one.standing]
  return <Tag kind={kind}>{say(`may_tell.standing_${one.standing}`)}</Tag>
}

function Rows({ rows }: { rows: readonly Policy[] }) {
  const say = useSay()
  const { nameOf } = useDesk()
  if (rows.length === 0) return <Empty why={say('house_policy.none')} />
  return (
    <Table
      caption={say('house_policy.title')}
      rows={rows}
      keyOf={one => one.id}
      columns={[
        { key: 'what', head: say('house_policy.one_head'), cell: one => <What one={one} /> },
        { key: 'mine', head: say('house_policy.mine'), cell: one => <MineTag one={one} /> },
        { key: 'owner', head: say('house_policy.owner'), cell: one => nameOf(one.owner) ?? '–' },
        {
          key: 'since',
          head: say('house_policy.since'),
          cell: one => <TimeText at={one.publishedAt} as="wall" className="soft" />,
        },
      ]}
    />
  )
}

function What({ one }: { one: Policy }) {
  const say = useSay()
  return (
    <>
      <Link to="/policies/$number" params={{ number: String(one.number) }}>
        <span className="num">{one.number}</span> {one.title}
      </Link>
      <span className={s.line}>{say('house_policy.version', { version: one.version })}</span>
    </>
  )
}

/** Whether I still have to acknowledge it. */
export function MineTag({ one }: { one: Pick<Policy, 'mine'> }) {
  const say = useSay()
  const kind = one.mine === 'awaited' ? 'wait' : one.mine === 'acknowledged' ? 'yes' : 'plain'
  return <Tag kind={kind}>{say(`house_policy.mine_${one.mine}`)}</Tag>
}
