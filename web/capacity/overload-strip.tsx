// For which teams more comes than they can do, as leads read it over the board and the hours of the week.
// Not: the promises they cannot keep (overload-part.tsx).
import { useQuery } from '@tanstack/react-query'
import { maySetUp } from '#core/access/set-up.ts'
import type { Role } from '#core/people/desk-facts.ts'
import { figureText } from '#words/measure-text.ts'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { useSession } from '../api/session.ts'
import { LinkButton } from '../kit/button.tsx'
import { Strip } from '../kit/strip.tsx'
import { timeOf } from '../kit/times.ts'
import { useWords } from '../words.ts'
import { usePeople } from './capacity-grid.tsx'

export type Overload = {
  readonly team: string
  readonly beganAt: number
  readonly endedAt: number | null
  readonly waiting: number
  readonly came: number
  readonly people: number
  readonly minutes: number
}
const againMs = 60_000

/** What a reader may do with overload: read of it, and move promises. */
export function useMayCapacity() {
  const { agent } = useSession()
  const me = { roles: agent.roles as readonly Role[], active: true }
  return { mayRead: maySetUp(me, 'capacity', 'read'), mayMove: agent.roles.includes('lead') }
}

/** One strip for each team; nothing where none is overloaded, or it is not for this reader. */
export function OverloadStrips() {
  const words = useWords()
  const { say } = words
  const { desk } = useSession()
  const people = usePeople()
  const { mayRead, mayMove } = useMayCapacity()
  const { data } = useQuery({
    queryKey: [...keys.board, 'overloads'],
    queryFn: ({ signal }) => get<{ items: readonly Overload[] }>('/overloads', {}, signal),
    refetchInterval: againMs,
    enabled: mayRead,
  })
  const running = (data?.items ?? []).filter(one => one.endedAt === null)
  return running.map(({ team, beganAt, waiting, came, minutes, people: there }) => (
    <Strip
      key={team}
      glyph="warn"
      kind="warn"
      end={
        mayMove && (
          <LinkButton to="/capacity" search={{ risk: team } as never}>
            {say('overload.show')}
          </LinkButton>
        )
      }
    >
      {say('overload.said', {
        ...{ team: desk.teams.find(one => one.id === team)?.name ?? team, since: timeOf(beganAt, words) },
        ...{ waiting, came, people: people(there), time: figureText('seconds', 60 * minutes, words) },
      })}
    </Strip>
  ))
}
