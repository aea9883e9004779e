// Who is given what: the closed list of skills, the rules by which cases that come in find their team, and a
// case to try them with. Not: what people know (known-form.tsx), nor taking a case.
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { kinds } from '#core/case/event.ts'
import type { ProductId } from '#core/kit/id.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import { Chosen } from './chosen.tsx'
import { Line, Send, SetUpPage, Ticks, useDone, useMe, Wrong } from './parts.tsx'
import { RoutingRules } from './routing-rules.tsx'
import { RoutingTry } from './routing-try.tsx'
import s from './set-up.module.css'
import { type KeptSkill, type Routing, useChange, useSetUp, useSetUpList } from './set-up-api.ts'

export default function RoutingPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'routing', 'change')
  const skills = useSetUpList<KeptSkill>('/skills')
  const routing = useSetUp<Routing>('/routing')
  const [open, setOpen] = useState<KeptSkill | 'new' | null>(null)
  const add = mayChange && <Button onClick={() => setOpen('new')}>{say('set_up.skill_add')}</Button>
  return (
    <SetUpPage title={say('set_up.routing')} note={say('set_up.routing_note')}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={routing} rows={4}>
        {all => <RoutingRules key={all.version} routing={all} mayChange={mayChange} />}
      </ScreenState>
      <RoutingTry />
      <section className={s.after} aria-labelledby="skills">
        <div className={s.part}>
          <h2 id="skills">{say('set_up.skills')}</h2>
          <p className="sm soft">{say('set_up.skills_why')}</p>
          {add && skills.data?.length !== 0 && <p className="row">{add}</p>}
        </div>
        <ScreenState query={skills} rows={3}>
          {all =>
            all.length === 0 ? (
              <Empty why={say('set_up.skills_none')}>{add}</Empty>
            ) : (
              <Skills skills={all} mayChange={mayChange} onChange={setOpen} />
            )
          }
        </ScreenState>
      </section>
      {open && (
        <SkillSheet
          key={open === 'new' ? 'new' : open.id}
          skill={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}

type SkillsProps = {
  skills: readonly KeptSkill[]
  mayChange: boolean
  onChange: (skill: KeptSkill) => void
}

function Skills({ skills, mayChange, onChange }: SkillsProps) {
  const say = useSay()
  const { desk } = useSession()
  const needed = ({ products, kinds: of }: KeptSkill): string =>
    [
      ...products.map(id => desk.products.find(one => one.id === id)?.name ?? id),
      ...of.map(kind => say(`kinds.kind_${kind}`)),
    ].join(', ') || say('set_up.skill_never')
  return (
    <Table
      caption={say('set_up.skills')}
      rows={skills}
      keyOf={one => one.id}
      columns={[
        {
          key: 'name',
          head: say('set_up.skill'),
          cell: one => <span className={one.active ? undefined : 'faint'}>{one.name}</span>,
        },
        {
          key: 'for',
          head: say('set_up.skill_for'),
          cell: one => <span className="soft">{one.active ? needed(one) : say('set_up.skill_rests')}</span>,
        },
        {
          key: 'who',
          head: say('set_up.skill_who'),
          cell: one => <WhoKnows skill={one} />,
        },
        {
          key: 'change',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one =>
            mayChange && (
              <Button
                kind="quiet"
                aria-label={say('set_up.change_one', { name: one.name })}
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

function WhoKnows({ skill }: { skill: KeptSkill }) {
  const say = useSay()
  const { desk } = useSession()
  const names = desk.agents.filter(one => one.routing?.skills.includes(skill.id)).map(one => one.name)
  return <span className="soft">{names.join(', ') || say('set_up.team_nobody')}</span>
}

function SkillSheet({ skill, onClose }: { skill: KeptSkill | null; onClose: () => void }) {
  const say = useSay()
  const { desk } = useSession()
  const close = useDone(onClose)
  const [name, setName] = useState(skill?.name ?? '')
  const [products, setProducts] = useState<readonly ProductId[]>(skill?.products ?? [])
  const [of, setOf] = useState(skill?.kinds ?? [])
  const [isOn, setOn] = useState(skill?.active ?? true)
  const [errors, setErrors] = useState<readonly string[]>([])
  const done = useChange(close(skill ? 'set_up.saved' : 'set_up.added'))
  const go = () => {
    const missing = name.trim() ? [] : [say('set_up.name_needed')]
    setErrors(missing)
    if (missing.length > 0 || done.isPending) return
    const body = { name, products, kinds: of }
    if (!skill) return done.mutate({ path: '/skills', body })
    const changes = { ...body, active: isOn, version: skill.version }
    done.mutate({ path: `/skills/${skill.id}`, method: 'PATCH', body: changes })
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={skill?.name ?? say('set_up.skill_add')}
      note={say('set_up.skill_note')}
      onSubmit={go}
      foot={<Send isSending={done.isPending}>{say(skill ? 'kit.save' : 'set_up.add')}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={errors} thrown={done.error} />
        <Line label={say('set_up.name')} value={name} onChange={setName} />
        <Chosen
          label={say('set_up.skill_products')}
          all={desk.products}
          none={say('set_up.skill_no_product')}
          value={products}
          onChange={chosen => setProducts(chosen as readonly ProductId[])}
        />
        <Ticks
          label={say('set_up.skill_kinds')}
          value={of}
          onChange={setOf}
          all={kinds.map(value => ({ value, text: say(`kinds.kind_${value}`) }))}
        />
        {skill && (
          <Check checked={!isOn} onChange={event => setOn(!event.currentTarget.checked)}>
            {say('set_up.skill_rest')}
          </Check>
        )}
      </div>
    </Sheet>
  )
}
