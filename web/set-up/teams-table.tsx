// The teams of a level: who sits in them, who is on call, how much they have open. Not: what one may do
// (team-sheet.tsx).
import { maySetUp } from '#core/access/set-up.ts'
import type { TeamId } from '#core/kit/id.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Table } from '../kit/table.tsx'
import { useOfNow } from '../kit/use-now.ts'
import { useSay } from '../words.ts'
import { useMe } from './parts.tsx'
import s from './set-up.module.css'
import type { Team } from './set-up-api.ts'

type Props = {
  level: HouseLevel
  teams: readonly Team[]
  onChange: (team: TeamId) => void
  onCall: (team: TeamId) => void
}

/** What one sees of each, and the ways to change it. */
export function Teams({ level, teams, onChange, onCall }: Props) {
  const say = useSay()
  return (
    <Table
      caption={say('set_up.team_at', { n: level })}
      rows={teams.filter(one => one.level === level)}
      keyOf={one => one.id}
      columns={[
        {
          key: 'name',
          head: say('set_up.team_at', { n: level }),
          cell: one => (
            <>
              <b>{one.name}</b>
              {!one.active && <span className={`${s.does} faint`}>{say('set_up.team_rest')}</span>}
            </>
          ),
        },
        {
          key: 'people',
          head: say('set_up.team_members'),
          cell: one => <Members team={one} />,
        },
        {
          key: 'own',
          head: say('set_up.title'),
          cell: one => (
            <span className="soft">{say('set_up.team_own', { n: Object.keys(one.setting).length })}</span>
          ),
        },
        {
          key: 'on_call',
          head: say('set_up.on_call_now'),
          cell: one => <OnCallNow team={one} onChange={onCall} />,
        },
        {
          key: 'open',
          head: say('set_up.team_open'),
          end: true,
          cell: one => <span className="num">{one.open}</span>,
        },
        {
          key: 'change',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one => <Change team={one} onChange={onChange} />,
        },
      ]}
    />
  )
}

function Members({ team }: { team: Team }) {
  const say = useSay()
  const { desk } = useSession()
  const names = team.members.map(id => desk.agents.find(one => one.id === id)?.name ?? '').filter(Boolean)
  return <span className="soft">{names.join(', ') || say('set_up.team_nobody')}</span>
}

function Change({ team, onChange }: { team: Team; onChange: (team: TeamId) => void }) {
  const say = useSay()
  if (!maySetUp(useMe(), 'teams', 'change')) return null
  return (
    <Button
      kind="quiet"
      aria-label={say('set_up.change_one', { name: team.name })}
      onClick={() => onChange(team.id)}
    >
      {say('set_up.change')}
    </Button>
  )
}

/** Who stands in for a team just now, and the way to change it. */
function OnCallNow({ team, onChange }: { team: Team; onChange: (team: TeamId) => void }) {
  const say = useSay()
  const me = useMe()
  const { desk } = useSession()
  const text = useOfNow(now => {
    const agent = team.onCall && now < team.onCall.until ? team.onCall.agent : null
    return desk.agents.find(one => one.id === agent)?.name ?? say('set_up.on_call_nobody')
  })
  if (!maySetUp(me, 'on_call', 'change')) return <span className="soft">{text}</span>
  return (
    <Button
      kind="quiet"
      aria-label={say('set_up.on_call_of', { team: team.name, who: text })}
      onClick={() => onChange(team.id)}
    >
      {text}
    </Button>
  )
}
