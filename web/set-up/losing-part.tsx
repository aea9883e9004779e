// What of a person's open cases would go where by the roles, levels and teams as they stand in the form, and
// who becomes the contact. Not: the form (person-sheet.tsx).
import { useQuery } from '@tanstack/react-query'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Role } from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { post } from '../api/client.ts'
import { useDesk } from '../case/desk.ts'
import { SelectField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import { Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type Person, setUpKey } from './set-up-api.ts'

type Losing = {
  readonly queues: readonly { readonly team: TeamId; readonly cases: number }[]
  readonly contacts: readonly { readonly agent: AgentId; readonly cases: number }[]
}
type Props = {
  person: Person
  people: readonly Person[]
  change: {
    readonly roles: readonly Role[]
    readonly levels: readonly HouseLevel[]
    readonly teams: readonly TeamId[]
  }
  to: AgentId | ''
  onTo: (agent: AgentId | '') => void
}

/** Nothing where nothing goes. */
export function LosingPart({ person, people, change, to, onTo }: Props) {
  const say = useSay()
  const desk = useDesk()
  const { id, works, keeps, version } = person
  const body = { ...change, ...(to && { contactTo: to }) }
  const isLess = <T,>(one: readonly T[], other: readonly T[]) => one.some(each => !other.includes(each))
  const isChanged =
    isLess(person.levels, change.levels) ||
    isLess(person.teams, change.teams) ||
    isLess(change.teams, person.teams) ||
    isLess(person.roles, change.roles)
  const query = useQuery({
    queryKey: [...setUpKey, 'losing', id, version, body],
    queryFn: () => post<Losing>(`/agents/${id}/preview`, body),
    enabled: isChanged && works + keeps > 0,
    placeholderData: before => before,
  })
  if (query.error) return <Wrong thrown={query.error} />
  const { queues = [], contacts = [] } = (isChanged && query.data) || {}
  if (queues.length + contacts.length === 0) return null
  const others = people.filter(one => one.active && one.id !== id)
  return (
    <section className={s.danger} aria-label={say('set_up.losing')} aria-live="polite">
      <h3>{say('set_up.losing')}</h3>
      <ul>
        {queues.map(({ team, cases }) => (
          <li key={team}>{say('set_up.losing_queue', { n: cases, team: desk.teamName(team) })}</li>
        ))}
        {contacts.map(({ agent, cases }) => (
          <li key={agent}>{say('set_up.losing_contact', { n: cases, agent: desk.nameOf(agent) ?? '' })}</li>
        ))}
      </ul>
      {contacts.length > 0 && (
        <SelectField
          label={say('set_up.losing_to')}
          value={to}
          options={[
            { value: '', text: say('set_up.losing_leads') },
            ...others.map(one => ({ value: one.id as string, text: one.name })),
          ]}
          onChange={event => onTo(event.currentTarget.value as AgentId)}
        />
      )}
    </section>
  )
}
