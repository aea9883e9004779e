// As whom mails leave and how they are signed, of the desk and of each team; and how a reply in a case
// would be. Not: what comes of it for a mail (server/mail-sender.ts).
import { z } from 'zod'
import { type Language, languages } from '#core/people/language.ts'
import { caseFor } from '#server/http/case-door.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams, idSchema, language, nullable } from '#server/http/schema.ts'
import { needSetUp, record, type SetUp, there, version, wrong } from '#server/http/set-up-door.ts'
import { signedIn } from '#server/http/signed.ts'
import { namesAgent, senderFor } from '#server/mail-sender.ts'
import { fromAddress } from '#server/react/message-mail.ts'
import type { Shell } from '#server/shell.ts'
import type { MailSender, SenderScope } from '#store/desk/mail-sender.ts'
import { senderFields, unknownFields } from '#words/mail-fields.ts'

const linesMax = 12
const line = z
  .string()
  .max(100)
  .regex(/^[^\p{Cc}<>"]*$/u)
const text = z
  .string()
  .max(1_000)
  .transform(said => said.replace(/\r\n?/g, '\n').trim())
  .refine(said => said.split('\n').length <= linesMax)

const senderSchema = z
  .object({
    scope: z.string().meta({ description: '`desk`, or the id of a team.' }),
    fromName: nullable(z.string()).meta({
      description: `Null: as the desk; of the desk: its name. May hold {${senderFields.join('}, {')}}.`,
    }),
    namesAgents: nullable(z.boolean()).meta({
      description: 'Whether customers read who of ours wrote. Null: as the desk; of the desk: yes.',
    }),
    signatures: z.partialRecord(language, z.string()).meta({
      description: 'By language, with the same fields; one that is missing: as the desk, else as we sign.',
    }),
    version: z.int(),
  })
  .meta({ id: 'MailSender' })
const scope = z.union([z.literal('desk'), idSchema('tea')])

/** `/mail-senders`, `/cases/:case/sender`. */
export function mailSenderRoutes(app: App, set: SetUp): void {
  listSenders(app, set)
  changeSender(app, set)
  senderOfReply(app, set)
}

const empty = (scope: SenderScope): MailSender => ({
  ...{ scope, fromName: null, namesAgents: null, signatures: {}, version: 0 },
})

function listSenders(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/mail-senders',
    summary: 'As whom mails leave and how they are signed: the desk first, then its teams.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(senderSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'mail_words', 'read')
      const kept = await shell.desk.mailSenders.all()
      const teams = (await shell.desk.teams.all()).filter(one => one.active).map(one => one.id)
      const items = (['desk', ...teams] as const).map(
        scope => kept.find(one => one.scope === scope) ?? empty(scope),
      )
      return reply.send({ items })
    },
  })
}

function changeSender(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'PUT',
    url: '/mail-senders/:scope',
    summary: 'Say as whom the mails of the desk or of a team leave, and how they are signed.',
    tag: 'set-up',
    params: z.strictObject({ scope }),
    body: z.strictObject({
      version,
      fromName: nullable(line),
      namesAgents: nullable(z.boolean()),
      signatures: z.partialRecord(language, text),
    }),
    answers: { 200: senderSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'mail_words', 'change')
      const { scope } = request.params
      if (scope !== 'desk') there(await shell.desk.teams.one(scope))
      const kept = await shell.desk.mailSenders.all()
      const before = kept.find(one => one.scope === scope) ?? empty(scope)
      const { version, fromName, namesAgents, signatures } = request.body
      const written = languages.filter(one => signatures[one])
      const wish: MailSender = {
        ...{ scope, namesAgents, version, fromName: fromName?.trim() || null },
        signatures: Object.fromEntries(written.map(one => [one, signatures[one] as string])),
      }
      fits(wish, namesAgents ?? kept.find(one => one.scope === 'desk')?.namesAgents ?? true)
      if (!(await shell.desk.mailSenders.keep(wish))) throw new Problem('set_up.changed')
      await record(shell, by, { what: 'mail_sender.changed', about: scope, before, after: wish })
      return reply.send({ ...wish, version: version + 1 })
    },
  })
}

/** Each field means something here, and nobody is named where nobody is to be. */
function fits({ fromName, signatures }: MailSender, isNamed: boolean): void {
  const all: [string, string][] = Object.entries(signatures).map(([of, said]) => [`signatures.${of}`, said])
  for (const [path, said] of fromName ? [['fromName', fromName] as const, ...all] : all) {
    const [unknown] = unknownFields(said, senderFields)
    if (unknown !== undefined) throw wrong(path, `unknown field {${unknown}}`)
    if (!isNamed && namesAgent(said)) throw wrong(path, 'names an agent')
  }
}

function senderOfReply(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/cases/:case/sender',
    summary: 'As whom a reply of mine in this case would leave, and how it would be signed.',
    tag: 'cases',
    params: caseParams,
    answers: {
      200: z.object({
        from: z.object({ name: z.string(), address: z.string() }),
        signature: z.string(),
        language,
      }),
    },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const card = await caseFor(shell, agent, request.params.case)
      return reply.send(await replySender(shell, card, agent))
    },
  })
}

async function replySender(
  shell: Shell,
  { team, customer }: Awaited<ReturnType<typeof caseFor>>,
  agent: Parameters<typeof caseFor>[1],
) {
  const language: Language = (await shell.desk.customers.one(customer))?.language ?? 'en'
  const { fromName, signature, signedBy } = senderFor(shell, { team, agent, language })
  const ours = [signedBy.name, signedBy.role].filter(Boolean).join('\n')
  return {
    from: { name: fromName, address: fromAddress(shell, { team }) },
    signature: signature ?? ours,
    language,
  }
}
