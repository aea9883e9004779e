// What is agreed with another house, as the set-up page of a team sends it. Not: teams themselves
// (set-up-teams.ts), nor what follows when a share ends (shares.ts).
import { z } from 'zod'
import { isOurs } from '#core/case/deed/accountable.ts'
import type { Partnership } from '#core/people/desk-facts.ts'
import { Problem } from '#server/http/problems.ts'
import { idSchema, instantSchema, line, nullable } from '#server/http/schema.ts'
import type { Shell } from '#server/shell.ts'
import type { Team } from '#store/desk/team.ts'

/** A year: whoever is to read on for longer is to be asked again. */
const readDaysMax = 365

const fields = {
  house: line.meta({ description: 'What the other house is called.' }),
  namesPeople: z.boolean().meta({ description: 'Its people read ours by name; else by what they do.' }),
  readDays: z.int().min(0).max(readDaysMax).meta({ description: 'So long it reads what it gave on.' }),
}
export const partnerWish = z.strictObject({
  ...fields,
  accountable: idSchema('agt').meta({ description: 'Who of ours answers where nobody else does.' }),
  endsAt: nullable(instantSchema).meta({ description: 'From then on nothing is shared any more.' }),
})
export const partnerOut = nullable(
  z.object({ ...fields, accountable: z.string(), endsAt: nullable(z.int()) }),
).meta({ description: 'The house it belongs to, and what was agreed; null: ours.' })

/** Refuses what would leave its cases with nobody of ours, or its people with everything of ours. */
export function fitPartner(
  { facts }: Shell,
  before: Team,
  wish: Partnership | null | undefined,
): { partner?: Partnership | null } {
  if (wish === undefined) return {}
  const desk = facts()
  if (wish !== null && !isOurs(desk.agents[wish.accountable], desk)) throw new Problem('accountable.not_ours')
  // A house is parted with by a date: without the agreement its people would be people of ours.
  const sits = Object.values(desk.agents).some(one => one.active && one.teams.includes(before.id))
  if (wish === null && before.partner && sits) throw new Problem('set_up.in_use')
  return { partner: wish }
}
