// The cases of somebody who goes home or away: each with whom it is best given to, marked and handed over in
// one go. Not: work that goes with a question (hand-offs of the case).
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { AgentId } from '#core/kit/id.ts'
import { type HandOverReason, handOverReasons, mayHandOver } from '#core/people/hand-over.ts'
import { get } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { useDesk } from '../case/desk.ts'
import { Button } from '../kit/button.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { wallTime } from '../kit/times.ts'
import { dayEnd } from '../set-up/days.ts'
import { useSay, useWords } from '../words.ts'
import s from './hand-over.module.css'
import type { HandOver } from './hand-over-data.ts'
import { HandOverList } from './hand-over-list.tsx'

/** What the address says: `/hand-over?agent=agt_…&reason=absence&until=2027-01-20` */
type Asked = { agent?: AgentId; reason?: HandOverReason; until?: string }

function useAsked(): readonly [Asked, (change: Asked) => void] {
  const search = useSearch({ strict: false }) as Asked
  const navigate = useNavigate()
  const isKnown = handOverReasons.some(one => one === search.reason)
  const { agent, until } = search
  const asked: Asked = {
    ...(agent && { agent }),
    ...(isKnown && search.reason && { reason: search.reason }),
    ...(until && { until }),
  }
  const go = (change: Asked) =>
    void navigate({ to: '/hand-over', search: { ...asked, ...change } as never, replace: true })
  return [asked, go]
}

function useHandOver({ agent, reason, until }: Asked, zone: string) {
  const end = until ? dayEnd(until, zone) : null
  return useQuery({
    queryKey: ['hand-over', agent ?? '', reason ?? '', until ?? ''],
    queryFn: ({ signal }) =>
      get<HandOver>('/hand-over', { agent, reason, ...(end !== null && { until: end }) }, signal),
    // What is marked stays as it is until somebody looks again.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    gcTime: 0,
  })
}

/** `/hand-over` */
export default function HandOverScreen() {
  const say = useSay()
  const { zone: own } = useWords()
  const zone = own ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const [asked, ask] = useAsked()
  const query = useHandOver(asked, zone)
  const [look, setLook] = useState(0)
  const again = () => {
    setLook(look + 1)
    void query.refetch()
  }
  const needsEnd = isProblem(query.error) && query.error.code === 'request.invalid'
  return (
    <Tall>
      <ScreenBar title={say('hand_over.title')} note={<Until list={query.data} />}>
        <Button kind="quiet" onClick={again}>
          {say('hand_over.again')}
        </Button>
      </ScreenBar>
      <Who asked={asked} ask={ask} needsEnd={needsEnd} />
      {needsEnd ? (
        <Empty why={say('hand_over.no_end')} />
      ) : (
        <ScreenState query={query} rows={8}>
          {list => <Listed key={`${look} ${list.agent} ${list.reason}`} list={list} onAgain={again} />}
        </ScreenState>
      )}
    </Tall>
  )
}

function Listed({ list, onAgain }: { list: HandOver; onAgain: () => void }) {
  const say = useSay()
  if (list.items.length === 0)
    return (
      <Scroll>
        <Empty why={say('hand_over.none')} />
      </Scroll>
    )
  return (
    <>
      <Customers list={list} />
      <HandOverList list={list} onAgain={onAgain} />
    </>
  )
}

/** Until when he is away, as it was understood. */
function Until({ list }: { list: HandOver | undefined }) {
  const words = useWords()
  if (!list) return null
  const at = wallTime(list.until, nowMs(), words)
  return <>{words.say('hand_over.until', { at, n: list.items.length })}</>
}

/** Who goes, and why. A lead chooses among those he leads. */
function Who({ asked, ask, needsEnd }: { asked: Asked; ask: (change: Asked) => void; needsEnd: boolean }) {
  const say = useSay()
  const desk = useDesk()
  const agents = Object.values(desk.facts.agents)
    .filter(one => one.active && mayHandOver(desk.facts, desk.me.id, one.id))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const reason = asked.reason ?? 'shift_end'
  return (
    <div className={s.who}>
      {agents.length > 1 && (
        <SelectField
          label={say('hand_over.of')}
          value={asked.agent ?? desk.me.id}
          options={agents.map(one => ({ value: one.id as string, text: one.name }))}
          onChange={event => ask({ agent: event.currentTarget.value as AgentId })}
        />
      )}
      <SelectField
        label={say('hand_over.why')}
        value={reason}
        options={handOverReasons.map(one => ({ value: one as string, text: say(`hand_over.reason_${one}`) }))}
        onChange={event => ask({ reason: event.currentTarget.value as HandOverReason })}
      />
      {(needsEnd || (reason === 'absence' && asked.until)) && (
        <TextField
          label={say('set_up.absence_until')}
          type="date"
          needed={needsEnd}
          value={asked.until ?? ''}
          onChange={event => ask({ until: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

/** What becomes of the customers. */
function Customers({ list }: { list: HandOver }) {
  const say = useSay()
  const { nameOf } = useDesk()
  const agent = nameOf(list.agent) ?? ''
  const cover = nameOf(list.cover)
  if (list.isLong) return <Strip glyph="mail">{say('hand_over.letters', { agent })}</Strip>
  return (
    <Strip>
      {cover
        ? say('hand_over.contact_stays_cover', { agent, cover })
        : say('hand_over.contact_stays', { agent })}
    </Strip>
  )
}
