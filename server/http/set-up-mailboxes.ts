// Mailboxes of other servers that the desk reads: set up, changed, looked at and tried. A secret goes in and
// never comes out: it is said only whether there is one. Not: reading them (server/mailbox).
import { Readable } from 'node:stream'
import { z } from 'zod'
import { instant } from '#core/kit/time.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, nothing, nullable } from '#server/http/schema.ts'
import {
  email,
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
import { needTeams } from '#server/http/set-up-people.ts'
import { secretUse, signIns } from '#server/mailbox/sign-in.ts'
import { type TryNews, tryMailbox, trySteps } from '#server/mailbox/try-mailbox.ts'
import type { Shell } from '#server/shell.ts'
import type { MailboxId } from '#core/kit/id.ts'
import { afterReadings, type Mailbox, mailboxSecrets, mailSecurities } from '#store/desk/mailbox.ts'
import type { MailboxState } from '#store/desk/mailbox-reading.ts'
import type { Signed } from '#server/http/signed.ts'

const host = z
  .string()
  .max(253)
  .transform(text => text.trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9_.:-]+$/))
const port = z.int().min(1).max(65_535)
const folder = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]+$/u)
const server = { host, port, security: z.enum(mailSecurities) }
const oauth = z.strictObject({
  clientId: z.string().min(1).max(300),
  tokenUrl: z.url().max(500).refine(isAskable, 'https'),
  scope: z.string().max(1_000).default(''),
})
const secretIn = z.string().min(1).max(8_000).meta({ description: 'Goes in only; it is never shown again.' })

const fields = {
  name,
  address: email.meta({ description: 'The address whose mail it holds; made when the desk has it not yet.' }),
  team: idSchema('tea').meta({ description: 'Whose cases come of it.' }),
  active: z.boolean(),
  ...server,
  signInName: z.string().min(1).max(320),
  signInBy: z.enum(['password', 'oauth2']),
  oauth: nullable(oauth),
  folder,
  sentFolder: nullable(folder).meta({ description: 'Answers written elsewhere; null: they are not read.' }),
  afterReading: z.enum(afterReadings),
  moveTo: nullable(folder),
  pollSeconds: z.int().min(5).max(3_600),
  readFrom: nullable(z.int().min(0).transform(instant)).meta({
    description: 'Null: what is there at first is not read.',
  }),
  submission: nullable(z.strictObject(server)).meta({ description: 'Its own way out; null: the desk’s.' }),
}
const secrets = {
  password: secretIn.optional(),
  clientSecret: nullable(secretIn).optional(),
  refreshToken: secretIn.optional(),
}
const newMailbox = z.strictObject({
  ...fields,
  active: fields.active.default(true),
  signInBy: fields.signInBy.default('password'),
  oauth: fields.oauth.default(null),
  folder: fields.folder.default('INBOX'),
  sentFolder: fields.sentFolder.default(null),
  afterReading: fields.afterReading.default('leave'),
  moveTo: fields.moveTo.default(null),
  pollSeconds: fields.pollSeconds.default(60),
  readFrom: fields.readFrom.default(null),
  submission: fields.submission.default(null),
  ...secrets,
})
const mailboxChange = z.strictObject({ version, ...z.strictObject(fields).partial().shape, ...secrets })

const stateSchema = z.object({
  code: z.string().meta({ description: '`connected`, `off`, `new`, or what is wrong.' }),
  says: z.string().meta({ description: 'The other server’s own words.' }),
  since: z.int(),
  lastMailAt: nullable(z.int()),
  backlog: z.int(),
  skipped: z.int().meta({ description: 'Mails that were there before, and are not read.' }),
  taken: z.int(),
})
const mailboxSchema = z
  .object({
    id: z.string(),
    ...fields,
    name: z.string(),
    host: z.string(),
    address: z.string(),
    team: z.string(),
    readFrom: nullable(z.int()),
    has: z.object({ password: z.boolean(), clientSecret: z.boolean(), refreshToken: z.boolean() }),
    state: stateSchema,
    version: z.int(),
  })
  .meta({ id: 'Mailbox' })
const params = z.strictObject({ mailbox: idSchema('mbx') })
const versionQuery = z.strictObject({ version: z.coerce.number().pipe(z.int().min(0)) })
const news = {
  description:
    'A line of JSON for each step as it begins and ends: `step` (' +
    `${trySteps.join(', ')}), \`state\` (runs, done, failed, left_out), \`code\`, \`says\`, \`tookMs\`. ` +
    'Closing the connection ends the trying.',
  content: { 'application/x-ndjson': { schema: z.string() } },
}

/** `/mailboxes`. */
export function mailboxRoutes(app: App, set: SetUp): void {
  listMailboxes(app, set)
  addMailbox(app, set)
  changeMailbox(app, set)
  removeMailbox(app, set)
  tryOne(app, set)
}

/** Secrets travel there: over the open network only in secret. */
function isAskable(text: string): boolean {
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && /^(127\.|localhost$|\[::1\])/.test(hostname))
}

const fresh: Omit<MailboxState, 'mailbox'> = {
  code: 'new',
  says: '',
  since: instant(0),
  lastMailAt: null,
  backlog: 0,
  skipped: 0,
  taken: 0,
}

/** A mailbox as it is shown: without its secrets. */
export function shownMailbox(shell: Shell, mailbox: Mailbox, states: readonly MailboxState[]) {
  const { password, clientSecret, refreshToken, address: addressId, ...open } = mailbox
  const address = shell.addresses().find(one => one.id === addressId)
  const { mailbox: _, ...state } = states.find(one => one.mailbox === mailbox.id) ?? { mailbox: '', ...fresh }
  return {
    ...open,
    address: address?.address ?? '',
    team: address?.team ?? '',
    has: {
      password: password !== null,
      clientSecret: clientSecret !== null,
      refreshToken: refreshToken !== null,
    },
    state: mailbox.active ? state : { ...state, code: 'off', says: '' },
  }
}

function listMailboxes(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/mailboxes',
    summary: 'The mailboxes that are read, with how it goes.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(mailboxSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'mailboxes', 'read')
      const { mailboxes, mailboxReading } = shell.desk
      const [all, states] = await Promise.all([mailboxes.all(), mailboxReading.states()])
      return reply.send({ items: all.map(one => shownMailbox(shell, one, states)) })
    },
  })
}

function addMailbox(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/mailboxes',
    summary: 'Read another mailbox.',
    tag: 'set-up',
    body: newMailbox,
    answers: { 201: mailboxSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'mailboxes', 'change')
      const { address, team, password, clientSecret, refreshToken, ...open } = request.body
      const id = shell.newId('mbx')
      const sealed = sealedOf(shell, id, { password, clientSecret, refreshToken })
      const none = { password: null, clientSecret: null, refreshToken: null }
      const wish = { ...none, ...open, ...sealed, id, address: '' }
      fits(wish)
      const added = await shell.desk.mailboxes.add({
        ...wish,
        address: await addressFor(shell, by, address, team),
      })
      await record(shell, by, { what: 'mailbox.added', about: id, after: audited(added) })
      return reply.code(201).send(shownMailbox(shell, added, []))
    },
  })
}

function changeMailbox(app: App, { shell }: SetUp): void {
  const { mailboxes, mailboxReading } = shell.desk
  route(app, {
    method: 'PATCH',
    url: '/mailboxes/:mailbox',
    summary: 'Change a mailbox; secrets that are not named stay.',
    tag: 'set-up',
    params,
    body: mailboxChange,
    answers: { 200: mailboxSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'mailboxes', 'change')
      const { version, address, team, password, clientSecret, refreshToken, ...open } = request.body
      const before = there(await mailboxes.one(request.params.mailbox))
      const sealed = sealedOf(shell, before.id, { password, clientSecret, refreshToken })
      const changes = { ...given(open), ...sealed } as Partial<Mailbox>
      fits({ ...before, ...changes })
      const known = shownMailbox(shell, before, [])
      const place =
        address || team
          ? { address: await addressFor(shell, by, address ?? known.address, team ?? known.team) }
          : {}
      const after = settled(await mailboxes.change(before.id, version, { ...changes, ...place }))
      const news = Object.keys(sealed).map(secret => [`${secret}Changed`, true])
      await record(shell, by, {
        what: 'mailbox.changed',
        about: before.id,
        before: audited(before),
        after: { ...audited(after), ...Object.fromEntries(news) },
      })
      return reply.send(shownMailbox(shell, after, await mailboxReading.states()))
    },
  })
}

function removeMailbox(app: App, { shell }: SetUp): void {
  const { mailboxes } = shell.desk
  route(app, {
    method: 'DELETE',
    url: '/mailboxes/:mailbox',
    summary: 'Stop reading a mailbox, and forget how far it was read. Its cases stay.',
    tag: 'set-up',
    params,
    query: versionQuery,
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = needSetUp(request, 'mailboxes', 'change')
      const before = there(await mailboxes.one(request.params.mailbox))
      const isGone = await mailboxes.remove(before.id, request.query.version)
      settled(isGone ? before : 'stale')
      await record(shell, by, { what: 'mailbox.removed', about: before.id, before: audited(before) })
      return reply.code(204).send()
    },
  })
}

function tryOne(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/mailboxes/:mailbox/try',
    summary: 'Try a mailbox step by step: sign in, send a mail, see it arrive.',
    tag: 'set-up',
    params,
    answers: { 200: news },
    async handler(request, reply) {
      needSetUp(request, 'mailboxes', 'change')
      const mailbox = there(await shell.desk.mailboxes.one(request.params.mailbox))
      const ending = new AbortController()
      const lines = new Readable({ read() {} })
      const tell = (one: TryNews) => void lines.push(`${JSON.stringify(one)}\n`)
      reply.raw.on('close', () => ending.abort())
      const trying = { shell, mailbox, signIns: signIns(shell), signal: ending.signal, tell }
      void tryMailbox(trying).then(
        () => lines.push(null),
        fault => lines.destroy(fault),
      )
      return reply.type('application/x-ndjson; charset=utf-8').header('cache-control', 'no-store').send(lines)
    },
  })
}

type SecretsIn = { readonly [S in (typeof mailboxSecrets)[number]]?: string | null | undefined }

/** What was sent of secrets, sealed; what was not stays as it is. */
function sealedOf({ secrets }: Shell, id: MailboxId, sent: SecretsIn): Partial<Mailbox> {
  const named = mailboxSecrets.filter(secret => sent[secret] !== undefined)
  return Object.fromEntries(
    named.map(secret => {
      const words = sent[secret]
      return [secret, words == null ? null : secrets.seal(words, secretUse(id, secret))]
    }),
  )
}

/** What a record of changes may say of a mailbox. */
const audited = ({ password: _, clientSecret: __, refreshToken: ___, ...open }: Mailbox): object => open

/** What belongs together is there together. */
function fits({
  signInBy,
  password,
  oauth,
  refreshToken,
  afterReading,
  moveTo,
}: Omit<Mailbox, 'version'>): void {
  if (signInBy === 'password' && password === null) throw wrong('password', 'needed')
  if (signInBy === 'oauth2' && oauth === null) throw wrong('oauth', 'needed')
  if (signInBy === 'oauth2' && refreshToken === null) throw wrong('refreshToken', 'needed')
  if (afterReading === 'move' && !moveTo) throw wrong('moveTo', 'needed')
}

/** The desk's address of these words, with this team; made where there is none. */
async function addressFor(shell: Shell, by: Signed, address: string, team: `tea_${string}`): Promise<string> {
  const { addresses } = shell.desk
  const all = await addresses.all()
  const known = all.find(one => one.address.toLowerCase() === address.toLowerCase())
  if (known?.team === team) return known.id
  await needTeams(shell, [team])
  if (known) {
    const after = settled(await addresses.change(known.id, known.version, { team }))
    await record(shell, by, { what: 'address.changed', about: known.id, before: known, after })
    return known.id
  }
  const wish = { id: shell.newId('adr'), address, team, isDefault: all.length === 0 }
  const added = settled(await addresses.add(wish))
  await record(shell, by, { what: 'address.added', about: added.id, after: wish })
  return added.id
}
