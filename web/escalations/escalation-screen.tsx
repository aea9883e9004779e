// One wish for somebody who leads: what was asked, whom it is about, what was done and what may be done next.
// Each act has its key. Not: the forms (escalation-forms.tsx).
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useDesk } from '../case/desk.ts'
import { useActs } from '../kit/acts-registry.ts'
import { Button } from '../kit/button.tsx'
import { Fact, Facts } from '../kit/facts.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { Said } from '../kit/voices.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useSay } from '../words.ts'
import { ConcernForm, TellForm } from './escalation-forms.tsx'
import { useAct, useEscalation, type WholeEscalation } from './escalations-api.ts'
import { Stands } from './escalations-screen.tsx'
import s from './escalations.module.css'

/** `/escalations/{id}` */
export default function EscalationScreen() {
  const say = useSay()
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useEscalation(id)
  return (
    <Tall>
      <ScreenBar title={say('manager.title')} note={say('manager.private')} ruled>
        <Link to="/escalations">{say('manager.all')}</Link>
      </ScreenBar>
      <Scroll>
        <ScreenState
          query={query}
          rows={4}
          bones="entries"
          gone={<Empty why={say('refusal.escalation_not_found')} />}
        >
          {one => (one ? <One one={one} /> : <Empty why={say('refusal.escalation_not_found')} />)}
        </ScreenState>
      </Scroll>
    </Tall>
  )
}

function One({ one }: { one: WholeEscalation }) {
  const say = useSay()
  const { nameOf } = useDesk()
  const about = one.concerns.map(id => nameOf(id) ?? '–').join(', ')
  return (
    <div className={s.page}>
      <h2>{say(`kinds.manager_${one.reason}`)}</h2>
      <p>
        {one.customerName} ·{' '}
        {one.number === null ? (
          one.subject
        ) : (
          <Link to="/c/$number" params={{ number: String(one.number) }}>
            {one.number} {one.subject}
          </Link>
        )}
      </p>
      <Facts>
        <Fact label={say('manager.head_standing')}>
          <Stands one={one} />
        </Fact>
        <Fact label={say('manager.concerns')}>{about || say('manager.nobody')}</Fact>
        <Fact label={say('manager.head_holder')}>{one.holder ? (nameOf(one.holder) ?? '–') : '–'}</Fact>
        {one.outcome && <Fact label={say('manager.outcome')}>{say(`manager.outcome_${one.outcome}`)}</Fact>}
      </Facts>
      <Next one={one} />
      <Course one={one} />
    </div>
  )
}

type Open = 'tell' | 'concern' | null

/** What may be done next, in the order it is likely. */
function Next({ one }: { one: WholeEscalation }) {
  const say = useSay()
  const { me } = useDesk()
  const act = useAct(one.id)
  const [open, setOpen] = useState<Open>(null)
  const isOver = one.standing === 'ended'
  const all = [
    { id: 'read', keys: 'a', when: one.standing === 'asked', run: () => act.mutate({ deed: 'acknowledge' }) },
    { id: 'take', keys: 't', when: !isOver && one.holder !== me.id, run: () => act.mutate({ deed: 'take' }) },
    { id: 'tell', keys: 'o', when: !isOver && one.standing !== 'told', run: () => setOpen('tell') },
    { id: 'end', keys: 'd', when: one.standing === 'told', run: () => act.mutate({ deed: 'end' }) },
    { id: 'concern', keys: 'w', when: !isOver, run: () => setOpen('concern') },
  ].filter(each => each.when)
  useKeys(
    open === null
      ? Object.fromEntries(all.map(({ id, keys, run }) => [keys, { does: say(`manager.act_${id}`), run }]))
      : {},
  )
  useActs(
    say('manager.title'),
    all.map(({ id, keys, run }) => ({ id: `manager.${id}`, key: `manager.act_${id}`, keys, run })),
  )
  return (
    <>
      <div className={s.acts}>
        {all.map(({ id, keys, run }, i) => (
          <Button key={id} kind={i === 0 ? 'main' : 'plain'} keys={keys} onClick={run}>
            {say(`manager.act_${id}`)}
          </Button>
        ))}
      </div>
      {open === 'tell' && <TellForm one={one} onDo={act.mutateAsync} onClose={() => setOpen(null)} />}
      {open === 'concern' && <ConcernForm one={one} onDo={act.mutateAsync} onClose={() => setOpen(null)} />}
    </>
  )
}

/** Everything that was said and done, in order. */
function Course({ one }: { one: WholeEscalation }) {
  const say = useSay()
  const { nameOf } = useDesk()
  const who = (by: string) =>
    by === 'customer' ? one.customerName : by === 'clock' ? '' : (nameOf(by as `agt_${string}`) ?? '–')
  return (
    <section aria-labelledby="course">
      <h3 id="course">{say('manager.course')}</h3>
      <ol className={s.facts}>
        {one.facts.map((fact, i) => (
          // Facts are never moved nor taken away.
          // biome-ignore lint/suspicious/noArrayIndexKey: their place is their name
          <li key={i}>
            <b>{say(`manager.fact_${fact.type}`)}</b>{' '}
            <span className="soft">
              {who(fact.by)} <TimeText at={fact.at} as="wall" />
            </span>
            {fact.words !== null &&
              (fact.type === 'told' ? (
                <p>{fact.words}</p>
              ) : (
                <Said small>{say('case.quoted', { text: fact.words })}</Said>
              ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
