// What stands beside cases and was chased by somebody who left, or works with it no more: a problem is
// nobody's again, for its team to take; a supplier case and a change request go to a lead of our house, for
// somebody has to answer for them. Not: his cases (placing.ts), nor how one of them goes (core/matter).
import { worksWithSuppliers } from '#core/supplier/decide.ts'
import { openSupplierStandings } from '#core/supplier/state.ts'
import { openStandings } from '#core/problem/state.ts'
import { openChanges } from '#core/change/state.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { MatterCommand, MatterKind } from '#core/matter/matter.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { handleMatter, matterWorld } from '#server/matters.ts'
import type { Shell } from '#server/shell.ts'
import type { MatterRow } from '#store/desk/matter.ts'

type ChasedKind = Extract<MatterKind, 'problem' | 'supplier_case' | 'change'>
type Placer = Pick<Shell, 'now' | 'newId' | 'facts'> & {
  readonly desk: Pick<Shell['desk'], 'matters'>
}

/**
 * In which somebody of ours still has something to do; a solved supplier case is still to be closed. Policies
 * and questions whether one may tell are any lead's: nobody chases them alone.
 */
const chased: Readonly<Record<ChasedKind, readonly string[]>> = {
  problem: openStandings,
  supplier_case: [...openSupplierStandings, 'solved'],
  change: openChanges,
}
const kinds = Object.keys(chased) as ChasedKind[]
const pageSize = 100

/** Whether somebody chases anything beside cases. */
export async function chasesAny({ desk }: Pick<Placer, 'desk'>, agent: AgentId): Promise<boolean> {
  for (const kind of kinds) if ((await rowsOf(desk.matters, agent, kind, 1)).length > 0) return true
  return false
}

/** Gives away what somebody chases; answers how many. Where nobody could have it, it stays as it is. */
export async function placeMatters(shell: Placer, agent: AgentId): Promise<number> {
  const by = { kind: 'system', part: 'desk' } as const
  let placed = 0
  for (const kind of kinds)
    for (;;) {
      const rows = await rowsOf(shell.desk.matters, agent, kind, pageSize)
      let done = 0
      for (const row of rows) {
        const command = leaving(shell.facts(), agent, row)
        if (!command) continue
        const deed = { id: row.id, by, commands: [command], texts: [] }
        if ((await handleMatter(matterWorld(shell), deed)).outcome === 'done') done += 1
      }
      placed += done
      // What is given away is not found again; what nobody could have would be, for ever.
      if (done === 0 || rows.length < pageSize) break
    }
  return placed
}

const rowsOf = (matters: Placer['desk']['matters'], owner: AgentId, kind: ChasedKind, limit: number) =>
  matters.list({ kind, owner, standing: chased[kind], sort: 'newest', limit })

function leaving(desk: DeskFacts, agent: AgentId, { kind, team }: MatterRow): MatterCommand | null {
  if (kind === 'problem') return { type: 'problem.leave', agent } as MatterCommand
  const to = leadFor(desk, agent, team)
  if (!to) return null
  const type = kind === 'change' ? 'change.leave' : 'supplier.leave'
  return { type, agent, to } as MatterCommand
}

/** A lead of the team, else one of a team of the leaver, else any of our house; who is there first. */
export function leadFor(
  { agents, ...desk }: DeskFacts,
  leaver: AgentId,
  team: TeamId | null,
): AgentId | null {
  const teams = team ? [team] : (agents[leaver]?.teams ?? [])
  const rank = (one: AgentFacts) =>
    (one.teams.some(its => teams.includes(its)) ? 0 : 2) + (one.absent ? 1 : 0)
  const leads = Object.values(agents).filter(
    one => one.id !== leaver && one.roles.includes('lead') && worksWithSuppliers(one, { agents, ...desk }),
  )
  return leads.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))[0]?.id ?? null
}
