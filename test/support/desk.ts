// A whole node for tests: store, doors, workers, a mail server outside and three teams. Not: a process of its
// own
// (node-process.ts).
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SendMailOptions } from 'nodemailer'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Role } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { passwordHash } from '#server/http/password.ts'
import { main, type Running, type StartOptions } from '#server/main.ts'
import { newId } from '#server/new-id.ts'
import type { Shell } from '#server/shell.ts'
import type { Desk } from '#store/desk/desk.ts'
import type { Ledger } from '#store/store.ts'
import { testDatabase } from '#store/testing.ts'
import { type Client, signIn } from '#test/support/client.ts'
import { type Mailbox, openMailbox, sendMail } from '#test/support/mailbox.ts'

export const password = 'a long enough pass phrase'
export const deskAddress = 'support@desk.example'
export const mailDomain = 'desk.example'

export type Teams = Readonly<Record<HouseLevel, TeamId>>
export type Person = { readonly id: AgentId; readonly email: string; readonly name: string }
export type PersonWish = {
  readonly roles?: readonly Role[]
  readonly levels?: readonly HouseLevel[]
  readonly language?: Language
}
export type LiveDesk = {
  readonly url: string
  readonly smtpPort: number
  readonly shell: Shell
  readonly teams: Teams
  /** what left the desk by mail */
  readonly outside: Mailbox
  readonly databaseUrl: string
  /** lines the node said, faults among them */
  readonly said: readonly string[]
  person(name: string, wish?: PersonWish): Promise<Person>
  /** a person, made and signed in */
  agent(name: string, wish?: PersonWish): Promise<Client & Person>
  /** writes to the desk as a customer's mail program does; resolves after 250 */
  mail(mail: SendMailOptions): Promise<string>
  /** Looks after every commit, and resolves with the first thing that is there. */
  until<T>(look: () => Promise<T | null | undefined | false>): Promise<T>
  /** the ledger of a case once it fits */
  ledger(caseId: string | number, fits?: (ledger: Ledger) => boolean): Promise<Ledger>
  stop(): Promise<void>
}

/** Starts a node of this process on a database of its own; `more` of the environment goes before ours. */
export async function liveDesk(
  options: Partial<StartOptions> = {},
  more: Readonly<Record<string, string>> = {},
): Promise<LiveDesk> {
  const database = await testDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'tierline-desk-'))
  const outside = await openMailbox()
  const said: string[] = []
  const world = { DATABASE_URL: database.url, SMTP_URL: outside.url, MAIL_DOMAIN: mailDomain, ...more }
  const log = (line: string) => void said.push(line)
  const running = await withEnvironment(world, () =>
    main({ demo: false, dataDir, port: 0, smtpPort: 0, log, ...options }),
  )
  const teams = await outfit(running.shell.desk)
  await running.shell.changed()
  return {
    ...running,
    teams,
    outside,
    said,
    databaseUrl: database.url,
    ...helpers(running, teams),
    async stop() {
      await running.stop()
      await outside.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** main() reads the environment before it waits for anything: it is set for that moment only. */
function withEnvironment<T>(world: Readonly<Record<string, string>>, work: () => T): T {
  const before = { ...process.env }
  Object.assign(process.env, world)
  try {
    return work()
  } finally {
    for (const name of Object.keys(world)) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
}

/** One team per level, named, and an address that the first level reads. */
export async function outfit(desk: Desk): Promise<Teams> {
  const known = await desk.teams.all()
  const team = async (level: HouseLevel, name: string): Promise<TeamId> => {
    const one = known.find(each => each.level === level)
    if (!one) return (await desk.teams.add({ id: newId('tea'), name, level })).id
    await desk.teams.change(one.id, one.version, { name })
    return one.id
  }
  const teams = {
    1: await team(1, 'First line'),
    2: await team(2, 'Specialists'),
    3: await team(3, 'Experts'),
  }
  const { version, setting } = await desk.settings.desk()
  const own = { name: 'Sundnät', timeZone: 'Europe/Stockholm', defaultTeam: teams[1] }
  await desk.settings.changeDesk(version, { ...setting, ...own })
  if ((await desk.addresses.all()).length === 0)
    await desk.addresses.add({ id: newId('adr'), address: deskAddress, team: teams[1], isDefault: true })
  return teams
}

let phc: Promise<string> | null = null

/** Makes a person with the password of all tests. */
export async function addPerson(
  { desk, now }: Pick<Shell, 'desk' | 'now'>,
  teams: Teams,
  name: string,
  { roles = ['agent'], levels = [1], language = 'en' }: PersonWish = {},
): Promise<Person> {
  phc ??= passwordHash(password)
  const id = newId('agt')
  const email = `${name.split(' ')[0]!.toLowerCase()}@${mailDomain}`
  const seats = levels.map(level => teams[level])
  const passwordPhc = await phc
  await desk.agents.add({
    id,
    name,
    email,
    roles,
    levels,
    language,
    teams: seats,
    passwordPhc,
    createdAt: now(),
  })
  return { id, email, name }
}

function helpers({ url, smtpPort, shell }: Running, teams: Teams) {
  const person = async (name: string, wish?: PersonWish) => {
    const made = await addPerson(shell, teams, name, wish)
    await shell.changed()
    return made
  }
  const until: LiveDesk['until'] = look => untilCommit(shell, look)
  return {
    person,
    until,
    async agent(name: string, wish?: PersonWish) {
      const made = await person(name, wish)
      return { ...made, ...(await signIn(url, made.email, password)) }
    },
    mail: (mail: SendMailOptions) => sendMail(smtpPort, { to: deskAddress, ...mail }),
    ledger: (caseId: string | number, fits: (ledger: Ledger) => boolean = () => true) =>
      until(async () => {
        const ledger = await shell.store.read(caseId as Ledger['caseId'])
        return ledger && fits(ledger) ? ledger : null
      }),
  }
}

/** Looks now and after every commit of any node, one look at a time. */
export function untilCommit<T>(
  { store }: Pick<Shell, 'store'>,
  look: () => Promise<T | null | undefined | false>,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  let isLooking = false
  let again = false
  const check = async (): Promise<void> => {
    again = isLooking
    if (isLooking) return
    isLooking = true
    try {
      const found = await look()
      if (found) return resolve(found)
    } catch (fault) {
      return reject(fault)
    }
    isLooking = false
    if (again) await check()
  }
  const unlisten = store.onCommit(() => void check())
  void check()
  return promise.finally(unlisten)
}
