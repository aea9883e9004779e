// A whole HTTP side for tests: real PostgreSQL, three teams, one person per role, signed in. Not: a server
// that listens.
import { fold } from '#core/case/case.ts'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { openReader } from '#channels/email/reader.ts'
import type { Scanner } from '#channels/files/clamd.ts'
import { type FileRoom, openFileRoom } from '#channels/files/file-room.ts'
import type { AgentId, CaseId, CustomerId, TeamId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { defaultDesk, type Role, type StuckSetting } from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'
import type { Config } from '#server/config.ts'
import { type DeskCache, deskCache } from '#server/desk-cache.ts'
import { judge, judgedDeed } from '#server/entitlement.ts'
import { supposed } from '#server/supposing.ts'
import { fileDesk } from '#server/file-desk.ts'
import { handle } from '#server/handle.ts'
import { httpApp } from '#server/http/app.ts'
import { passwordHash } from '#server/http/password.ts'
import { whereabouts } from '#server/live/whereabouts.ts'
import { newId } from '#server/new-id.ts'
import { sealer } from '#server/sealer.ts'
import { keysOf, newKeyLine, secretBox } from '#server/secret-box.ts'
import type { Letter, Shell } from '#server/shell.ts'
import { type Desk, deskOf } from '#store/desk/desk.ts'
import { newSecret } from '#store/desk/secret.ts'
import { type PostgresStore, postgresStore } from '#store/postgres/store.ts'
import { testDatabase } from '#store/testing.ts'

export const password = 'a long enough pass phrase'

export type Person = {
  readonly id: AgentId
  readonly email: string
  /** headers of a request by this person's browser */
  readonly headers: Readonly<Record<string, string>>
  readonly secret: string
}

export type TestDesk = {
  readonly shell: Shell
  readonly app: FastifyInstance
  readonly store: PostgresStore
  /** of its database, for a second node */
  readonly url: string
  readonly desk: Desk
  readonly teams: Readonly<Record<HouseLevel, TeamId>>
  readonly letters: Letter[]
  readonly faults: string[]
  /** every route there is */
  readonly routes: readonly string[]
  /** moves the clock on */
  pass(ms: number): void
  person(more?: {
    name?: string
    roles?: readonly Role[]
    levels?: readonly HouseLevel[]
    teams?: readonly TeamId[]
  }): Promise<Person>
  /** which signs of a stuck case are looked for, and what follows */
  setStuck(changes: Partial<StuckSetting>): Promise<void>
  token(roles: readonly Role[]): Promise<Person>
  customer(name?: string): Promise<CustomerId>
  /** opens a case by this person, by default taken by him */
  opened(by: Person, more?: Record<string, unknown>): Promise<{ id: CaseId; number: number; seq: number }>
  ask(
    by: Person | null,
    method: string,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
  close(): Promise<void>
}
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  // biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what the test is about
  readonly json: any
  readonly text: string
}

/** A desk with three teams on a database of its own. */
export async function testDesk(
  config: Partial<Config> = {},
  scanner: Scanner | null = null,
): Promise<TestDesk> {
  const database = await testDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'tierline-http-'))
  let aheadMs = 0
  const blobDir = join(dataDir, 'blob')
  const store = await postgresStore({ url: database.url, blobDir, aheadMs: () => aheadMs })
  const room = openFileRoom({ folders: [dataDir] })
  const desk = deskOf(store.pool)
  const teams = await threeTeams(desk)
  const now = () => instant(Date.now() + aheadMs)
  const cache = await deskCache(desk, now, () => {})
  const letters: Letter[] = []
  const shell = testShell({
    ...{ config: { ...testConfig(dataDir), ...config }, store, desk, cache, now, letters },
    ...{ room, scanner },
  })
  const [faults, routes] = [[] as string[], [] as string[]]
  const app = await httpApp(shell, {
    log: line => void faults.push(line),
    onRoute: ({ url }) => void routes.push(url),
  })
  await app.ready()
  const close = async () => {
    await app.close()
    cache.close()
    shell.reader.close()
    room.close()
    await store.close()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  }
  const pass = (ms: number) => {
    aheadMs += ms
  }
  return {
    ...makers({ shell, app, teams }),
    url: database.url,
    shell,
    app,
    store,
    desk,
    teams,
    letters,
    faults,
    routes,
    pass,
    close,
  }
}

async function threeTeams(desk: Desk): Promise<TestDesk['teams']> {
  const add = async (name: string, level: HouseLevel) =>
    (await desk.teams.add({ id: newId('tea'), name, level })).id
  return { 1: await add('First line', 1), 2: await add('Specialists', 2), 3: await add('Experts', 3) }
}

type Parts = Pick<Shell, 'config' | 'store' | 'desk' | 'now'> & {
  cache: DeskCache
  letters: Letter[]
  room: FileRoom
  scanner: Scanner | null
}

function testShell({ cache, letters, room, scanner, ...parts }: Parts): Shell {
  const { store, now } = parts
  const known = whereabouts(parts.desk.liveTurns, now)
  const world = { store, now, newId, facts: () => cache.facts(), there: known.there }
  const judging = { agreements: parts.desk.agreements, facts: world.facts, now }
  return {
    ...parts,
    facts: () => cache.facts(),
    settings: () => cache.settings(),
    addresses: () => cache.addresses(),
    mailSenders: () => cache.mailSenders(),
    mailTemplates: () => cache.mailTemplates(),
    confirmation: async () => [],
    reader: openReader(),
    files: fileDesk({ store, inspections: parts.desk.inspections, room, scanner, now }),
    secrets: secretBox(keysOf(newKeyLine(1))!),
    // No test asks the world; one that needs names puts its own here.
    resolve: async () => Promise.reject(Object.assign(new Error('no names'), { code: 'ENOTFOUND' })),
    changed: () => cache.refresh(),
    newId,
    whereabouts: known,
    sealer: () => sealer(newId),
    handle: deed => judgedDeed(judging, deed, judged => handle(world, judged)),
    folded: ({ events }) => fold(events),
    judge: (need, supposing) => judge(supposing ? supposed(judging, supposing) : judging, need),
    sendLetter: async letter => void letters.push(letter),
  }
}

const testConfig = (dataDir: string): Config => ({
  host: '127.0.0.1',
  port: 0,
  smtpPort: 0,
  dataDir,
  publicUrl: new URL('http://desk.example'),
  contentUrl: null,
  mailDomain: 'desk.example',
  smtpUrl: null,
  webDir: join(dataDir, 'web'),
  demo: false,
  version: '0.0.0',
  secret: randomBytes(32),
})

let phc: Promise<string> | null = null

function makers({
  shell,
  app,
  teams,
}: {
  shell: Shell
  app: FastifyInstance
  teams: TestDesk['teams']
}): Pick<TestDesk, 'person' | 'token' | 'customer' | 'opened' | 'ask' | 'setStuck'> {
  const { desk } = shell
  let count = 0
  const ask: TestDesk['ask'] = async (by, method, url, body, headers) => {
    const request = {
      method,
      url: url.startsWith('/') ? url : `/api/v1/${url}`,
      headers: { ...by?.headers, ...headers },
      ...(body !== undefined && { payload: body }),
    } as InjectOptions
    const answer = await app.inject(request)
    const isJson = /[/+]json\b/.test(String(answer.headers['content-type'] ?? ''))
    return {
      status: answer.statusCode,
      headers: answer.headers as Answer['headers'],
      text: answer.payload,
      json: isJson ? JSON.parse(answer.payload) : null,
    }
  }
  return {
    ask,
    async setStuck(changes) {
      const { version, setting } = await desk.settings.desk()
      const stuck = { ...defaultDesk.stuck, ...changes }
      await desk.settings.changeDesk(version, { ...setting, stuck })
      await shell.changed()
    },
    async person(more = {}) {
      const {
        name,
        roles = ['agent'],
        levels = [1],
        teams: own,
      }: NonNullable<Parameters<TestDesk['person']>[0]> = more
      count += 1
      phc ??= passwordHash(password)
      const id = shell.newId('agt')
      const email = `person${count}@desk.example`
      const seats = own ?? levels.map(level => teams[level])
      const at = shell.now()
      const fresh = { id, name: name ?? `Person ${count}`, email, roles, levels, teams: seats, createdAt: at }
      await desk.agents.add({ ...fresh, passwordPhc: await phc })
      await shell.changed()
      const secret = newSecret()
      const expiresAt = instant(at + 12 * 3_600_000)
      await desk.sessions.add({ secret, id: shell.newId('ses'), agent: id, at, expiresAt, browser: 'test' })
      return { id, email, secret, headers: { cookie: `tierline=${secret}`, 'x-tierline': '1' } }
    },
    async token(roles) {
      const secret = `tl_${newSecret()}`
      const id = shell.newId('tok')
      await desk.tokens.add({ secret, id, name: 'robot', roles, at: shell.now(), expiresAt: null })
      await shell.changed()
      return { id: `agt_${id.slice(4)}`, email: '', secret, headers: { authorization: `Bearer ${secret}` } }
    },
    async customer(name = 'Anna Lindqvist') {
      const id = shell.newId('cus')
      const email = `${id}@example.org`
      await desk.customers.add({ id, name, email, createdAt: shell.now() })
      return id
    },
    async opened(by, more = {}) {
      const customer = { name: 'Anna Lindqvist', email: `${shell.newId('cus')}@example.org` }
      const body = { channel: 'phone', subject: 'Router drops the connection', customer, take: true, ...more }
      const answer = await ask(by, 'POST', 'cases', body)
      if (answer.status !== 201) throw new Error(`no case: ${answer.text}`)
      return answer.json
    },
  }
}
