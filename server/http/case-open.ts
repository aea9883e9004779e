// A new case by an agent or a program: the person found or made, what is known of the need, and what was said
// on the line.
import { z } from 'zod'
import type { CallOpening } from '#core/case/call-opening.ts'
import type { Command, CommandOf } from '#core/case/case.ts'
import { present } from '#core/case/deed/deed.ts'
import { severityOf } from '#core/case/impact.ts'
import type { Need } from '#core/entitlement/entitle.ts'
import type { CaseId, OrganisationId, Prefix, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Language } from '#core/people/language.ts'
import { type Arriving, arrivalTeam, teamOtherwise } from '#server/arrival-team.ts'
import { openingOf } from '#server/call-opening.ts'
import { answerAgain, answerOf, type DeedDesk, doneSchema } from '#server/http/deed-routes.ts'
import { etag } from '#server/http/if-match.ts'
import { contactHeld, deedSchemas, nextPromise } from '#server/http/deed-schemas.ts'
import { keyOf } from '#server/http/idempotency.ts'
import { Problem, problemOf } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import {
  channel,
  idSchema,
  kind,
  language,
  line,
  paragraphs,
  phone,
  severity,
  timeZone,
  words,
} from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { Sealer } from '#server/sealer.ts'
import type { Shell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'

export const email = z.email().max(320)

const openBody = z.strictObject({
  channel: channel.default('api'),
  subject: line,
  text: paragraphs.optional().meta({ description: "The need in the customer's words: kept as a claim." }),
  language: language.optional(),
  customer: z.union([
    z.strictObject({ id: idSchema('cus') }),
    z.strictObject({
      name: line,
      email: email.optional(),
      phone: phone.optional(),
      organisation: idSchema('org').optional(),
      timeZone: timeZone.optional(),
    }),
  ]),
  kind: kind.optional(),
  severity: severity
    .optional()
    .meta({ description: 'Absent where the impact is said: it follows from that.' }),
  impact: deedSchemas['severity.assess']
    .omit({ claim: true })
    .optional()
    .meta({ description: 'How bad it is by its impact, with a reason the customer can read.' }),
  product: z.union([idSchema('pro'), z.null()]).optional(),
  serial: words(100).optional().meta({
    description: 'The number of the device or service it is about: who is covered is judged by it.',
  }),
  site: words(200).optional().meta({ description: 'The place it is about, as contracts name it.' }),
  team: idSchema('tea').optional().meta({ description: 'Absent: by the rules of routing.' }),
  take: z.boolean().optional().meta({ description: 'I am contact and worker from the first second.' }),
  claims: z.array(paragraphs).max(20).optional(),
  questions: z.array(line).max(20).optional(),
  held: contactHeld.optional().meta({ description: 'The call, chat or visit in which it was told.' }),
  promise: nextPromise.optional(),
})
type OpenBody = z.output<typeof openBody>

/** `POST /cases`. */
export function caseOpenRoute(app: App, desk: DeedDesk): void {
  route(app, {
    method: 'POST',
    url: '/cases',
    summary: 'Open a case.',
    tag: 'cases',
    isDeed: true,
    body: openBody,
    answers: { 201: doneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const key = keyOf(request, signed.actorKey)
      const done = await desk.once(
        key,
        () => open(desk.shell, signed, request.body, key),
        kept => answerAgain(desk.shell, kept),
      )
      return reply
        .code(201)
        .header('etag', etag(done.seq))
        .header('location', `/api/v1/cases/${done.id}`)
        .send(done)
    },
  })
}

async function open(shell: Shell, signed: Signed, body: OpenBody, key: ReturnType<typeof keyOf>) {
  const { impact } = body
  if (impact && body.severity !== undefined)
    throw new Problem('request.invalid', { fields: [{ path: 'severity', message: 'impact' }] })
  const { customer, isKnown } = await customerOf(shell, body)
  const organisation = customer.organisation && (await shell.desk.organisations.one(customer.organisation))
  const seal = shell.sealer()
  const ids: Record<string, string> = { customer: customer.id }
  const made: Made = (prefix, name) => {
    const id = shell.newId(prefix)
    ids[name] = id
    return id
  }
  const caseId = shell.newId('cas')
  const opening: Opening = {
    type: 'case.open',
    channel: body.channel,
    subject: seal.text(body.subject),
    customer: customer.id,
    organisation: customer.organisation ?? undefined,
    language: body.language ?? customer.language,
    team: body.team ?? defaultTeam(shell, { ...body, language: body.language ?? customer.language }),
    verified: customer.verified,
    kind: body.kind,
    severity: impact ? severityOf(impact) : body.severity,
    product: body.product,
    taker: body.take ? signed.agent : undefined,
    promised: body.promise !== undefined,
  }
  const said = saidCommands(body, seal, made)
  const told = body.held?.opening
  const began =
    told &&
    (await openingOf(
      shell,
      { ...told, language: told.language ?? opening.language },
      { caller: customer, isKnown, about: 'new', words: wordsOf(said), ref: seal.text },
    ))
  const handled = await shell.handle({
    caseId,
    by: signed.by,
    commands: [opening, ...assessed(impact, seal), ...said.map(one => withOpening(one, began))],
    texts: seal.texts,
    key,
    names: { customerName: customer.name, organisationName: (organisation || null)?.name ?? null },
    ids,
    need: needOf(shell, caseId, opening, body),
  })
  return answerOf(shell, handled)
}

type Opening = CommandOf<'case.open'>

/** How bad it is, where its impact was said. */
const assessed = (impact: OpenBody['impact'], seal: Sealer): readonly Command[] =>
  impact ? [{ ...impact, type: 'severity.assess', because: seal.text(impact.because) }] : []

/** His first words, which are kept as a claim. */
const wordsOf = (said: readonly Command[]): TextRef | undefined =>
  said.find(one => one.type === 'claim.make')?.text

const withOpening = (command: Command, opening: CallOpening | undefined): Command =>
  command.type === 'contact.hold' ? { ...command, opening } : command

/** What a new case is judged by, where more is said of it than its opening holds. */
function needOf(
  shell: Shell,
  caseId: CaseId,
  opening: Opening,
  { serial, site }: OpenBody,
): Need | undefined {
  if (serial === undefined && site === undefined) return undefined
  const { channel, customer, organisation = null, product = null } = opening
  const about = present({ serial, site })
  return { at: shell.now(), channel, caseId, customer, organisation, product, ...about }
}

type Made = <P extends Prefix>(prefix: P, name: string) => `${P}_${string}`

/**
 * What was said on the line, as wishes of the same append: his words, his questions, the call itself, a
 * promise.
 */
function saidCommands(body: OpenBody, seal: Sealer, made: Made): Command[] {
  const commands: Command[] = []
  const numbered = (name: string, i: number) => (i === 0 ? name : `${name}${i + 1}`)
  const claims = [...(body.text === undefined ? [] : [body.text]), ...(body.claims ?? [])]
  for (const [i, text] of claims.entries())
    commands.push({ type: 'claim.make', claim: made('cla', numbered('claim', i)), text: seal.text(text) })
  for (const [i, text] of (body.questions ?? []).entries())
    commands.push({
      type: 'question.add',
      question: made('que', numbered('question', i)),
      text: seal.text(text),
    })
  const { held, promise } = body
  if (held) {
    const { opening: _, ...own } = held
    const text = held.text === undefined ? undefined : seal.text(held.text)
    commands.push({ ...own, type: 'contact.hold', contact: made('con', 'contact'), text, keeps: [] })
  }
  if (promise) {
    const topic = seal.text(promise.topic)
    commands.push({ ...promise, type: 'promise.make', promise: made('prm', 'promise'), topic })
  }
  return commands
}

/**
 * The customer named, found by his address, or made: somebody who is on the line is not asked to register.
 */
async function customerOf(
  shell: Shell,
  { customer: wished, language }: OpenBody,
): Promise<{ readonly customer: Customer; readonly isKnown: boolean }> {
  const { customers } = shell.desk
  if ('id' in wished) {
    const known = await customers.one(wished.id)
    if (!known || known.erasedAt !== null) throw new Problem('customer.not_found')
    return { customer: known, isKnown: true }
  }
  const fresh = {
    id: shell.newId('cus'),
    name: wished.name.trim(),
    createdAt: shell.now(),
    ...(wished.phone && { phones: [wished.phone] }),
    ...(wished.organisation && { organisation: await knownOrganisation(shell, wished.organisation) }),
    ...(language && { language: language as Language }),
    ...(wished.timeZone && { timeZone: wished.timeZone }),
  }
  if (wished.email) {
    const customer = await customers.byEmailOrNew(wished.email, fresh)
    return { customer, isKnown: customer.id !== fresh.id }
  }
  const added = await customers.add(fresh)
  if (added === 'taken') throw new Problem('customer.address_taken')
  return { customer: added, isKnown: false }
}

/** The organisation, if there is such a one. */
export async function knownOrganisation({ desk }: Shell, id: OrganisationId): Promise<OrganisationId> {
  if (await desk.organisations.one(id)) return id
  throw new Problem('request.invalid', { fields: [{ path: 'organisation', message: '?' }] })
}

/** Where a case begins when nobody says it. */
export function defaultTeam(shell: Shell, arriving?: Arriving): TeamId {
  const team = arriving ? arrivalTeam(shell, arriving) : teamOtherwise(shell)
  if (team === null) throw problemOf({ refused: 'team.not_found' })
  return team
}
