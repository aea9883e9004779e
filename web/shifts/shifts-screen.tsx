// The shifts: by level and team who is on, who is on call, who is absent and who covers, and where somebody
// is missing. Leads change it in place; others read. Not: the forms (web/set-up).
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { Button } from '../kit/button.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { dayOf, dayStart } from '../set-up/days.ts'
import { OnCallSheet } from '../set-up/on-call-sheet.tsx'
import { useDay, useMe } from '../set-up/parts.tsx'
import { PersonSheet } from '../set-up/person-sheet.tsx'
import { type Person, type Team, useSetUpList } from '../set-up/set-up-api.ts'
import { useSay, useWords } from '../words.ts'
import { daysShown, type Shifts, weekAway } from './shifts-data.ts'
import { TeamPart } from './team-part.tsx'
import { UnfitPart } from './unfit-part.tsx'

/** `/shifts?from=2027-01-11` */
export default function ShiftsScreen() {
  const { zone: own } = useWords()
  const zone = own ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const search = useSearch({ strict: false }) as { from?: string }
  const today = dayOf(nowMs(), zone)
  const first = dayStart(search.from ?? '', zone) === null ? today : (search.from as string)
  const from = dayStart(first, zone) ?? 0
  const query = useQuery({
    queryKey: [...keys.shifts, from],
    queryFn: ({ signal }) => get<Shifts>('/shifts', { from, days: daysShown }, signal),
  })
  const [changed, setChanged] = useState<Changed>(null)
  return (
    <Tall>
      <Bar first={first} today={today} from={from} />
      <Scroll>
        <ScreenState query={query} rows={8}>
          {shifts => (
            <>
              {shifts.unfit !== null && shifts.unfit.length > 0 && <UnfitPart cases={shifts.unfit} />}
              {shifts.teams.map(one => (
                <TeamPart
                  key={one.team}
                  shifts={one}
                  first={first}
                  zone={zone}
                  onPerson={person => setChanged({ person })}
                  onCall={() => setChanged({ team: one.team })}
                />
              ))}
            </>
          )}
        </ScreenState>
      </Scroll>
      <ChangeSheet changed={changed} onClose={() => setChanged(null)} />
    </Tall>
  )
}

/** Which week is shown; j and k walk on, as in lists. */
function Bar({ first, today, from }: { first: string; today: string; from: number }) {
  const say = useSay()
  const day = useDay()
  const navigate = useNavigate()
  const go = (to: string) =>
    void navigate({ to: '/shifts', search: (to === today ? {} : { from: to }) as never })
  const [before, after] = [() => go(weekAway(first, -1)), () => go(weekAway(first, 1))]
  useKeys({
    j: { does: say('shifts.after'), run: after },
    k: { does: say('shifts.before'), run: before },
  })
  return (
    <ScreenBar title={say('shell.shifts')} note={say('shifts.week_from', { day: day(from) })} ruled>
      <Button kind="quiet" keys="k" onClick={before}>
        {say('shifts.before')}
      </Button>
      {first !== today && (
        <Button kind="quiet" onClick={() => go(today)}>
          {say('shifts.today')}
        </Button>
      )}
      <Button kind="quiet" keys="j" onClick={after}>
        {say('shifts.after')}
      </Button>
    </ScreenBar>
  )
}

type Changed = { readonly person: AgentId } | { readonly team: TeamId } | null

/** The form of what is being changed, out of the set-up; asked for only then. */
function ChangeSheet({ changed, onClose }: { changed: Changed; onClose: () => void }) {
  const isPerson = changed !== null && 'person' in changed
  const isTeam = changed !== null && 'team' in changed
  const mayCall = maySetUp(useMe(), 'on_call', 'change')
  const { data: people } = useSetUpList<Person>('/agents', isPerson)
  const { data: teams } = useSetUpList<Team>('/teams', isTeam)
  const person = isPerson && people?.find(one => one.id === changed.person)
  if (person && people)
    return <PersonSheet key={person.id} person={person} people={people} onClose={onClose} />
  const team = isTeam && mayCall && teams?.find(one => one.id === changed.team)
  return team ? <OnCallSheet key={team.id} team={team} onClose={onClose} /> : null
}
