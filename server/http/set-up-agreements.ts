// What is owed to whom, as managers keep it: policies and contracts. Not: calendars (set-up-calendars.ts),
// waivers (set-up-waivers.ts), nor how a case is judged (server/entitlement.ts).
import { z } from 'zod'
import { faultsOf } from '#core/clock/policy.ts'
import {
  contractChange,
  contractSchema,
  linesOf,
  newContract,
  policySchema,
  versionBody,
} from '#server/http/agreement-schemas.ts'
import { judgedBy, ofContract, preview, previewPage, previewSchema } from '#server/http/agreement-preview.ts'
import { soundLines } from '#server/http/contract-lines.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema } from '#server/http/schema.ts'
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
import type { Shell } from '#server/shell.ts'
import type { KeptContract } from '#store/desk/agreement.ts'

const listMax = 1_000

/** A number that another contract has is refused at its field. */
function numbered<T>(outcome: T | 'taken'): T {
  if (outcome === 'taken')
    throw new Problem('set_up.taken', { fields: [{ path: 'number', message: 'number_taken' }] })
  return outcome
}

/** `/policies`, `/contracts`. */
export function agreementRoutes(app: App, set: SetUp): void {
  policies(app, set)
  publishing(app, set)
  contracts(app, set)
  contractPreviews(app, set)
}

function policies(app: App, { shell }: SetUp): void {
  const { policies } = shell.desk.agreements
  const params = z.strictObject({ policy: idSchema('pol') })
  const one = async (id: string) => there((await policies.all()).find(each => each.id === id))
  route(app, {
    method: 'GET',
    url: '/policies',
    summary: 'What the desk owes, by policy and version.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(policySchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'policies', 'read')
      return reply.send({ items: await policies.all() })
    },
  })
  route(app, {
    method: 'POST',
    url: '/policies',
    summary: 'Add a policy with its first version.',
    tag: 'set-up',
    body: z.strictObject({ name, ...versionBody.shape }),
    answers: { 201: policySchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'policies', 'change')
      const { name, ...first } = request.body
      sound(shell, first)
      const id = shell.newId('pol')
      const added = await policies.add({ id, name, versions: [{ version: 1, ...plain(first) }] })
      await record(shell, by, { what: 'policy.added', about: id, after: request.body })
      return reply.code(201).send(added)
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/policies/:policy',
    summary: 'Rename a policy.',
    tag: 'set-up',
    params,
    body: z.strictObject({ version, name }),
    answers: { 200: policySchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'policies', 'change')
      const before = await one(request.params.policy)
      const after = settled(await policies.rename(before.id, request.body.version, request.body.name))
      await record(shell, by, { what: 'policy.changed', about: before.id, before, after })
      return reply.send(after)
    },
  })
}

/** A next version: what it would move, and that it holds from now on. */
function publishing(app: App, { shell }: SetUp): void {
  const { policies } = shell.desk.agreements
  const params = z.strictObject({ policy: idSchema('pol') })
  const one = async (id: string) => there((await policies.all()).find(each => each.id === id))
  route(app, {
    method: 'POST',
    url: '/policies/:policy/versions',
    summary: 'Publish a new version; cases keep the version they were judged by.',
    tag: 'set-up',
    params,
    body: z.strictObject({ version, ...versionBody.shape }),
    answers: { 200: policySchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'policies', 'change')
      const { version, ...next } = request.body
      sound(shell, next)
      const before = await one(request.params.policy)
      const number = (before.versions.at(-1)?.version ?? 0) + 1
      const published = { version: number, ...plain(next) }
      const after = settled(await policies.publish(before.id, version, published))
      await record(shell, by, { what: 'policy.published', about: before.id, after: published })
      return reply.send(after)
    },
  })
  route(app, {
    method: 'POST',
    url: '/policies/:policy/preview',
    summary: 'What publishing a version would move, a page of open cases at a time; nothing is changed.',
    tag: 'set-up',
    params,
    body: z.strictObject({ ...versionBody.shape, ...previewPage }),
    answers: { 200: previewSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'policies', 'change')
      const { cursor, limit, ...next } = request.body
      sound(shell, next)
      const { version: _version, ...before } = await one(request.params.policy)
      const number = (before.versions.at(-1)?.version ?? 0) + 1
      const after = { ...before, versions: [...before.versions, { version: number, ...plain(next) }] }
      const facts = shell.facts()
      const supposing = { facts: { ...facts, policies: { ...facts.policies, [before.id]: after } } }
      const change = { supposing, concerns: judgedBy(before.id) }
      return reply.send(await preview(shell, by, change, { cursor, limit }))
    },
  })
}

type Version = z.output<typeof versionBody>

/** Without fields that were left out: what is published is stored as it was meant. */
const plain = (version: Version) => JSON.parse(JSON.stringify(version)) as ReturnType<typeof meant>
const meant = (version: Version) => version as Parameters<typeof faultsOf>[0] & Pick<Version, 'calendar'>

function sound(shell: Shell, next: Version): void {
  const calendar = shell.facts().calendars[next.calendar]
  if (!calendar) throw wrong('calendar', '?')
  const faults = faultsOf(plain(next), { calendar, at: shell.now() })
  if (faults.length > 0)
    throw new Problem('request.invalid', {
      fields: faults.map(({ path, code, example }) => ({ path, message: `${code}, e.g. ${example}` })),
    })
}

function contracts(app: App, { shell }: SetUp): void {
  const { contracts } = shell.desk.agreements
  route(app, {
    method: 'GET',
    url: '/contracts',
    summary: 'Contracts with their lines; of one organisation, by letters of names or number, or all.',
    tag: 'set-up',
    query: z.strictObject({
      organisation: idSchema('org').optional(),
      q: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .meta({ description: 'Letters of its name or number, or of its organisation.' }),
    }),
    answers: { 200: z.object({ items: z.array(contractSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'contracts', 'read')
      const { organisation, q } = request.query
      const found = q === undefined ? contracts.all(listMax) : contracts.find(q, listMax)
      const items = await (organisation ? contracts.of(organisation) : found)
      return reply.send({ items: await withUsed(shell, items) })
    },
  })
  route(app, {
    method: 'POST',
    url: '/contracts',
    summary: 'Add a contract.',
    tag: 'set-up',
    body: newContract,
    answers: { 201: contractSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'contracts', 'change')
      const { lines, organisation, ...rest } = request.body
      if (!(await shell.desk.organisations.one(organisation))) throw wrong('organisation', '?')
      await soundLines(shell, { organisation, callers: rest.callers, lines, before: null })
      const id = shell.newId('ctr')
      const added = numbered(
        await contracts.add({ id, organisation, ...rest, lines: linesOf(lines, shell.newId) }),
      )
      await record(shell, by, { what: 'contract.added', about: id, after: added })
      return reply.code(201).send(added)
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/contracts/:contract',
    summary: 'Change a contract; what was judged before stays as it was.',
    tag: 'set-up',
    params: z.strictObject({ contract: idSchema('ctr') }),
    body: contractChange,
    answers: { 200: contractSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'contracts', 'change')
      const { version, lines, ...changes } = request.body
      const before = there(await contracts.one(request.params.contract))
      if (version !== before.version) throw new Problem('set_up.changed')
      await soundLines(shell, { ...before, ...changes, lines, before })
      const next = { ...given(changes), ...(lines && { lines: linesOf(lines, shell.newId) }) }
      const after = settled(numbered(await contracts.change(before.id, version, next)))
      await record(shell, by, { what: 'contract.changed', about: before.id, before, after })
      return reply.send(after)
    },
  })
}

/** What a contract would move, before it is kept. */
function contractPreviews(app: App, { shell }: SetUp): void {
  const { contracts } = shell.desk.agreements
  route(app, {
    method: 'POST',
    url: '/contracts/preview',
    summary: 'What a new contract would move, a page of open cases at a time; nothing is added.',
    tag: 'set-up',
    body: newContract.omit({ name: true, number: true }).extend(previewPage),
    answers: { 200: previewSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'contracts', 'change')
      const { cursor, limit, lines, ...rest } = request.body
      if (!(await shell.desk.organisations.one(rest.organisation))) throw wrong('organisation', '?')
      await soundLines(shell, { ...rest, lines, before: null })
      const supposed = { id: shell.newId('ctr'), name: '', number: null, lines: linesOf(lines, shell.newId) }
      const change = ofContract(shell.facts(), { ...rest, ...supposed }, null)
      return reply.send(await preview(shell, by, change, { cursor, limit }))
    },
  })
  route(app, {
    method: 'POST',
    url: '/contracts/:contract/preview',
    summary: 'What a change of a contract would move, a page of open cases at a time; nothing is changed.',
    tag: 'set-up',
    params: z.strictObject({ contract: idSchema('ctr') }),
    body: contractChange.omit({ version: true, name: true, number: true }).extend(previewPage),
    answers: { 200: previewSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'contracts', 'change')
      const { cursor, limit, lines, ...changes } = request.body
      const before = there(await contracts.one(request.params.contract))
      await soundLines(shell, { ...before, ...changes, lines, before })
      const next = { ...given(changes), ...(lines && { lines: linesOf(lines, shell.newId) }) }
      const change = ofContract(shell.facts(), { ...before, ...next }, before)
      return reply.send(await preview(shell, by, change, { cursor, limit }))
    },
  })
}

/** Contracts with what is used of each line that is counted, and the names of their organisations. */
async function withUsed({ desk }: Shell, items: readonly KeptContract[]) {
  const counted = items.flatMap(one => one.lines).filter(line => line.units !== null)
  const used = await desk.agreements.units.used(
    counted.map(line => line.id),
    null,
  )
  const ids = [...new Set(items.map(one => one.organisation))]
  const organisations = await Promise.all(ids.map(id => desk.organisations.one(id)))
  const names = new Map(organisations.map(one => [one?.id, one?.name]))
  return items.map(one => ({
    ...one,
    organisationName: names.get(one.organisation),
    used: Object.fromEntries(
      one.lines.filter(line => line.units).map(line => [line.id, used[line.id]!] as const),
    ),
  }))
}
