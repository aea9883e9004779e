// A portal for tests: the real routes and the real way to a case over the memory store, with a small desk
// around them.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastifyCookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { openFileRoom } from '#channels/files/file-room.ts'
import { type Command, fold } from '#core/case/case.ts'
import { unopened } from '#core/case/state.ts'
import type { AgentId, CaseId, CustomerId, TeamId, WalkId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import type { WalkTold } from '#core/measure/walk-told.ts'
import { type AgentFacts, type DeskFacts, defaultDesk, type Role } from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { confirmation } from '#server/confirmation.ts'
import { fileDesk } from '#server/file-desk.ts'
import { handle } from '#server/handle.ts'
import { addHeaders } from '#server/http/headers.ts'
import portalRoutes from '#server/http/portal-routes.ts'
import { newId } from '#server/new-id.ts'
import { type Sealer, sealer } from '#server/sealer.ts'
import type { Letter, Shell } from '#server/shell.ts'
import type { Product } from '#store/desk/catalogue.ts'
import type { Customer, NewCustomer } from '#store/desk/customer.ts'
import type { Door } from '#store/desk/customer-door.ts'
import type { DeskSettings } from '#store/desk/team.ts'
import { memoryInspections } from '#store/memory-inspections.ts'
import { memoryOutages } from '#store/memory-outages.ts'
import { memoryScriptPictures } from '#store/memory-script-pictures.ts'
import { memoryEscalations } from '#store/memory-escalations.ts'
import { memoryScripts } from '#store/memory-scripts.ts'
import { memoryStore } from '#store/memory.ts'

export type TestPortal = {
  readonly shell: Shell
  readonly app: FastifyInstance
  readonly letters: Letter[]
  readonly automatic: string[]
  readonly customers: Map<CustomerId, Customer>
  /** what walks told that became no case */
  readonly solved: ReadonlyMap<WalkId, readonly WalkTold[]>
  /** resolves with the next letter */
  nextLetter(): Promise<Letter>
  /** sets the clock */
  at(now: Instant): void
  agent(name: string, level: HouseLevel, ...roles: Role[]): AgentId
  set(settings: Partial<DeskSettings>): void
  product(name: string): string
  customer(name: string, more?: Partial<Customer>): Promise<Customer>
  /** a deed of an agent, or of the clock */
  deed(
    caseId: CaseId,
    by: AgentId | 'clock' | 'relay',
    wish: (seal: Sealer) => Command | readonly Command[],
  ): Promise<void>
  caseOf(number: number): Promise<CaseId>
  close(): Promise<void>
}

/** Thursday 26 November 2026, 14:18 in Stockholm. */
export const thursday = instant(Date.UTC(2026, 10, 26, 13, 18))
const team = 'tea_first' as TeamId
const teams: DeskFacts['teams'] = {
  [team]: { id: team, name: 'First line', level: 1, setting: {}, active: true },
  ['tea_second' as TeamId]: {
    id: 'tea_second' as TeamId,
    name: 'Lines',
    level: 2,
    setting: {},
    active: true,
  },
}

function testFiles(store: Shell['store'], now: () => Instant) {
  const room = openFileRoom()
  return { room, files: fileDesk({ store, inspections: memoryInspections(), room, scanner: null, now }) }
}

/** A portal on the memory store. */
export async function testPortal(): Promise<TestPortal> {
  let now: Instant = thursday
  const dataDir = await mkdtemp(join(tmpdir(), 'tierline-portal-'))
  const store = memoryStore({ now: () => now })
  const agents: Record<AgentId, AgentFacts> = {}
  let settings: DeskSettings = { name: 'Sundnät', timeZone: 'Europe/Stockholm', defaultTeam: team }
  const facts = (): DeskFacts => ({ ...defaultDesk, teams, agents })
  const world = { store, now: () => now, newId, facts }
  const letters: Letter[] = []
  const waiting: ((letter: Letter) => void)[] = []
  const [tables, { room, files }] = [testTables(), testFiles(store, () => now)]
  const shell = {
    config: { dataDir, publicUrl: new URL('http://127.0.0.1'), secret: randomBytes(32) },
    store,
    desk: tables.desk,
    facts,
    settings: () => settings,
    addresses: () => [{ address: 'help@sundnat.example', isDefault: true }],
    changed: async () => {},
    now: () => now,
    files,
    newId,
    folded: (ledger: Parameters<Shell['folded']>[0]) => fold(ledger.events, unopened),
    sealer: () => sealer(newId),
    handle: (deed: Parameters<Shell['handle']>[0]) => handle(world, deed),
    confirmation: (of: Parameters<Shell['confirmation']>[0]) => confirmation(shell, of),
    sendLetter: async (letter: Letter) => {
      letters.push(letter)
      for (const hear of waiting.splice(0)) hear(letter)
    },
  } as unknown as Shell
  const app = Fastify()
  addHeaders(app, shell.config.publicUrl)
  await app.register(fastifyCookie)
  await app.register(portalRoutes, { shell })
  return {
    shell,
    app,
    letters,
    automatic: tables.automatic,
    customers: tables.customers,
    solved: tables.solved,
    nextLetter: () => new Promise(resolve => waiting.push(resolve)),
    at: next => {
      now = next
    },
    agent(name, level, ...roles) {
      const id = newId('agt')
      const own = level === 1 ? team : ('tea_second' as TeamId)
      const seat = { levels: [level], teams: [own], active: true, absent: false }
      agents[id] = { id, name, roles: ['agent', ...roles], ...seat }
      return id
    },
    set: more => {
      settings = { ...settings, ...more }
    },
    product: tables.product,
    customer: (name, more) =>
      tables.desk.customers.byEmailOrNew(more?.email ?? `${newId('cus')}@example.org`, {
        id: newId('cus'),
        name,
        createdAt: now,
        ...more,
      }),
    deed: deedOf(shell),
    caseOf: async number => (await store.card(number))!.id,
    async close() {
      await Promise.all([app.close(), room.close()])
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Does what an agent, the clock or the relay wishes; a refusal is a fault of the test. */
const deedOf =
  (shell: Shell): TestPortal['deed'] =>
  async (caseId, by, wish) => {
    const seal = sealer(newId)
    const wished = wish(seal)
    const isPart = by === 'clock' || by === 'relay'
    const actor = isPart ? { kind: 'system' as const, part: by } : { kind: 'agent' as const, id: by }
    const commands = Array.isArray(wished) ? wished : [wished as Command]
    const handled = await shell.handle({ caseId, by: actor, commands, texts: seal.texts })
    if (handled.outcome !== 'done') throw new Error(`refused: ${JSON.stringify(handled)}`)
  }

/** The few tables of the desk the portal asks. */
function testTables() {
  const customers = new Map<CustomerId, Customer>()
  const doors = new Map<string, Door & { expiresAt: Instant }>()
  const products: Product[] = []
  const automatic: string[] = []
  const solved = new Map<WalkId, readonly WalkTold[]>()
  const byEmail = async (email: string) =>
    [...customers.values()].find(one => one.email?.toLowerCase() === email.toLowerCase()) ?? null
  const add = async (fresh: NewCustomer): Promise<Customer> => {
    const blank = {
      email: null,
      phones: [],
      organisation: null,
      language: 'en',
      timeZone: null,
      verified: false,
      notes: '',
      skill: null,
      skillBy: null,
      skillAt: null,
      erasedAt: null,
      version: 1,
    }
    const one = { ...blank, ...fresh } as Customer
    customers.set(one.id, one)
    return one
  }
  const desk = {
    scripts: memoryScripts(),
    escalations: memoryEscalations(),
    agents: { one: async () => null },
    walkFigures: {
      tellAlone: async (walk: WalkId, told: readonly WalkTold[]) => void solved.set(walk, told),
    },
    customers: {
      add,
      byEmail,
      one: async (id: CustomerId) => customers.get(id) ?? null,
      change: async (id: CustomerId, version: number, changes: Partial<Customer>) => {
        const before = customers.get(id)
        if (!before) return 'not_there'
        if (before.version !== version) return 'stale'
        customers.set(id, { ...before, ...changes, version: version + 1 })
        return customers.get(id)
      },
      byEmailOrNew: async (email: string, fresh: NewCustomer) =>
        (await byEmail(email)) ?? add({ ...fresh, email }),
    },
    outages: memoryOutages(),
    scriptPictures: memoryScriptPictures(),
    sameBefore: async () => null,
    organisations: { byDomain: async () => null, one: async () => null },
    products: { all: async () => products },
    followLinks: {
      add: async ({ secret, ...door }: Door & { secret: string; at: Instant; expiresAt: Instant }) =>
        void doors.set(secret, door),
      find: async (secret: string, at: Instant) => {
        const door = doors.get(secret)
        return door && door.expiresAt > at ? { caseId: door.caseId, customer: door.customer } : null
      },
    },
    automaticMails: {
      take: async ({ address, kind }: { address: string; kind: string }) => {
        const key = `${kind} ${address}`
        if (kind === 'confirmation' && automatic.includes(key)) return 'confirmed_today'
        automatic.push(key)
        return 'yes'
      },
    },
  } as unknown as Shell['desk']
  const product = (name: string): string => {
    const id = newId('pro')
    products.push({ id, name, line: '', active: true, owner: null, version: 1 })
    return id
  }
  return { desk, customers, automatic, product, solved }
}
