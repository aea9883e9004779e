// Call goals as the person and whoever leads him see them: calls beside how many cases needed one contact
// only, or neither. By name, never by number. Not: setting one (call-goal-form.tsx).
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type GoalFor, isOfTeam } from '#core/access/call-goals.ts'
import { judgedMin } from '#core/measure/call-goal.ts'
import { figureText, measureName, ofHowMany, rangeText } from '#words/measure-text.ts'
import { get } from '../api/client.ts'
import { useAgentName, useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay, useWords } from '../words.ts'
import { CallGoalForm } from './call-goal-form.tsx'
import { type CallGoalItem, type CallGoals as Goals, callGoalsKey, inOrder } from './call-goal-data.ts'
import s from './coach.module.css'
import { Weeks } from './weeks.tsx'

type Props = { week: string; onWeek: (week: string) => void }

/** Whom a goal is for, by name. */
function useGoalName(): (whose: GoalFor) => string {
  const nameOf = useAgentName()
  const { desk } = useSession()
  return whose => (isOfTeam(whose) ? (desk.teams.find(one => one.id === whose)?.name ?? '–') : nameOf(whose))
}

export function CallGoals({ week, onWeek }: Props) {
  const say = useSay()
  const nameOf = useGoalName()
  const { agent } = useSession()
  const [whose, setWhose] = useState<readonly GoalFor[] | null>(null)
  const query = useQuery({
    queryKey: [...callGoalsKey, week],
    queryFn: ({ signal }) => get<Goals>('/coach/goals', { week: week || undefined }, signal),
  })
  return (
    <ScreenState query={query} rows={3} bones="entries">
      {({ week: shown, last, items, settable }) => (
        <>
          <Weeks last={last} week={shown} onWeek={onWeek}>
            {settable.length > 0 && <Button onClick={() => setWhose(settable)}>{say('goal.set')}</Button>}
          </Weeks>
          <h2 className="sr">{say('coach.view_goals')}</h2>
          <p className={s.item}>{say('goal.why', { n: judgedMin })}</p>
          {items.length === 0 ? (
            <Empty why={say('goal.none')} />
          ) : (
            <ol className={s.items}>
              {inOrder(items, agent.id, nameOf).map(one => (
                <li key={one.whose}>
                  <Item one={one} name={nameOf(one.whose)} onSet={() => setWhose([one.whose])} />
                </li>
              ))}
            </ol>
          )}
          {whose && <CallGoalForm whose={whose} {...{ items, nameOf }} onClose={() => setWhose(null)} />}
        </>
      )}
    </ScreenState>
  )
}

function Item({ one, name, onSet }: { one: CallGoalItem; name: string; onSet: () => void }) {
  const say = useSay()
  const nameOf = useAgentName()
  const id = `goal-${one.whose}`
  return (
    <article className={s.item} aria-labelledby={id}>
      <h3 id={id} className={s.head}>
        {name}
      </h3>
      {one.now ? (
        <p className="soft">
          {say('goal.is', { n: one.now.perWeek, name: nameOf(one.now.setBy) })}{' '}
          <TimeText at={one.now.setAt} as="wall" className="sm" />
        </p>
      ) : (
        <p className="soft">{say('goal.taken_back')}</p>
      )}
      {one.pair ? <Pair pair={one.pair} goal={one.held!.perWeek} /> : <NoPair one={one} />}
      {one.maySet && (
        <p>
          <Button kind="quiet" aria-label={`${say('goal.change')}: ${name}`} onClick={onSet}>
            {say('goal.change')}
          </Button>
        </p>
      )}
    </article>
  )
}

/** Two figures in one frame: nowhere is there the one without the other. */
function Pair({
  pair: { calls, firstContact },
  goal,
}: {
  pair: NonNullable<CallGoalItem['pair']>
  goal: number
}) {
  const words = useWords()
  const { say } = words
  return (
    <dl className={s.pair}>
      <div>
        <dt>{measureName('first_contact_resolution_7d', words)}</dt>
        <dd>
          <b>{figureText('share', firstContact.value, words)}</b>{' '}
          <span className="soft sm">{ofHowMany('share', { ...firstContact }, words)}</span>
          <br />
          <span className="soft sm">{rangeText('share', firstContact, words)}</span>
        </dd>
      </div>
      <div>
        <dt>{measureName('calls_handled', words)}</dt>
        <dd>
          <b>{figureText('count', calls, words)}</b>{' '}
          <span className="soft sm">{say('goal.of', { n: goal })}</span>
        </dd>
      </div>
    </dl>
  )
}

/** Why nothing is told of the week. */
function NoPair({ one }: { one: CallGoalItem }) {
  const say = useSay()
  if (one.held) return <p className={s.flag}>{say('goal.too_few', { n: judgedMin })}</p>
  return (
    <p className={s.flag}>
      {say('goal.not_yet')} {one.firstAt !== null && <TimeText at={one.firstAt} as="wall" />}
    </p>
  )
}
