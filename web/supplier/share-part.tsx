// Which house outside has a supplier case in its share, as our own page says it; and to which it can be
// given. Not: what they see (shared-one-screen.tsx).
import { isSharing } from '#core/access/share.ts'
import type { TeamId } from '#core/kit/id.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { useDesk } from '../case/desk.ts'
import { Fact } from '../kit/facts.tsx'
import { useSay } from '../words.ts'

const houseOf = (facts: DeskFacts, team: TeamId): string | undefined => facts.teams[team]?.partner?.house

/** The teams of other houses that take cases at present, each with its house. */
export const sharingHouses = (facts: DeskFacts): readonly { readonly id: TeamId; readonly name: string }[] =>
  Object.values(facts.teams)
    .filter(one => one.partner && isSharing(one.id, facts))
    .map(({ id, name, partner }) => ({ id, name: `${partner?.house} · ${name}` }))

/** What the house of a team is called. */
export function useHouse(): (team: TeamId) => string {
  const { facts, teamName } = useDesk()
  return team => houseOf(facts, team) ?? teamName(team)
}

/** The house that answers here, and whether it still sees it. */
export function SharedWith({ partner }: { partner: TeamId }) {
  const say = useSay()
  const { facts } = useDesk()
  const house = useHouse()
  return (
    <Fact
      label={say('supplier.share_with')}
      small={!isSharing(partner, facts) && <span className="late">{say('supplier.share_over')}</span>}
    >
      {house(partner)}
    </Fact>
  )
}
