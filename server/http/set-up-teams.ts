// Teams, levels, and the desk's one page of settings: what each may do, and by when customers hear from us.
import { kinds } from '#core/case/event.ts'
import { weekdays } from '#core/clock/date.ts'
import { z } from 'zod'
import { bySeverity } from '#store/desk/facts.ts'
import { defaultUnattended, type WorkSetting } from '#core/people/desk-facts.ts'
import { languages } from '#core/people/language.ts'
import { turnAt } from '#core/people/on-call.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { houseLevel, idSchema, language, nullable, severity, timeZone } from '#server/http/schema.ts'
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
import { checkBacks, files, innerLetters, minutes, stuck } from '#server/http/set-up-desk-schemas.ts'
import { fitPartner, partnerOut, partnerWish } from '#server/http/set-up-partner.ts'
import { endShares } from '#server/shares.ts'
import type { Shell } from '#server/shell.ts'
import type { Team } from '#store/desk/team.ts'

const fourMinutes = z
  .array(minutes)
  .length(4)
  .transform(four => four as unknown as readonly [number, number, number, number])
  .meta({ description: 'Minutes by severity 1–4.' })

/** What may be set for a level or a team; a team's `null` means: as its level. */
const fields = {
  speaks: z.boolean(),
  givesNumber: z.boolean(),
  scriptRequired: z.boolean(),
  stepsBeforeHandOff: z.boolean(),
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

const deskFields = {
  name,
  languages: z.array(language).min(1).max(6),
  defaultLanguage: language,
  timeZone,
  answerMinutes: fourMinutes,
  newsMinutes: fourMinutes.meta({ description: 'Contacts pass on what others found out within so many.' }),
  helpMinutes: fourMinutes,
  managerMinutes: minutes.meta({ description: 'A wish for somebody who leads is read within so many.' }),
  reopenDays: z.int().min(0).max(365),
  checkBacks,
  stuck,
  files,
  callBackNumber: z.string().max(40),
  portalIntro: z.partialRecord(language, z.string().max(2_000)),
  automaticMail: z.enum(['on', 'off']),
  innerLetters,
  defaultTeam: idSchema('tea'),
  restrictedKinds: z.array(z.enum(kinds)).max(kinds.length),
  housePolicy: nullable(idSchema('pol')),
  unattended: z
    .strictObject({
      minutes,
      remindMinutes: minutes,
      reminders: z.int().min(0).max(20),
      severityMost: severity,
    })
    .meta({ description: 'A case waits and nobody who could take it is there: who is told, and when.' }),
  noticeMinutes: minutes.meta({ description: 'The lead hears of what nobody took up after so many.' }),
  coachFlags: z
    .int()
    .min(2)
    .max(20)
    .meta({ description: 'So many times unclear in 30 days, and the lead helps to write clearer.' }),
  contactDays: z.int().min(0).max(60).meta({
    description: 'Who is away for more days has his customers given another contact, and they are told.',
  }),
}
const deskSchema = z.object({ setting: settingOut, version: z.int() })
const deskChange = z.strictObject({ version, ...z.strictObject(deskFields).partial().shape })

/** `/teams`, `/levels`, `/settings`. */
export function teamRoutes(app: App, set: SetUp): void {
  listTeams(app, set)
  addTeam(app, set)
  changeTeam(app, set)
  levels(app, set)
  settings(app, set)
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

function settings(app: App, { shell }: SetUp): void {
  const { desk } = shell
  const whole = async () => {
    const { setting, version } = await desk.settings.desk()
    const facts = shell.facts()
    const { answerMinutes, helpMinutes, managerMinutes, reopenDays, checkBacks, restrictedKinds } = facts
    const { housePolicy, newsMinutes, noticeMinutes, coachFlags, unattended = defaultUnattended } = facts
    const { stuck, contactDays } = facts
    const innerLetters = { expert: true, lead: true, late: true }
    const files = { passes: [], unchecked: 'give' }
    const usual = {
      files,
      innerLetters,
      name: 'Tierline',
      languages,
      defaultLanguage: 'en',
      timeZone: 'UTC',
    }
    return {
      setting: {
        ...usual,
        answerMinutes,
        newsMinutes,
        helpMinutes,
        managerMinutes,
        reopenDays,
        checkBacks,
        restrictedKinds,
        housePolicy,
        noticeMinutes,
        stuck,
        coachFlags,
        contactDays,
        unattended,
        ...setting,
        ...(setting.helpMinutes !== undefined && { helpMinutes: bySeverity(setting.helpMinutes) }),
      },
      version,
    }
  }
  route(app, {
    method: 'GET',
    url: '/settings',
    summary: 'The settings of the whole desk; defaults are filled in.',
    tag: 'set-up',
    answers: { 200: deskSchema },
    async handler(request, reply) {
      needSetUp(request, 'desk', 'read')
      return reply.send(await whole())
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/settings',
    summary: 'Change settings of the whole desk.',
    tag: 'set-up',
    body: deskChange,
    answers: { 200: deskSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'desk', 'change')
      const { version, ...changes } = request.body
      const before = (await desk.settings.desk()).setting
      const next = { ...before, ...given(changes) }
      if (next.defaultLanguage && next.languages && !next.languages.includes(next.defaultLanguage))
        throw new Problem('request.invalid', { fields: [{ path: 'defaultLanguage', message: '' }] })
      if (changes.defaultTeam && !shell.facts().teams[changes.defaultTeam]?.active)
        throw new Problem('team.not_found')
      if (changes.housePolicy && !shell.facts().policies[changes.housePolicy])
        throw new Problem('policy.not_found')
      settled(await desk.settings.changeDesk(version, next))
      await record(shell, by, { what: 'desk.changed', about: null, before, after: next })
      return reply.send(await whole())
    },
  })
}
