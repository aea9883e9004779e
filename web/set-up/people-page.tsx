// People: who is here, at which level and team, invited ones, and the sheet in which one of them is changed.
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { LevelSlots } from '../kit/level.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { nowMs } from '../kit/now.ts'
import { wallTime } from '../kit/times.ts'
import { toast } from '../kit/toast.ts'
import { useSay, useWords } from '../words.ts'
import { InviteSheet } from './invite-sheet.tsx'
import { SetUpPage, useDay, useMe } from './parts.tsx'
import { PersonSheet } from './person-sheet.tsx'
import s from './set-up.module.css'
import { type Invitation, type Person, useChange, useSetUpList } from './set-up-api.ts'

export default function PeoplePage() {
  const say = useSay()
  const me = useMe()
  const query = useSetUpList<Person>('/agents')
  const [changed, setChanged] = useState<Person | null>(null)
  const [isInviting, setInviting] = useState(false)
  const mayInvite = maySetUp(me, 'invitations', 'change')
  const invite = mayInvite && (
    <Button kind="main" onClick={() => setInviting(true)}>
      {say('set_up.invite')}
    </Button>
  )
  return (
    <SetUpPage
      title={say('set_up.people')}
      note={query.data && say('set_up.people_note', { n: query.data.filter(one => one.active).length })}
      acts={query.data?.length !== 1 && invite}
    >
      {!maySetUp(me, 'people', 'change') && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={6}>
        {people => (
          <>
            <PeopleTable people={people} onChange={setChanged} />
            {people.length === 1 && <Empty why={say('set_up.nobody_but_you')}>{invite}</Empty>}
            <Invited />
            {changed && (
              <PersonSheet
                key={changed.id}
                person={people.find(one => one.id === changed.id) ?? changed}
                people={people}
                onClose={() => setChanged(null)}
              />
            )}
          </>
        )}
      </ScreenState>
      {isInviting && <InviteSheet onClose={() => setInviting(false)} />}
    </SetUpPage>
  )
}

function PeopleTable({
  people,
  onChange,
}: {
  people: readonly Person[]
  onChange: (person: Person) => void
}) {
  const say = useSay()
  const me = useMe()
  const { desk } = useSession()
  const teamName = (id: string) => desk.teams.find(one => one.id === id)?.name ?? id
  const standing = useStanding()
  return (
    <Table
      caption={say('set_up.people')}
      rows={people}
      keyOf={one => one.id}
      columns={[
        {
          key: 'name',
          head: say('set_up.person'),
          cell: one => (
            <>
              <span className={one.active ? undefined : 'faint'}>{one.name}</span>
              {one.email && <span className={`${s.does} faint`}>{one.email}</span>}
            </>
          ),
        },
        {
          key: 'roles',
          head: say('set_up.roles'),
          cell: one => one.roles.map(role => say(`set_up.role_${role}`)).join(', '),
        },
        {
          key: 'levels',
          head: say('set_up.level'),
          cell: one => (
            <span className="row">
              {one.levels.map(level => (
                <LevelSlots key={level} level={level} />
              ))}
            </span>
          ),
        },
        {
          key: 'teams',
          head: say('set_up.teams'),
          cell: one => <span className="soft">{one.teams.map(teamName).join(', ')}</span>,
        },
        { key: 'now', head: say('set_up.now'), cell: one => <span className="soft">{standing(one)}</span> },
        {
          key: 'change',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one =>
            (maySetUp(me, 'absences', 'change') || one.id === me.id) && (
              <Button
                kind="quiet"
                onClick={() => onChange(one)}
                aria-label={say('set_up.change_one', { name: one.name })}
              >
                {say('set_up.change')}
              </Button>
            ),
        },
      ]}
    />
  )
}

/** What one of the people has to do, and whether he is there. */
function useStanding(): (one: Person) => string {
  const say = useSay()
  const day = useDay()
  const words = useWords()
  const { desk } = useSession()
  return one => {
    if (!one.active) return say('set_up.off')
    if (one.absence) return say('set_up.absent_until', { day: day(one.absence.until) })
    const has = say('set_up.has', { n: one.works })
    const { off } = desk.agents.find(each => each.id === one.id) ?? {}
    return off ? `${has}, ${say('set_up.off_until', { at: wallTime(off.until, nowMs(), words) })}` : has
  }
}

/** Those who were invited and have not come yet. */
function Invited() {
  const say = useSay()
  const day = useDay()
  const me = useMe()
  const { data: invited = [] } = useSetUpList<Invitation>('/invitations', maySetUp(me, 'invitations', 'read'))
  const back = useChange(() => toast({ text: say('set_up.removed') }))
  if (invited.length === 0) return null
  return (
    <section aria-labelledby="invited">
      <h2 className={s.part} id="invited">
        {say('set_up.invited')}
      </h2>
      <Table
        caption={say('set_up.invited')}
        rows={invited}
        keyOf={one => one.id}
        columns={[
          { key: 'email', head: say('sign_in.email'), cell: one => one.email },
          {
            key: 'roles',
            head: say('set_up.roles'),
            cell: one => one.roles.map(role => say(`set_up.role_${role}`)).join(', '),
          },
          {
            key: 'until',
            head: say('set_up.works_until'),
            cell: one => <span className="soft">{day(one.expiresAt)}</span>,
          },
          {
            key: 'back',
            head: <span className="sr">{say('set_up.take_back')}</span>,
            end: true,
            cell: one =>
              maySetUp(me, 'invitations', 'change') && (
                <Button
                  kind="quiet"
                  aria-label={say('set_up.take_back_one', { email: one.email })}
                  onClick={() => back.mutate({ path: `/invitations/${one.id}`, method: 'DELETE' })}
                >
                  {say('set_up.take_back')}
                </Button>
              ),
          },
        ]}
      />
    </section>
  )
}
