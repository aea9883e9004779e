// Who is given what: the closed list of skills, what people know and teams answer for, and the rules by which
// cases that come in find their team. Not: taking one (take-next.ts), nor the rules (core/people/routing.ts).
import { z } from 'zod'
import { maySetUp } from '#core/access/set-up.ts'
import { languages } from '#core/people/language.ts'
import { ruleFor, skillsFor } from '#core/people/routing.ts'
import { defaultTeam } from '#server/http/case-open.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { channel, idSchema, kind, language, nullable } from '#server/http/schema.ts'
import {
  given,
  name,
  needSetUp,
  record,
  type SetUp,
  settled,
  there,
  version,
  wrong,
} from '#server/http/set-up-door.ts'
import { needTeams, personOf, personSchema } from '#server/http/set-up-people.ts'
import { teamOf, teamParams, teamSchema } from '#server/http/set-up-teams.ts'
import type { Shell } from '#server/shell.ts'

const listMax = 200
const rulesMax = 200
const capacity = nullable(z.int().min(1).max(999)).meta({
  description: 'So many open cases at once whose turn is ours; null: none is set.',
})
const products = z.array(idSchema('pro')).max(listMax)
const kinds = z.array(kind).max(listMax)
const skills = z.array(idSchema('skl')).max(listMax)

const skillSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    products: z.array(z.string()).meta({ description: 'Needed for cases of these; empty: of any.' }),
    kinds: z.array(kind).meta({ description: 'Needed for these kinds; empty, with products: any.' }),
    active: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Skill' })
const skillFields = { name, products, kinds }
const newSkill = z.strictObject({
  name,
  products: products.default([]),
  kinds: kinds.default([]),
})
const skillChange = z.strictObject({
  version,
  ...z.strictObject({ ...skillFields, active: z.boolean() }).partial().shape,
})

const routingBody = z.strictObject({
  version,
  skills,
  languages: z
    .array(z.strictObject({ language, writes: z.boolean(), speaks: z.boolean() }))
    .max(languages.length)
    .meta({ description: 'Empty: any. By letter he is given what he writes, by phone what he speaks.' }),
  products: products.meta({ description: 'Empty: any.' }),
  capacity,
})
const coversBody = z.strictObject({
  version,
  skills,
  languages: z.array(language).max(languages.length),
  products,
  capacity,
})
const ruleBody = z.strictObject({
  products,
  languages: z.array(language).max(languages.length),
  kinds,
  channels: z.array(channel).max(10),
  team: idSchema('tea'),
})
const rulesSchema = z
  .object({
    rules: z.array(
      z.object({
        products: z.array(z.string()),
        languages: z.array(language),
        kinds: z.array(kind),
        channels: z.array(channel),
        team: z.string(),
      }),
    ),
    otherwise: z.string().meta({ description: 'The team of what no rule holds for.' }),
    version: z.int(),
  })
  .meta({ id: 'RoutingRules' })
const tryBody = z.strictObject({
  product: nullable(idSchema('pro')).default(null),
  language,
  kind: kind.default('other'),
  channel: channel.default('email'),
})
const triedSchema = z.object({
  team: z.string(),
  place: nullable(z.int()).meta({ description: 'Which rule holds, from 0; null: none.' }),
  skills: z.array(z.string()).meta({ description: 'What somebody has to know for it.' }),
})

/** `/skills`, `/agents/…/routing`, `/teams/…/covers`, `/routing`. */
export function routingRoutes(app: App, set: SetUp): void {
  skillRoutes(app, set)
  knownRoutes(app, set)
  ruleRoutes(app, set)
}

function skillRoutes(app: App, { shell }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'GET',
    url: '/skills',
    summary: 'What one can know here, and for which cases it is needed.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(skillSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'routing', 'read')
      return reply.send({ items: (await desk.skills.all()).map(plain) })
    },
  })
  route(app, {
    method: 'POST',
    url: '/skills',
    summary: 'Add a skill to the list.',
    tag: 'set-up',
    body: newSkill,
    answers: { 201: skillSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'routing', 'change')
      await freeName(shell, request.body.name, null)
      await needKnown(shell, request.body)
      const added = await desk.skills.add({ id: shell.newId('skl'), ...request.body })
      await record(shell, by, { what: 'skill.added', about: added.id, after: request.body })
      return reply.code(201).send(plain(added))
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/skills/:skill',
    summary: 'Change a skill, or let it rest: then no case needs it.',
    tag: 'set-up',
    params: z.strictObject({ skill: idSchema('skl') }),
    body: skillChange,
    answers: { 200: skillSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'routing', 'change')
      const { version, ...changes } = request.body
      const { skill } = request.params
      const before = there((await desk.skills.all()).find(one => one.id === skill))
      if (changes.name !== undefined) await freeName(shell, changes.name, skill)
      await needKnown(shell, changes)
      const after = settled(await desk.skills.change(skill, version, given(changes)))
      await record(shell, by, { what: 'skill.changed', about: skill, before, after })
      return reply.send(plain(after))
    },
  })
}

/** A skill is used by its name: two of one name could not be told apart. */
async function freeName({ desk }: Shell, name: string, except: string | null): Promise<void> {
  const same = (await desk.skills.all()).some(
    one => one.id !== except && one.name.toLowerCase() === name.toLowerCase(),
  )
  if (same) throw new Problem('set_up.taken')
}

/** Products and skills that are named have to be there. */
async function needKnown(
  { desk }: Shell,
  { products = [], skills = [] }: { products?: readonly string[] | undefined; skills?: readonly string[] },
): Promise<void> {
  const known = new Set<string>([
    ...(products.length > 0 ? await desk.products.all() : []).map(one => one.id),
    ...(skills.length > 0 ? await desk.skills.all() : []).map(one => one.id),
  ])
  const check = (path: string, ids: readonly string[]) => {
    const at = ids.findIndex(id => !known.has(id))
    if (at >= 0) throw wrong(`${path}.${at}`, '')
  }
  check('products', products)
  check('skills', skills)
}

function knownRoutes(app: App, { shell }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'PUT',
    url: '/agents/:agent/routing',
    summary: 'Say what a person knows, and how many cases he works on at once.',
    tag: 'set-up',
    params: z.strictObject({ agent: idSchema('agt') }),
    body: routingBody,
    answers: { 200: personSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'routing', 'change')
      const { version, ...routing } = request.body
      await needKnown(shell, routing)
      const before = there(await desk.agents.one(request.params.agent))
      settled(await desk.agents.change(before.id, version, { routing }))
      const after = there(await desk.agents.one(before.id))
      await record(shell, by, { what: 'agent.routing_set', about: before.id, before, after })
      return reply.send(await personOf(shell, after, maySetUp(by.facts, 'rights', 'read')))
    },
  })
  route(app, {
    method: 'PUT',
    url: '/teams/:team/covers',
    summary: 'Say what a team answers for in its hours, and how many cases its people work on at once.',
    tag: 'set-up',
    params: teamParams,
    body: coversBody,
    answers: { 200: teamSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'routing', 'change')
      const { version, ...covers } = request.body
      await needKnown(shell, covers)
      const before = there(await desk.teams.one(request.params.team))
      const after = settled(await desk.teams.change(before.id, version, { covers }))
      await record(shell, by, { what: 'team.covers_set', about: before.id, before, after })
      return reply.send(await teamOf(shell, after))
    },
  })
}

function ruleRoutes(app: App, { shell }: SetUp): void {
  const { desk } = shell
  const whole = async () => {
    const { setting, version } = await desk.settings.desk()
    const rules = (setting.routing ?? []).map(rule => ({
      products: [...rule.products],
      languages: [...rule.languages],
      kinds: [...rule.kinds],
      channels: [...rule.channels],
      team: rule.team,
    }))
    return { rules, otherwise: defaultTeam(shell), version }
  }
  route(app, {
    method: 'GET',
    url: '/routing',
    summary: 'The rules by which cases that come in find their team.',
    tag: 'set-up',
    answers: { 200: rulesSchema },
    async handler(request, reply) {
      needSetUp(request, 'routing', 'read')
      return reply.send(await whole())
    },
  })
  route(app, {
    method: 'PUT',
    url: '/routing',
    summary: 'Set the rules; the first that holds counts.',
    tag: 'set-up',
    body: z.strictObject({ version, rules: z.array(ruleBody).max(rulesMax) }),
    answers: { 200: rulesSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'routing', 'change')
      const { version, rules } = request.body
      await needTeams(
        shell,
        rules.map(one => one.team),
      )
      await needKnown(shell, { products: rules.flatMap(one => one.products) })
      const before = (await desk.settings.desk()).setting
      const after = { ...before, routing: rules }
      settled(await desk.settings.changeDesk(version, after))
      await record(shell, by, { what: 'routing.changed', about: null, before, after })
      return reply.send(await whole())
    },
  })
  route(app, {
    method: 'POST',
    url: '/routing/try',
    summary: 'Where a case would go, and what somebody would have to know for it.',
    tag: 'set-up',
    body: tryBody,
    answers: { 200: triedSchema },
    async handler(request, reply) {
      needSetUp(request, 'routing', 'read')
      const facts = shell.facts()
      const found = ruleFor(facts, request.body)
      const skills = skillsFor(facts, request.body).map(id => facts.skills?.[id]?.name ?? id)
      const team = found?.rule.team ?? defaultTeam(shell)
      return reply.send({ team, place: found?.place ?? null, skills })
    },
  })
}

type Kept = Awaited<ReturnType<Shell['desk']['skills']['all']>>[number]
const plain = ({ products, kinds, ...own }: Kept) => ({ ...own, products: [...products], kinds: [...kinds] })
