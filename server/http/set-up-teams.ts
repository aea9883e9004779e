import { weekdays } from '#core/clock/date.ts'
import { z } from 'zod'
import type { WorkSetting } from '#core/people/desk-facts.ts'
import { turnAt } from '#core/people/on-call.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { houseLevel, idSchema, language, nullable } from '#server/http/schema.ts'
import {
  given,
  name,
  needSetUp,
  record,
  type SetUp,
  settled,
  there,
  version,
} from '#server/http/set-up-door.ts'
import { fourMinutes } from '#server/http/set-up-desk-schemas.ts'
import { fitPartner, partnerOut, partnerWish } from '#server/http/set-up-partner.ts'
import { endShares } from '#server/shares.ts'
import type { Shell } from '#server/shell.ts'
import type { Team } from '#store/desk/team.ts'

/** What may be set for a level or a team; a team's `null` means: as its level. */
const fields = {
  speaks: z.boolean(),
  givesNumber: z.boolean(),
  scriptRequired: z.boolean(),
  stepsBeforeHandOff: z.boolean(),
  reproducesBeforeHandOff: z.boolean(),
  restricted: z.boolean(),
  readBack: z.boolean(),
  seesCustomer: z.boolean(),
  seesOrganisation: z.boolean(),
  mayLook: z.boolean(),
  acceptMinutes: fourMinutes,
  heldMinutes: fourMinutes.meta({
    description: 'A worker is asked who has had a case so long without doing anything; by severity 1–4.',
  }),
}
const levelSetting = z.strictObject(fields).partial()
const teamSetting = z
  .strictObject({
    speaks: nullable(fields.speaks),
    givesNumber: nullable(fields.givesNumber),
    scriptRequired: nullable(fields.scriptRequired),
    stepsBeforeHandOff: nullable(fields.stepsBeforeHandOff),
    reproducesBeforeHandOff: nullable(fields.reproducesBeforeHandOff),
    restricted: nullable(fields.restricted),
    readBack: nullable(fields.readBack),
    seesCustomer: nullable(fields.seesCustomer),
    seesOrganisation: nullable(fields.seesOrganisation),
    mayLook: nullable(fields.mayLook),
    acceptMinutes: nullable(fields.acceptMinutes),
    heldMinutes: nullable(fields.heldMinutes),
  })
  .partial()
const settingOut = z.looseObject({})

const rotaSchema = z.discriminatedUnion('form', [
  z.object({
    form: z.literal('weekly'),
    rows: z.array(
      z.object({
        agent: z.string(),
        days: z.array(z.enum(weekdays)),
        from: z.string(),
        until: z.string().meta({ description: 'At or before `from`: on the next day.' }),
      }),
    ),
  }),
  z.object({
    form: z.literal('in_turn'),
    people: z.array(z.string()),
    day: z.enum(weekdays),
    at: z.string(),
    since: z.string(),
  }),
])
export const teamSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    level: houseLevel,
    setting: settingOut,
    active: z.boolean(),
    hours: nullable(z.string()).meta({ description: 'When it works; null: around the clock.' }),
    turns: z.array(z.object({ agent: z.string(), from: z.int(), until: z.int() })),
    rota: nullable(rotaSchema),
    onCall: nullable(z.object({ agent: z.string(), until: z.int() })).meta({
      description: 'Whose turn it is now, also while the team works.',
    }),
    covers: nullable(
      z.object({
        skills: z.array(z.string()),
        languages: z.array(language),
        products: z.array(z.string()),
        capacity: nullable(z.int()),
      }),
    ).meta({ description: 'What it answers for in its hours; null: nothing is said.' }),
    partner: partnerOut,
    members: z.array(z.string()),
    open: z.int().meta({ description: 'Open cases with this team, exact to 1,000.' }),
    version: z.int(),
  })
  .meta({ id: 'Team' })
const levelSchema = z.object({ level: houseLevel, setting: settingOut, version: z.int() })

export const teamParams = z.strictObject({ team: idSchema('tea') })
const newTeam = z.strictObject({ name, level: houseLevel })
const teamChange = z.strictObject({
  version,
  name: name.optional(),
  setting: teamSetting.optional(),
  active: z.boolean().optional(),
  partner: nullable(partnerWish).optional(),
})
const levelChange = z.strictObject({ version, setting: levelSetting })

/** `/teams`, `/levels`. */
export function teamRoutes(app: App, set: SetUp): void {
  listTeams(app, set)
  addTeam(app, set)
  changeTeam(app, set)
  levels(app, set)
}

const countMax = 1_000

/** A team as the set-up shows it. */
export async function teamOf({ desk, store, facts, now }: Shell, team: Team) {
  const people = await desk.agents.all()
  const members = people.filter(one => one.disabledAt === null && one.teams.includes(team.id))
  const open = await store.count({ phase: ['open'], team: team.id }, countMax)
  const onCall = turnAt(facts(), team.id, now())
  return { ...team, onCall, members: members.map(one => one.id), open }
}

function listTeams(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/teams',
    summary: 'The teams with their members and settings.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(teamSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'teams', 'read')
      const teams = await shell.desk.teams.all()
      return reply.send({ items: await Promise.all(teams.map(one => teamOf(shell, one))) })
    },
  })
}

function addTeam(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/teams',
    summary: 'Make a team at a level.',
    tag: 'set-up',
    body: newTeam,
    answers: { 201: teamSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'teams', 'change')
      await freeName(shell, request.body.name, null)
      const team = await shell.desk.teams.add({ id: shell.newId('tea'), ...request.body })
      await record(shell, by, { what: 'team.added', about: team.id, after: request.body })
      return reply.code(201).send(await teamOf(shell, team))
    },
  })
}

function changeTeam(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'PATCH',
    url: '/teams/:team',
    summary: 'Change a team: its name, what it may do, whether it takes cases.',
    tag: 'set-up',
    params: teamParams,
    body: teamChange,
    answers: { 200: teamSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'teams', 'change')
      const { version, setting, partner, ...changes } = request.body
      const before = there(await shell.desk.teams.one(request.params.team))
      if (changes.name) await freeName(shell, changes.name, before.id)
      if (changes.active === false) await mayRest(shell, before)
      const agreed = fitPartner(shell, before, partner)
      const next = setting ? { setting: merged(before.setting, setting) } : {}
      const after = settled(
        await shell.desk.teams.change(before.id, version, { ...given(changes), ...next, ...agreed }),
      )
      await record(shell, by, { what: 'team.changed', about: before.id, before, after })
      // What is not shared any more comes back in the same breath.
      await endShares(shell)
      return reply.send(await teamOf(shell, after))
    },
  })
}

/** Two teams of one name cannot be told apart in a hand-off. */
async function freeName({ desk }: Shell, name: string, except: string | null): Promise<void> {
  const same = (await desk.teams.all()).some(
    one => one.id !== except && one.active && one.name.toLowerCase() === name.toLowerCase(),
  )
  if (same) throw new Problem('set_up.taken')
}

/** A team that still has cases, mail or the last place of its level goes on. */
async function mayRest({ desk, store }: Shell, team: Team): Promise<void> {
  const [open, addresses, teams, { setting }] = await Promise.all([
    store.count({ phase: ['open'], team: team.id }, 1),
    desk.addresses.all(),
    desk.teams.all(),
    desk.settings.desk(),
  ])
  const isLast = !teams.some(one => one.id !== team.id && one.active && one.level === team.level)
  // A partner's cases come back to us when it rests.
  const isUsed =
    (open > 0 && !team.partner) ||
    addresses.some(one => one.team === team.id) ||
    setting.defaultTeam === team.id
  if ((isLast && !team.partner) || isUsed) throw new Problem('set_up.in_use')
}

type Setting = Partial<WorkSetting>
/** The team's own words after a change; null takes one back, and the level's holds again. */
export function merged(before: Setting, changes: object): Setting {
  const next = Object.entries({ ...before, ...changes }).filter(
    ([, value]) => value !== null && value !== undefined,
  )
  return Object.fromEntries(next) as Setting
}

function levels(app: App, { shell }: SetUp): void {
  const { desk } = shell
  const all = async () => {
    const facts = shell.facts().levels
    return (await desk.settings.levels()).map(one => ({ ...one, setting: facts[one.level] }))
  }
  route(app, {
    method: 'GET',
    url: '/levels',
    summary: 'What each level may do; defaults are filled in.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(levelSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'levels', 'read')
      return reply.send({ items: await all() })
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/levels/:level',
    summary: 'Change what a level may do.',
    tag: 'set-up',
    params: z.strictObject({ level: z.enum(['1', '2', '3']).transform(text => Number(text) as 1 | 2 | 3) }),
    body: levelChange,
    answers: { 200: levelSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'levels', 'change')
      const { level } = request.params
      const before = there((await desk.settings.levels()).find(one => one.level === level))
      const setting = merged(before.setting, request.body.setting)
      const after = settled(await desk.settings.changeLevel(level, request.body.version, setting))
      await record(shell, by, {
        what: 'level.changed',
        about: String(level),
        before: before.setting,
        after: after.setting,
      })
      return reply.send(there((await all()).find(one => one.level === level)))
    },
  })
}
