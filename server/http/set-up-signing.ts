// By which keys the mails of each domain are signed: made, looked for where the domain names them, exchanged
// for fresh ones, switched off. A private key never comes out. Not: signing
// (channels/email/signing-relay.ts).
import { z } from 'zod'
import { dkimFindings, dkimName, dkimRecord } from '#channels/email/dkim.ts'
import { after } from '#core/kit/time.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { nothing, nullable } from '#server/http/schema.ts'
import { needSetUp, record, type SetUp, settled, there, version } from '#server/http/set-up-door.ts'
import type { Shell } from '#server/shell.ts'
import { lookAtKeys, makeSigningKeys, opens, ownDomains, recordStaysMs } from '#server/signing.ts'
import { type SigningDomain, type SigningKey, signingAlgorithms } from '#store/desk/signing.ts'

const states = ['waiting', 'signing', 'resting', 'retired', 'lost'] as const

const keySchema = z.object({
  selector: z.string(),
  algorithm: z.enum(signingAlgorithms).meta({ description: 'What counts is rsa; ed25519 signs beside it.' }),
  name: z.string().meta({ description: 'The name of the TXT record.' }),
  value: z.string().meta({ description: 'What the record has to say.' }),
  state: z.enum(states).meta({
    description:
      '`waiting` until the record is seen, `signing`, `resting` while its domain is switched off, `retired` ' +
      'when a newer one signs, `lost` when no key of this node opens it.',
  }),
  finding: nullable(z.enum(dkimFindings)).meta({ description: 'What the last look found; null: none yet.' }),
  says: z.string().meta({ description: 'The record as it stood there.' }),
  madeAt: z.int(),
  seenAt: nullable(z.int()),
  checkedAt: nullable(z.int()),
  removableAt: nullable(z.int()).meta({ description: 'From then on the record is needed by no mail.' }),
})
const domainSchema = z
  .object({
    domain: z.string(),
    active: z.boolean(),
    isOurs: z.boolean().meta({ description: 'An address of the desk is of it.' }),
    version: z.int().meta({ description: '0: no key was ever made.' }),
    keys: z.array(keySchema),
  })
  .meta({ id: 'SigningDomain' })

const domain = z.string().regex(/^[a-z0-9.-]{1,253}$/)
const params = z.strictObject({ domain })
const keyParams = z.strictObject({ domain, selector: z.string().regex(/^[a-z0-9-]{1,63}$/) })

/** `/signing`. */
export function signingRoutes(app: App, set: SetUp): void {
  listDomains(app, set)
  makeKeys(app, set)
  look(app, set)
  switchDomain(app, set)
  removeKey(app, set)
}

function stateOf(shell: Shell, { active }: SigningDomain, key: SigningKey): (typeof states)[number] {
  if (key.retiredAt !== null) return 'retired'
  if (!opens(shell, key)) return 'lost'
  if (key.seenAt === null) return 'waiting'
  return active ? 'signing' : 'resting'
}

function shown(shell: Shell, name: string, kept: SigningDomain | null): z.input<typeof domainSchema> {
  return {
    domain: name,
    active: kept?.active ?? false,
    isOurs: ownDomains(shell).includes(name),
    version: kept?.version ?? 0,
    keys: (kept?.keys ?? []).map(key => ({
      selector: key.selector,
      algorithm: key.algorithm,
      name: dkimName(key.selector, key.domain),
      value: dkimRecord(key),
      state: stateOf(shell, kept!, key),
      finding: key.finding as (typeof dkimFindings)[number] | null,
      says: key.says,
      madeAt: key.madeAt,
      seenAt: key.seenAt,
      checkedAt: key.checkedAt,
      removableAt: key.retiredAt === null ? null : after(key.retiredAt, recordStaysMs),
    })),
  }
}

function listDomains(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/signing',
    summary: 'The domains our mails come from, with the keys that sign them.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(domainSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'signing', 'read')
      const kept = await shell.desk.signing.all()
      const names = [...new Set([...ownDomains(shell), ...kept.map(one => one.domain)])]
      const items = names.map(name => shown(shell, name, kept.find(one => one.domain === name) ?? null))
      return reply.send({ items })
    },
  })
}

function makeKeys(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/signing/:domain/keys',
    summary: 'Make keys for a domain; those that sign now do so until the new record is seen.',
    tag: 'set-up',
    params,
    answers: { 201: domainSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'signing', 'change')
      const { domain } = request.params
      if (!ownDomains(shell).includes(domain)) throw new Problem('set_up.not_found')
      if (!(await makeSigningKeys(shell, domain))) throw new Problem('set_up.taken')
      const kept = there(await shell.desk.signing.one(domain))
      const { selector } = kept.keys[0]!
      await record(shell, by, { what: 'signing_key.made', about: domain, after: { domain, selector } })
      return reply.code(201).send(shown(shell, domain, kept))
    },
  })
}

function look(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/signing/:domain/look',
    summary: 'Look now whether the domain names its keys; one that is seen signs from then on.',
    tag: 'set-up',
    params,
    answers: { 200: domainSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'signing', 'change')
      const { domain } = request.params
      there(await shell.desk.signing.one(domain))
      for (const { selector } of await lookAtKeys(shell, domain, shell.now()))
        await record(shell, by, { what: 'signing_key.seen', about: domain, after: { domain, selector } })
      return reply.send(shown(shell, domain, await shell.desk.signing.one(domain)))
    },
  })
}

function switchDomain(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'PATCH',
    url: '/signing/:domain',
    summary: 'Sign the mails of a domain, or leave them unsigned; its keys stay.',
    tag: 'set-up',
    params,
    body: z.strictObject({ version, active: z.boolean() }),
    answers: { 200: domainSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'signing', 'change')
      const { domain } = request.params
      const { version, active } = request.body
      const before = there(await shell.desk.signing.one(domain))
      const now = settled(await shell.desk.signing.setActive(domain, version, active))
      const states = [before, now].map(one => ({ domain, active: one.active }))
      await record(shell, by, {
        what: 'signing.changed',
        about: domain,
        before: states[0]!,
        after: states[1]!,
      })
      return reply.send(shown(shell, domain, now))
    },
  })
}

function removeKey(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'DELETE',
    url: '/signing/:domain/keys/:selector',
    summary: 'Forget a key nobody ever saw, or one whose record is needed no more.',
    tag: 'set-up',
    params: keyParams,
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = needSetUp(request, 'signing', 'change')
      const { domain, selector } = request.params
      const kept = there(await shell.desk.signing.one(domain))
      const key = there(kept.keys.find(one => one.selector === selector))
      const isNeeded = key.retiredAt !== null && after(key.retiredAt, recordStaysMs) > shell.now()
      if (isNeeded || !(await shell.desk.signing.remove(domain, selector))) throw new Problem('set_up.in_use')
      await record(shell, by, { what: 'signing_key.removed', about: domain, before: { domain, selector } })
      return reply.code(204).send()
    },
  })
}
