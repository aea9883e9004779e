// People and cases a measurement works with: agents who are signed in, and cases that wait with a team. Not:
// what
// is measured.
import type { Command } from '#core/case/case.ts'
import type { AgentId, CaseId, TeamId } from '#core/kit/id.ts'
import { type Instant, instant, minuteMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Role } from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { newId } from '#server/new-id.ts'
import { sealer } from '#server/sealer.ts'
import { finishedCase, newPlay, playOn } from '#sim/seed-play.ts'
import { bulkLoad } from '#store/bulk.ts'
import type { Desk } from '#store/desk/desk.ts'
import { newSecret } from '#store/desk/secret.ts'

/** The settings of a node are at most so old. */
export const settingsMs = 1_500

/** Somebody of ours with the header lines that say who asks. */
export type Signed = { readonly id: AgentId; readonly who: string }
type Staff = {
  readonly team: TeamId
  readonly level: HouseLevel
  readonly count: number
  readonly name: string
  readonly roles?: readonly Role[]
}

/** So many agents of a team, each with a session. */
export function signedIn(
  desk: Desk,
  { team, level, count, name, roles = ['agent'] }: Staff,
): Promise<Signed[]> {
  const at = instant(Date.now())
  return Promise.all(
    Array.from({ length: count }, async (_, i): Promise<Signed> => {
      const [id, secret] = [newId('agt'), newSecret()]
      const email = `${name.toLowerCase()}-${id}@bench.example`
      const person = { id, name: `${name} ${i}`, email, levels: [level], teams: [team], createdAt: at }
      await desk.agents.add({ ...person, roles: [...roles] })
      const expiresAt = instant(at + 600 * minuteMs)
      await desk.sessions.add({ secret, id: newId('ses'), agent: id, at, expiresAt, browser: 'bench' })
      return { id, who: `cookie: tierline=${secret}\r\nx-tierline: 1\r\n` }
    }),
  )
}

/** Cases of equal weight that wait with a team, the oldest first. */
export async function waitingCases(
  url: string,
  desk: Desk,
  { team, count }: { team: TeamId; count: number },
): Promise<CaseId[]> {
  const facts = await desk.facts(instant(Date.now()))
  const bulk = bulkLoad({ url })
  const customer = { id: newId('cus'), name: 'Bench', email: `waiting-${newId('evt')}@bench.example` }
  await desk.customers.add({ ...customer, createdAt: instant(Date.now()) })
  const by: Actor = { kind: 'customer', id: customer.id }
  const firstAt = Date.now() - count - minuteMs
  const ids: CaseId[] = []
  for (let i = 0; i < count; i++) {
    const seal = sealer(newId)
    const openedAt: Instant = instant(firstAt + i)
    const play = newPlay(openedAt)
    const subject = seal.text(`Waits ${i}`)
    const command: Command = {
      type: 'case.open',
      channel: 'api',
      verified: true,
      customer: customer.id,
      language: 'en',
      team,
      severity: 3,
      subject,
    }
    if (!playOn({ facts, newId }, play, { by, at: openedAt, command })) throw new Error('not opened')
    const finished = finishedCase({ facts, newId }, play, seal.texts, customer.name)
    ids.push(finished.caseId)
    await bulk.add(finished)
  }
  await bulk.end()
  return ids
}
