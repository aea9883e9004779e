// "What is unset or broken" on one page: collects the facts. Not: the judgement (core/measure/health.ts).
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { dayMs, instant } from '#core/kit/time.ts'
import { findings, type HealthFacts, healthCodes, toFix } from '#core/measure/health.ts'
import { languages } from '#core/people/language.ts'
import { houseLevels } from '#core/people/level.ts'
import { type App, route } from '#server/http/route.ts'
import { nullable } from '#server/http/schema.ts'
import { needSetUp, type SetUp } from '#server/http/set-up-door.ts'
import type { LiveHub } from '#server/live/hub.ts'
import type { Shell } from '#server/shell.ts'
import type { AgentWithTeams } from '#store/desk/agent.ts'

const healthSchema = z
  .object({
    at: z.int(),
    toFix: z.int(),
    items: z.array(
      z.object({
        code: z.enum(healthCodes),
        grade: z.enum(['broken', 'unset', 'note']),
        values: z.record(z.string(), z.union([z.string(), z.number()])),
        place: nullable(z.string()).meta({ description: 'The set-up page on which it is put right.' }),
      }),
    ),
  })
  .meta({ id: 'Health' })

/** `GET /set-up/health`. */
export function healthRoute(app: App, { shell }: Pick<SetUp, 'shell'>, hub: LiveHub): void {
  route(app, {
    method: 'GET',
    url: '/set-up/health',
    summary: 'What is unset or broken, what is broken first.',
    tag: 'set-up',
    answers: { 200: healthSchema },
    async handler(request, reply) {
      needSetUp(request, 'health', 'read')
      const items = findings(await healthFacts(shell, hub))
      return reply.send({ at: shell.now(), toFix: toFix(items), items })
    },
  })
}

/** Mails older than this have been dealt with, or nobody asks for them any more. */
const mailsMs = 7 * dayMs
const countMax = 1_000

async function healthFacts(shell: Shell, hub: LiveHub): Promise<HealthFacts> {
  const { desk, store, config } = shell
  // The machine's own clock: the desk does not go by it, but its logs and its certificates do.
  const before = Date.now()
  const databaseNow = await store.now()
  const clockOffsetMs = (before + Date.now()) / 2 - databaseNow
  const [agents, addresses, aside, mails, disk, files, unreadableMails, filesFault] = await Promise.all([
    desk.agents.all(),
    desk.addresses.all(),
    desk.asideMails.list({ limit: countMax }),
    desk.outbox.counts(instant(databaseNow - mailsMs)),
    diskOf(config.dataDir),
    desk.inspections.counts(),
    desk.unreadableMails.waiting(countMax),
    store.blobsFault(),
  ])
  const people = agents.filter(one => one.disabledAt === null)
  const having = (role: AgentWithTeams['roles'][number]) =>
    people.filter(one => one.roles.includes(role)).length
  return {
    hasRelay: config.smtpUrl !== null,
    keptMails: mails.done,
    addresses: addresses.length,
    unreadMailboxes: await unreadMailboxes(shell),
    isLocalAddress: !config.demo && /^(localhost|127\.|\[::1\])/.test(config.publicUrl.hostname),
    isDemo: config.demo,
    admins: having('admin'),
    leads: having('lead'),
    levels: levelsOf(people, hub),
    ...(await teamsOf(shell, people)),
    languagesWithoutReplies: await silentLanguages(shell),
    failedMails: mails.given_up,
    asideMails: aside.filter(one => one.at > databaseNow - mailsMs).length,
    unreadableMails,
    filesFault,
    damagedFiles: files.damaged,
    unscannedFiles: files.unscanned,
    uncovered: await uncovered(shell, people),
    clockOffsetMs,
    ...disk,
  }
}

function levelsOf(people: readonly AgentWithTeams[], hub: LiveHub): HealthFacts['levels'] {
  const there = hub.there()
  const [one, two, three] = houseLevels.map(level => {
    const at = people.filter(person => person.levels.includes(level))
    return { people: at.length, there: at.filter(person => there.has(person.id)).length }
  })
  return { 1: one!, 2: two!, 3: three! }
}

async function teamsOf(shell: Shell, people: readonly AgentWithTeams[]) {
  const teams = (await shell.desk.teams.all()).filter(one => one.active)
  const empty = teams.filter(team => !people.some(person => person.teams.includes(team.id)))
  const offers = await Promise.all(
    empty.map(team =>
      shell.store.count({ phase: ['open'], offeredTo: { team: team.id, agent: '-' } }, countMax),
    ),
  )
  return {
    emptyTeams: empty.map(team => team.name),
    offersToNobody: offers.reduce((sum, count) => sum + count, 0),
  }
}

async function silentLanguages({ desk }: Shell): Promise<string[]> {
  const [replies, { setting }] = await Promise.all([desk.readyReplies.all(), desk.settings.desk()])
  const shared = replies.filter(one => one.owner === null)
  return (setting.languages ?? languages).filter(language => !shared.some(one => one.bodies[language]))
}

async function uncovered({ store, facts }: Shell, people: readonly AgentWithTeams[]): Promise<string[]> {
  const away = people.filter(one => facts().agents[one.id]?.absent && one.absentCover === null)
  const open = await Promise.all(away.map(one => store.count({ phase: ['open'], mine: one.id }, 1)))
  return away.filter((_, index) => (open[index] ?? 0) > 0).map(one => one.name)
}

/** States in which nothing is wrong: it is read, or nobody has begun to. */
const fineStates = ['connected', 'new']

async function unreadMailboxes({ desk }: Shell): Promise<string[]> {
  const [all, states] = await Promise.all([desk.mailboxes.all(), desk.mailboxReading.states()])
  const isWrong = (id: string) => states.some(one => one.mailbox === id && !fineStates.includes(one.code))
  return all.filter(one => one.active && isWrong(one.id)).map(one => one.name)
}

/** Of the disks we write to, which may be one, that with the least room. */
async function diskOf(dataDir: string): Promise<Pick<HealthFacts, 'diskFreeBytes' | 'diskBytes'>> {
  const disks = await Promise.all([dataDir, join(dataDir, 'blob')].map(roomIn))
  const [least = { diskFreeBytes: null, diskBytes: null }] = disks
    .filter(one => one !== null)
    .sort((a, b) => a.diskFreeBytes - b.diskFreeBytes)
  return least
}

async function roomIn(folder: string): Promise<{ diskFreeBytes: number; diskBytes: number } | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder)
    return { diskFreeBytes: bavail * bsize, diskBytes: blocks * bsize }
  } catch {
    return null
  }
}
