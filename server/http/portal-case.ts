// The routes of one case: follow it by its link, add something, ask for more help, say whether it works,
// fetch a file.
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type FieldFault, plainWords, wordsFaults } from '#channels/form/form.ts'
import type { Card } from '#core/case/card.ts'
import { isThankYou } from '#core/case/thank-you.ts'
import { type Command, fold } from '#core/case/case.ts'
import type { CustomerFile } from '#core/case/customer-file.ts'
import { type CustomerView, customerView } from '#core/case/customer-view.ts'
import { type CustomerWalk, pinsIn } from '#core/case/customer-walk.ts'
import { scriptsOf } from '#core/case/deed/walk.ts'
import type { Attached } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { askableReasons, type HelpReason, helpReplies } from '#core/case/help-fact.ts'
import { after, minuteMs } from '#core/kit/time.ts'
import { minutesFor } from '#core/people/desk-facts.ts'
import type { CameFile } from '#portal/form.ts'
import { linkTo, type Page } from '#portal/page.ts'
import { casePage, dones } from '#portal/pages/case.ts'
import { moreHelpPage, openAgainPage } from '#portal/pages/more-help.ts'
import type { Handled } from '#server/deed.ts'
import { formLimits, type Portal, type PortalScope } from '#server/http/portal.ts'
import { secretOf } from '#server/http/portal-ask.ts'
import { nextAnswerMinutes } from '#server/http/usual-answer.ts'
import { pictured, sendFile, sendPicture } from '#server/http/portal-case-files.ts'
import { scriptsOn } from '#server/http/portal-case-script.ts'
import { fileWish, managerReasonOf, peopleOn, readerOf, wishesOn } from '#server/http/portal-manager.ts'
import { sendNoCase } from '#server/http/portal-cases.ts'
import { type Form, readForm, saidFaults } from '#server/http/portal-form.ts'
import { pageFor, sendPage, sendProblem } from '#server/http/portal-ground.ts'
import { namesOn } from '#server/http/script-names.ts'
import { accessTo, doorOf, rememberDoor, visitorOf } from '#server/http/portal-visitor.ts'
import type { Sealer } from '#server/sealer.ts'
import type { Blob, Ledger } from '#store/store.ts'

type Asking = FastifyRequest<{
  Params: { number: string; file?: string }
  Querystring: { [key: string]: unknown }
}>
/** A case its visitor may see, with everything he may see of it. */
export type Seen = {
  readonly portal: Portal
  readonly request: Asking
  readonly reply: FastifyReply
  readonly page: Page
  readonly card: Card
  readonly ledger: Ledger
  readonly view: CustomerView
  readonly proven: boolean
}
export type Work = (seen: Seen) => Promise<FastifyReply> | FastifyReply

/** Work on a case its visitor may see; to whoever may not it is not there. */
export const forCase =
  ({ portal, pageOf }: PortalScope) =>
  (work: Work) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const page = pageOf(request)
    const asking = request as Asking
    const k = asking.query.k
    if (typeof k === 'string' && request.method === 'GET') return exchange(portal, asking, reply, page, k)
    const seen = await see(portal, asking, reply, page)
    return seen ? work(seen) : sendNoCase(reply, page)
  }

/** The routes under /help/cases/{number}. */
export function caseRoutes(scope: PortalScope): void {
  const { app } = scope
  const one = '/cases/:number'
  const of = forCase(scope)
  app.get(
    one,
    of(seen => show(seen, [], '')),
  )
  app.post(`${one}/add`, of(add))
  app.get(
    `${one}/more-help`,
    of(seen => showHelp(seen, [], '', '')),
  )
  app.post(`${one}/more-help`, of(askHelp))
  app.post(`${one}/more-help/reply`, of(replyHelp))
  // Links in mails only lead to the question: programs open links, too, and a page read answers nothing.
  for (const part of ['works', 'yes', 'not-yet']) app.get(`${one}/${part}`, of(toCase('#works')))
  app.post(`${one}/works`, of(works))
  app.get(`${one}/open-again`, of(openAgain))
  app.get(`${one}/files/:file`, of(sendFile))
  app.get(`${one}/files/:file/picture`, of(sendPicture))
}

const numberOf = (text: string): number => (/^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0)
export const casePath = (number: number, more = ''): string => `/help/cases/${number}${more}`
const toCase =
  (more = ''): Work =>
  ({ reply, page, card }) =>
    reply.redirect(linkTo(page, casePath(card.number, more)), 303)

/** The secret of a link is exchanged for a cookie at once, so that it stays in no history and no referrer. */
async function exchange(
  portal: Portal,
  request: Asking,
  reply: FastifyReply,
  page: Page,
  k: string,
): Promise<FastifyReply> {
  // A page of the case may stand behind the secret: it belongs to the path.
  const [secret = '', behind] = k.split('/')
  const [door, card] = await Promise.all([
    doorOf(portal.shell, secret),
    portal.shell.store.card(numberOf(request.params.number)),
  ])
  if (!door || door.caseId !== card?.id) return sendNoCase(reply, page)
  rememberDoor(portal.shell, request, reply, secret)
  const part = behind ?? page.path.slice(casePath(card.number).length + 1)
  const pages = ['more-help', 'works', 'yes', 'not-yet', 'open-again', 'register', 'zone']
  const known = pages.includes(part) || /^scripts\/[a-z0-9][a-z0-9-]{0,60}$/.test(part)
  return reply.redirect(linkTo(page, casePath(card.number, known ? `/${part}` : '')), 303)
}

async function see(portal: Portal, request: Asking, reply: FastifyReply, page: Page): Promise<Seen | null> {
  const { shell } = portal
  const number = numberOf(request.params.number)
  const [visitor, card] = await Promise.all([
    visitorOf(shell, request),
    number > 0 ? shell.store.card(number) : null,
  ])
  const access = await accessTo(shell, visitor, card)
  const ledger = access && card && (await shell.store.read(card.id))
  if (!access || !card || !ledger) return null
  const text = ({ text }: { text: Parameters<typeof ledger.texts.get>[0] }) => ledger.texts.get(text) ?? null
  const walked = await Promise.all(pinsIn(ledger.events).map(pins => portal.shelf.pinned(pins)))
  const scripts = scriptsOf(walked.flat())
  const view = customerView(ledger.events, { text, desk: shell.facts(), now: shell.now(), scripts })
  if (!view) return null
  // Who only typed an address is told nothing of its owner, nor by which clock he lives.
  const customer = access.proven ? await shell.desk.customers.one(card.customer) : null
  const names = access.proven ? await namesOn(shell, card, card.worker ?? card.contact) : undefined
  return {
    portal,
    request,
    reply,
    page: { ...pageFor(shell, page, customer, customer && casePath(card.number, '/zone')), names },
    card,
    ledger,
    view: access.proven ? view : unprovenView(view),
    proven: access.proven,
  }
}

/**
 * What somebody sees who only typed an address: his own words and our promises, not what we wrote or did, nor
 * what came by
 * mail, which the owner of the address may have written.
 */
const unprovenView = (view: CustomerView): CustomerView => ({
  ...view,
  fix: null,
  contact: null,
  worker: null,
  question: view.question && { ...view.question, who: null, words: null },
  next: view.next && { ...view.next, topic: null, who: null },
  late: view.late && { ...view.late, topic: null, who: null },
  entries: view.entries
    .filter(
      entry =>
        (entry.own && !(entry.kind === 'said' && entry.via === 'mail')) ||
        ['opened', 'kept', 'late', 'missed', 'closed', 'reopened'].includes(entry.kind),
    )
    // What he began alone may have been gone on with by others.
    .map(entry => (entry.kind === 'walk' ? ownLines(entry) : entry)),
})

const ownLines = (walk: CustomerWalk): CustomerWalk => ({
  ...walk,
  lines: walk.lines.filter(line => line.own),
  files: [],
})

async function show(
  seen: Seen,
  faults: readonly FieldFault[],
  words: string,
  came: readonly CameFile[] = [],
): Promise<FastifyReply> {
  const { portal, request, reply, card, view } = seen
  const { shell } = portal
  const page = { ...seen.page, path: casePath(card.number) }
  const into = view.into && (await shell.store.card(view.into))
  const pictures = await pictured(seen)
  const done = dones.find(one => one === request.query.done) ?? null
  const one = {
    number: card.number,
    view,
    answerMinutes: nextAnswerMinutes(shell.facts(), fold(seen.ledger.events) as OpenedCase, shell.now()),
    once: newOnce(),
    errors: saidFaults(page.say, faults),
    words,
    came,
    all: request.query.all === '1',
    unproven: !seen.proven,
    intoNumber: into && into.customer === card.customer ? into.number : null,
    done: faults.length > 0 ? null : done,
    ...(await scriptsOn(seen)),
    wishes: await wishesOn(seen),
    fileLink: ({ file }: { file: string }) => linkTo(page, casePath(card.number, `/files/${file}`)),
    pictureLink: ({ file, held }: CustomerFile, size?: 'large') =>
      pictures.has(file) && !held
        ? linkTo(page, casePath(card.number, `/files/${file}/picture${size ? `?size=${size}` : ''}`))
        : null,
  }
  return sendPage(reply, page, casePage(page, one), faults.length > 0 ? 422 : 200)
}

export const newOnce = (): string => randomBytes(16).toString('base64url')

/** The same form sent twice is one deed; the same form with other words is another. */
export function onceKey({ card }: Seen, form: Form, ...said: readonly string[]) {
  const once = (form.fields.get('once') ?? '').slice(0, 100)
  const hash = createHash('sha256')
  for (const part of [card.id, once, ...said, ...form.files.map(file => file.sha256)])
    hash.update(`${part}\0`)
  const bodyHash = hash.digest('hex')
  return { actor: `portal/${card.customer}`, key: bodyHash, bodyHash }
}

/** Records a wish of the customer's; the same form sent twice is one. */
export async function wish(
  seen: Seen,
  command: Command,
  form: Form,
  seal: Sealer,
  blobs: readonly Blob[] = [],
  said = '',
): Promise<Handled> {
  const { portal, card } = seen
  return portal.shell.handle({
    caseId: card.id,
    by: { kind: 'customer', id: card.customer },
    commands: [command],
    texts: seal.texts,
    blobs,
    key: onceKey(seen, form, command.type, said),
  })
}

export const isRecorded = (handled: Handled): boolean =>
  ['done', 'nothing', 'repeated'].includes(handled.outcome)
const ended: FieldFault = { field: 'words', code: 'case_ended' }

async function add(seen: Seen): Promise<FastifyReply> {
  const { portal, request, reply, page, card } = seen
  if (formLimits(portal, request) > 0) return sendProblem(reply, page, 'too_many', 429)
  const secret = secretOf(portal, request)
  const form = await portal.uploads.complete(secret, await readForm(request))
  const words = plainWords(form.fields.get('words') ?? '')
  const faults = [...wordsFaults(words, form.files.length === 0), ...form.faults]
  if (faults.length > 0) return show(seen, faults, words, form.came)
  const seal = portal.shell.sealer()
  const attached = form.files.map(
    (file): Attached => ({
      file: portal.shell.newId('fil'),
      name: seal.text(file.name),
      type: file.type,
      size: file.bytes.length,
      sha256: file.sha256,
    }),
  )
  const command: Command = {
    type: 'message.receive',
    message: portal.shell.newId('msg'),
    channel: 'portal',
    from: card.customer,
    text: seal.text(words || form.files.map(file => file.name).join(', ')),
    attached,
    automatic: null,
    language: page.language,
    thanks: form.files.length === 0 && isThankYou(words) ? true : undefined,
  }
  const handled = await wish(seen, command, form, seal, form.files, words)
  if (!isRecorded(handled)) return show(seen, [ended], words, form.came)
  await portal.uploads.letGo(secret, form)
  return reply.redirect(linkTo(page, casePath(card.number, '?done=added')), 303)
}

function showHelp(seen: Seen, faults: readonly FieldFault[], reason: string, words: string): FastifyReply {
  const { portal, reply, card, view } = seen
  if (!view.may.help) return reply.redirect(linkTo(seen.page, casePath(card.number)), 303)
  const page = { ...seen.page, path: casePath(card.number, '/more-help') }
  const facts = portal.shell.facts()
  const people = peopleOn(seen)
  const one = {
    number: card.number,
    contact: view.contact?.name ?? null,
    answerBy: after(page.times.now, minutesFor(facts.helpMinutes, view.severity) * minuteMs),
    ...readerOf(
      portal.shell,
      page.times.now,
      people.map(each => each.id),
    ),
    people: people.map(({ name }) => ({ name, chosen: true })),
    joins: view.help?.mayWithdraw === true,
    next: view.next,
    once: newOnce(),
    errors: saidFaults(page.say, faults),
    reason,
    words,
  }
  return sendPage(reply, page, moreHelpPage(page, one), faults.length > 0 ? 422 : 200)
}

async function askHelp(seen: Seen): Promise<FastifyReply> {
  const { portal, request, reply, page, card } = seen
  if (formLimits(portal, request) > 0) return sendProblem(reply, page, 'too_many', 429)
  const form = await readForm(request)
  const manager = managerReasonOf(form.fields.get('reason'))
  const reason = manager ?? askableReasons.find(one => one === form.fields.get('reason'))
  const words = plainWords(form.fields.get('words') ?? '')
  const missing: FieldFault[] = reason ? [] : [{ field: 'reason', code: 'reason_missing' }]
  const faults = [...missing, ...wordsFaults(words, false)]
  if (faults.length > 0) return showHelp(seen, faults, reason ?? '', words)
  if (manager) {
    await fileWish(seen, form, manager, words)
    return reply.redirect(linkTo(page, casePath(card.number, '?done=asked_manager')), 303)
  }
  const seal = portal.shell.sealer()
  const text = words === '' ? undefined : seal.text(words)
  const command: Command = { type: 'help.ask', reason: reason as HelpReason, text }
  const handled = await wish(seen, command, form, seal, [], `${reason}\0${words}`)
  if (!isRecorded(handled)) return show(seen, [ended], words)
  return reply.redirect(linkTo(page, casePath(card.number, '?done=asked_help')), 303)
}

/** What he says to our answer, or that he wants no more help. Pressed twice it is the same. */
async function replyHelp(seen: Seen): Promise<FastifyReply> {
  const { portal, request, reply, page, card, ledger } = seen
  if (formLimits(portal, request) > 0) return sendProblem(reply, page, 'too_many', 429)
  const form = await readForm(request)
  const said = form.fields.get('reply')
  const state = fold(ledger.events)
  const help = state.phase === 'unopened' ? null : (state.help?.id ?? null)
  const to = (more: string) => reply.redirect(linkTo(page, casePath(card.number, more)), 303)
  const answer = helpReplies.find(one => one === said)
  if (help === null || (!answer && said !== 'withdraw')) return to('#help')
  const command: Command = answer
    ? { type: 'help.reply', help, reply: answer }
    : { type: 'help.withdraw', help }
  const handled = await wish(seen, command, form, portal.shell.sealer(), [], `${said}\0${help}`)
  if (!isRecorded(handled)) return to('#help')
  return to(answer ? '?done=help_replied' : '?done=help_withdrawn')
}

/** "Is it working?" Yes closes it; not yet opens it again. Pressed twice it is the same. */
async function works(seen: Seen): Promise<FastifyReply> {
  const { portal, request, reply, page, card, view } = seen
  const form = await readForm(request)
  if (formLimits(portal, request) > 0) return sendProblem(reply, page, 'too_many', 429)
  const to = (more: string) => reply.redirect(linkTo(page, casePath(card.number, more)), 303)
  const isYes = form.fields.get('works') === 'yes'
  if (isYes && view.may.confirm) {
    const handled = await wish(
      seen,
      { type: 'case.close', reason: 'confirmed' },
      form,
      portal.shell.sealer(),
      [],
      String(card.seq),
    )
    return to(isRecorded(handled) ? '?done=confirmed' : '')
  }
  if (!isYes && view.may.reopen) {
    const handled = await wish(
      seen,
      { type: 'case.reopen', reason: 'not_fixed' },
      form,
      portal.shell.sealer(),
      [],
      String(card.seq),
    )
    return to(isRecorded(handled) ? '/open-again' : '')
  }
  return to('')
}

function openAgain(seen: Seen): FastifyReply {
  const { reply, card, view } = seen
  const page = { ...seen.page, path: casePath(card.number) }
  if (view.phase !== 'open') return reply.redirect(linkTo(page, casePath(card.number)), 303)
  return sendPage(reply, page, openAgainPage(page, { number: card.number, next: view.next, once: newOnce() }))
}
