// Policies of the house as they are read: searched, and one with all its versions and whom it waits for. Not:
// what is done with them (house-policy-deeds.ts).
import { z } from 'zod'
import { type HousePolicyCommandType, mayHousePolicy } from '#core/house-policy/decide.ts'
import type { Audience } from '#core/house-policy/house-policy-fact.ts'
import { policyMoments } from '#core/house-policy/moment.ts'
import { awaited, binds, housePolicyStandings, momentsOf, newestOf } from '#core/house-policy/state.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { type FoundHousePolicy, housePolicyShelf } from '#server/house-policies.ts'
import { etag } from '#server/http/if-match.ts'
import { housePolicyFor, housePolicyParams, needHouse } from '#server/http/house-policy-door.ts'
import { type App, route } from '#server/http/route.ts'
import { flagInQuery, houseLevel, idSchema, nullable, role } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'

export const audienceSchema = z
  .strictObject({
    levels: z.array(houseLevel).max(3).default([]),
    teams: z.array(idSchema('tea')).max(100).default([]),
    roles: z.array(role).max(9).default([]),
  })
  .meta({ id: 'Audience', description: 'Whom it binds: any of these; nothing named: the whole house.' })
const audienceShown = z.object({
  levels: z.array(z.int()),
  teams: z.array(z.string()),
  roles: z.array(z.string()),
})

const mineSchema = z
  .enum(['awaited', 'acknowledged', 'not_bound'])
  .meta({ description: 'Whether I still have to acknowledge the version in force.' })
const rowSchema = z
  .object({
    ...{ id: z.string(), number: z.int(), seq: z.int(), standing: z.enum(housePolicyStandings) },
    ...{ title: z.string(), words: z.string(), version: z.int(), hash: z.string(), owner: z.string() },
    changed: nullable(z.string()).meta({ description: 'What is new since the version before.' }),
    audience: audienceShown,
    moments: z
      .array(z.enum(policyMoments))
      .meta({ description: 'At which moments of the work it is shown.' }),
    publishedAt: z.int(),
    acknowledgeBy: z.int(),
    mine: mineSchema,
    waitsFor: z.int().meta({ description: 'How many it binds who have not acknowledged it.' }),
  })
  .meta({ id: 'HousePolicy' })
const versionSchema = z.object({
  ...{ version: z.int(), title: z.string(), words: z.string(), changed: nullable(z.string()) },
  ...{ hash: z.string(), publishedAt: z.int(), acknowledgeBy: z.int(), acknowledged: z.int() },
})
const wholeSchema = rowSchema
  .extend({
    openedAt: z.int(),
    ownerName: z.string(),
    versions: z.array(versionSchema).meta({ description: 'The newest first.' }),
    awaited: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .meta({ description: 'Whom it waits for; told to its owner and to leads.' }),
    remindedAt: nullable(z.int()),
    because: nullable(z.string()).meta({ description: 'Why it was withdrawn.' }),
    may: z.array(z.string()).meta({ description: 'What I may do with it now.' }),
  })
  .meta({ id: 'WholeHousePolicy' })

/** Adds them. */
export function housePolicyRoutes(app: App, shell: Shell): void {
  listRoute(app, shell)
  readRoute(app, shell)
}

function listRoute(app: App, shell: Shell): void {
  const shelf = housePolicyShelf(shell)
  route(app, {
    method: 'GET',
    url: '/house-policies',
    summary: 'Policies of the house, the newest first; those I have to acknowledge before the others.',
    tag: 'house-policies',
    query: z.strictObject({
      q: z.string().trim().max(200).default('').meta({ description: 'Words that title or text have.' }),
      standing: z.enum(housePolicyStandings).default('in_force'),
      moment: z
        .enum(policyMoments)
        .optional()
        .meta({ description: 'Only those shown at this moment of the work.' }),
      awaited: flagInQuery.optional().meta({ description: 'Only those I still have to acknowledge.' }),
    }),
    answers: { 200: z.object({ items: z.array(rowSchema) }) },
    async handler(request, reply) {
      const signed = signedIn(request)
      needHouse(shell, signed)
      const { q, standing, moment, awaited: isAwaited } = request.query
      const all = (await shelf(standing === 'in_force', q))
        .filter(({ state }) => moment === undefined || momentsOf(state).includes(moment))
        .map(one => shownRow(shell, signed, one))
      const mine = all.filter(one => one.mine === 'awaited')
      const others = isAwaited ? [] : all.filter(one => one.mine !== 'awaited')
      return reply.send({ items: [...mine, ...others] })
    },
  })
}

function shownRow(shell: Shell, signed: Signed, { ledger, state }: FoundHousePolicy) {
  const { version, title, words, changed, audience, hash, publishedAt, acknowledgeBy } = newestOf(state)
  const read = (ref: TextRef) => ledger.texts.get(ref.text) ?? ''
  const { id, number } = ledger
  return {
    ...{ id, number, seq: ledger.facts.length, standing: state.standing, owner: state.owner },
    ...{ title: read(title), words: read(words), changed: changed && read(changed), version, hash },
    ...{ audience: shownAudience(audience), publishedAt, acknowledgeBy, mine: mineOf(shell, signed, state) },
    moments: [...momentsOf(state)],
    waitsFor: awaited(state, shell.facts()).length,
  }
}

const shownAudience = ({ levels, teams, roles }: Audience) => ({
  ...{ levels: [...levels], teams: [...teams], roles: [...roles] },
})

function mineOf(shell: Shell, { facts }: Signed, state: FoundHousePolicy['state']) {
  const { acknowledged, audience } = newestOf(state)
  if (acknowledged[facts.id] !== undefined) return 'acknowledged' as const
  const isBound = state.standing === 'in_force' && binds(audience, facts, shell.facts())
  return isBound ? ('awaited' as const) : ('not_bound' as const)
}

function readRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/house-policies/:policy',
    summary: 'One policy of the house with all its versions.',
    tag: 'house-policies',
    params: housePolicyParams,
    answers: { 200: wholeSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const found = await housePolicyFor(shell, signed, request.params.policy)
      const whole = wholeOf(shell, signed, found)
      return reply.header('etag', etag(whole.seq)).send(whole)
    },
  })
}

const wishes: readonly HousePolicyCommandType[] = [
  ...(['house_policy.acknowledge', 'house_policy.publish', 'house_policy.place'] as const),
  ...(['house_policy.name_owner', 'house_policy.withdraw'] as const),
]

function wholeOf(shell: Shell, signed: Signed, found: FoundHousePolicy) {
  const { ledger, state } = found
  const desk = shell.facts()
  const read = (ref: TextRef) => ledger.texts.get(ref.text) ?? ''
  const row = shownRow(shell, signed, found)
  const isKeeper = mayHousePolicy(signed.by, 'house_policy.publish', state, desk) === true
  const may = wishes.filter(
    type =>
      state.standing === 'in_force' &&
      mayHousePolicy(signed.by, type, state, desk) === true &&
      (type !== 'house_policy.acknowledge' || row.mine === 'awaited'),
  )
  const withdrawn = ledger.facts.find(one => one.type === 'house_policy.withdrawn')
  const { because } = (withdrawn ?? {}) as { because?: TextRef }
  return {
    ...row,
    openedAt: state.openedAt,
    ownerName: desk.agents[state.owner]?.name ?? state.owner,
    versions: state.versions.toReversed().map(one => ({
      ...{ version: one.version, title: read(one.title), words: read(one.words), hash: one.hash },
      ...{ changed: one.changed && read(one.changed), publishedAt: one.publishedAt },
      ...{ acknowledgeBy: one.acknowledgeBy, acknowledged: Object.keys(one.acknowledged).length },
    })),
    awaited: isKeeper ? awaited(state, desk).map(id => ({ id, name: desk.agents[id]?.name ?? id })) : [],
    remindedAt: state.remindedAt,
    because: because ? read(because) : null,
    may: may.map(type => type.slice('house_policy.'.length)),
  }
}
