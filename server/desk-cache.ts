// The desk's settings in memory, so that no decision waits for them; read again each second and after every
// change here.
import type { AgentId } from '#core/kit/id.ts'
import { type Instant, secondMs } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { servicePerson } from '#server/service-person.ts'
import type { Address } from '#store/desk/catalogue.ts'
import type { Desk } from '#store/desk/desk.ts'
import type { DeskSettings } from '#store/desk/team.ts'

export type DeskCache = {
  facts(): DeskFacts
  settings(): DeskSettings
  /** where mail comes in; none set: every recipient is taken */
  addresses(): readonly Address[]
  /** reads everything again now */
  refresh(): Promise<void>
  close(): void
}

/** Opens the cache with a first reading. A reading that fails keeps what was known; the log tells. */
export async function deskCache(
  desk: Desk,
  now: () => Instant,
  log: (line: string) => void,
): Promise<DeskCache> {
  let known = await read(desk, now())
  let running: Promise<void> | null = null
  const refresh = () => {
    running ??= read(desk, now())
      .then(next => {
        known = next
      })
      .finally(() => {
        running = null
      })
    return running
  }
  const timer = setInterval(
    () => void refresh().catch(error => log(`settings could not be read: ${error}`)),
    secondMs,
  )
  timer.unref()
  return {
    facts: () => known.facts,
    settings: () => known.settings,
    addresses: () => known.addresses,
    // What was being read may be older than the change: only a reading begun after it counts.
    refresh: async () => {
      await running?.catch(() => {})
      await refresh()
    },
    close: () => clearInterval(timer),
  }
}

type Known = {
  readonly facts: DeskFacts
  readonly settings: DeskSettings
  readonly addresses: readonly Address[]
}

async function read(desk: Desk, at: Instant): Promise<Known> {
  const [facts, tokens, { setting }, addresses] = await Promise.all([
    desk.facts(at),
    desk.tokens.all(),
    desk.settings.desk(),
    desk.addresses.all(),
  ])
  const services = tokens.map(servicePerson).map(person => [person.id, person] as const)
  const agents = { ...facts.agents, ...Object.fromEntries(services) } as Record<AgentId, AgentFacts>
  return { facts: { ...facts, agents }, settings: setting, addresses }
}
