// Nodes of a simulated centre as programs reach them: the real HTTP app, each over a connection of its own to
// one memory store, whose commits can be struck. Not: what is asked of them (http-keys.test.ts).
import type { FastifyInstance } from 'fastify'
import type { CustomerId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import { judgedDeed } from '#server/entitlement.ts'
import { folds } from '#server/folds.ts'
import { caseRules, handle } from '#server/handle.ts'
import { httpApp } from '#server/http/app.ts'
import { newId } from '#server/new-id.ts'
import { sealer } from '#server/sealer.ts'
import { servicePerson } from '#server/service-person.ts'
import type { Shell } from '#server/shell.ts'
import type { Chance } from '#sim/chance.ts'
import { nobodysAgreements } from '#sim/node-shell.ts'
import { mailDomain, type World } from '#sim/world.ts'
import type { ApiToken } from '#store/desk/access.ts'
import { memoryMailDesk } from '#store/memory-desk.ts'
import { memoryStore } from '#store/memory.ts'
import { OutcomeUnknown } from '#store/outcome-unknown.ts'
import type { Append, Store } from '#store/store.ts'

export type HttpNodes = {
  readonly nodes: readonly FastifyInstance[]
  readonly customers: readonly CustomerId[]
  /** the header by which a program says who it is */
  readonly authorization: string
  /** what was appended under each key */
  readonly kept: ReadonlyMap<string, readonly Append[]>
  /** nobody hears whether the next commits hold: they do, or do not */
  strike: 'kept' | 'lost' | null
  pass(ms: number): void
  close(): Promise<void>
}

const startAt = instant(Date.UTC(2026, 2, 2, 9))
const token: ApiToken = {
  id: 'tok_program',
  name: 'Program',
  roles: ['admin'],
  createdAt: startAt,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
}

/** So many nodes over one store; whoever asks it waits for as long as is drawn. */
export async function httpNodes(world: World, draw: Chance, count: number): Promise<HttpNodes> {
  let now = startAt
  const kept = new Map<string, Append[]>()
  const desk = memoryMailDesk()
  for (const { id, name, email, language } of world.customers)
    await desk.customers.add({ id, name, email, language, createdAt: startAt })
  const own = { kept, strike: null as HttpNodes['strike'] }
  const store = struck(telling(memoryStore({ now: () => now }), kept), draw, () => own.strike)
  const nodes = await Promise.all(
    Array.from({ length: count }, () =>
      httpApp(shellOf({ world, store, desk, now: () => now }), { log: () => {} }),
    ),
  )
  return Object.assign(own, {
    nodes,
    customers: world.customers.map(one => one.id),
    authorization: `Bearer tl_${'s'.repeat(40)}`,
    pass(ms: number) {
      now = instant(now + ms)
    },
    async close() {
      await Promise.all(nodes.map(node => node.close()))
    },
  })
}

function telling(store: Store, kept: Map<string, Append[]>): Store {
  return {
    ...store,
    async append(append) {
      const appended = await store.append(append)
      const key = append.answered?.key
      if (appended.outcome === 'appended' && key) kept.set(key, [...(kept.get(key) ?? []), append])
      return appended
    },
  }
}

function struck(store: Store, draw: Chance, strike: () => HttpNodes['strike']): Store {
  const later = async <T>(call: () => Promise<T>): Promise<T> => {
    for (let turns = draw.between(0, 3); turns > 0; turns--) await new Promise(done => setImmediate(done))
    return call()
  }
  return {
    ...store,
    read: which => later(() => store.read(which)),
    card: which => later(() => store.card(which)),
    answered: (actor, key) => later(() => store.answered(actor, key)),
    async append(append) {
      const how = strike()
      if (how !== 'lost') await later(async () => {})
      if (how === null) return store.append(append)
      if (how === 'kept') await store.append(append)
      throw new OutcomeUnknown()
    },
  }
}

type Ground = { world: World; store: Store; desk: ReturnType<typeof memoryMailDesk>; now: () => Instant }

/** A node's shell, as far as deeds of programs reach into it. */
function shellOf({ world, store, desk, now }: Ground): Shell {
  const person = { ...servicePerson(token), teams: Object.values(world.facts.teams).map(one => one!.id) }
  const facts = () => ({ ...world.facts, agents: { ...world.facts.agents, [person.id]: person } })
  const deeds = { store, now, newId, facts, folds: folds() }
  const nowhere = new URL(`http://${mailDomain}`)
  const shell: Partial<Shell> = {
    config: {
      host: '127.0.0.1',
      port: 0,
      smtpPort: 0,
      dataDir: '/nonexistent',
      publicUrl: nowhere,
      contentUrl: null,
      mailDomain,
      smtpUrl: null,
      webDir: '/nonexistent',
      demo: false,
      version: '0.0.0',
      secret: new Uint8Array(32),
    },
    store,
    desk: { ...desk, agreements: {}, tokens: { find: async () => token } } as unknown as Shell['desk'],
    facts,
    settings: () =>
      ({ name: 'Desk', defaultLanguage: 'en', timeZone: 'UTC' }) as ReturnType<Shell['settings']>,
    now,
    newId,
    sealer: () => sealer(newId),
    handle: deed =>
      judgedDeed({ agreements: nobodysAgreements, facts, now }, deed, judged => handle(deeds, judged)),
    folded: ledger => deeds.folds.of(ledger, caseRules.evolve),
  }
  return shell as Shell
}
