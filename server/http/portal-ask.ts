// The routes of asking: a page per question, each saved before the next, and the case at the end of it.
// Not: the pages (portal/pages/ask.ts), nor what makes a case of it (portal-arrival.ts).
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  type FieldFault,
  filesMax,
  plainLine,
  plainWords,
  whoFaults,
  wordsFaults,
} from '#channels/form/form.ts'
import { customerView } from '#core/case/customer-view.ts'
import { type FileId, isId } from '#core/kit/id.ts'
import { hasSaidWhen } from '#core/script/alone.ts'
import { linkTo, type Page } from '#portal/page.ts'
import { type AskStep, askPage, askPath, askSteps, type When, whens } from '#portal/pages/ask.ts'
import { worded } from '#portal/pages/script.ts'
import { receiptPage } from '#portal/pages/receipt.ts'
import { openAsked } from '#server/http/portal-arrival.ts'
import type { AskDraft } from '#server/http/portal-drafts.ts'
import { type Form, readForm, saidFaults, tooManyFiles } from '#server/http/portal-form.ts'
import { cookieOf, pageFor, sendPage, sendProblem, setCookie } from '#server/http/portal-ground.ts'
import { formLimits, type Portal, type PortalScope } from '#server/http/portal.ts'
import { onTheWay, walksForUs } from '#server/http/portal-script.ts'
import { knownAs, rememberDoor, visitorOf } from '#server/http/portal-visitor.ts'
import { newSecret } from '#store/desk/secret.ts'

/** What this desk still asks him: nothing he has answered in a script, and no product where there is none. */
async function stepsOf(portal: Portal, { walks }: AskDraft): Promise<readonly AskStep[]> {
  const [products, forUs] = await Promise.all([productsOf(portal), walksForUs(portal, walks)])
  const isWhenSaid = forUs.some(({ ground }) => hasSaidWhen(ground.walk, ground.scripts))
  const isAsked = (step: AskStep) =>
    step === 'when' ? !isWhenSaid : step !== 'product' || products.length > 0
  return askSteps.filter(isAsked)
}

/** The products somebody may choose from. */
const productsOf = async ({ shell }: Portal) =>
  (await shell.desk.products.all()).filter(one => one.active).map(({ id, name }) => ({ id, name }))

const blank = (portal: Portal): AskDraft => ({
  words: '',
  files: [],
  walks: [],
  when: '',
  since: '',
  product: '',
  name: '',
  mail: '',
  tel: '',
  caseId: portal.shell.newId('cas'),
  customer: null,
  number: null,
})

/** The routes under /help/ask. */
export function askRoutes({ app, portal, pageOf }: PortalScope): void {
  for (const step of askSteps) {
    app.get(askPath(step).replace('/help', ''), async (request, reply) => {
      const page = pageOf(request)
      const draft = await draftOf(portal, request)
      // A page ahead of the answers leads back to the first one that is missing.
      const missing = await firstMissing(portal, draft)
      const isAsked = (await stepsOf(portal, draft)).includes(step)
      if (!isAsked || askSteps.indexOf(step) > askSteps.indexOf(missing))
        return reply.redirect(linkTo(page, askPath(missing)), 303)
      return show(portal, reply, page, step, draft, [])
    })
    app.post(`/ask/${step}`, async (request, reply) =>
      answered(portal, request, reply, pageOf(request), step),
    )
  }
  app.get('/ask/done', (request, reply) => receipt(portal, request, reply, pageOf(request)))
}

const secretForm = /^[\w-]{20,100}$/
/** The secret under which this browser's answers lie; null: it has none. */
export const secretOf = ({ shell }: Portal, request: FastifyRequest): string | null => {
  const secret = cookieOf(shell, request, 'ask')
  return secretForm.test(secret) ? secret : null
}

/** What was answered so far; a visitor we know by his mail need not type it again. */
export async function draftOf(portal: Portal, request: FastifyRequest): Promise<AskDraft> {
  const secret = secretOf(portal, request)
  const kept = secret && (await portal.drafts.read(secret))
  if (kept && kept.number === null) return kept
  const { customer } = await visitorOf(portal.shell, request)
  return customer
    ? { ...blank(portal), name: customer.name, mail: customer.email ?? '', tel: customer.phones[0] ?? '' }
    : blank(portal)
}

async function firstMissing(portal: Portal, draft: AskDraft): Promise<AskStep> {
  const isMissing: Readonly<Record<AskStep, () => boolean>> = {
    what: () => wordsFaults(draft.words, true).length > 0,
    when: () => draft.when === '',
    product: () => draft.product === '',
    who: () => whoFaults(draft).length > 0,
    check: () => true,
  }
  return (await stepsOf(portal, draft)).find(step => isMissing[step]()) ?? 'check'
}

async function show(
  portal: Portal,
  reply: FastifyReply,
  page: Page,
  step: AskStep,
  asked: AskDraft,
  faults: readonly FieldFault[],
): Promise<FastifyReply> {
  const products = await productsOf(portal)
  const [offers, walked, steps] = await Promise.all([
    offersFor(portal, page, step, asked),
    walkedBy(portal, page, asked),
    stepsOf(portal, asked),
  ])
  const errors = saidFaults(page.say, faults)
  const shown = { step, steps, asked, products, errors, offers, walked }
  const readable = { ...page, path: askPath(step) }
  return sendPage(reply, readable, askPage(readable, shown), faults.length > 0 ? 422 : 200)
}

const offersMax = 2

/** Scripts that fit what he wrote, without those he went through. */
async function offersFor({ offers }: Portal, { language }: Page, step: AskStep, { words, walks }: AskDraft) {
  if (step !== 'when') return []
  const fitting = await offers.fitting(language, words, offersMax + walks.length)
  return fitting.filter(({ slug }) => walks.every(one => one.slug !== slug)).slice(0, offersMax)
}

async function walkedBy(portal: Portal, page: Page, { walks }: AskDraft) {
  const forUs = await walksForUs(portal, walks)
  const shown = forUs.map(({ walk: { slug, acts }, scripts }) => ({
    slug,
    title: worded(page, scripts.find(one => one.slug === slug)?.title ?? {}),
    answers: onTheWay(acts).length,
  }))
  return shown.filter(({ answers }) => answers > 0)
}

/** One page was answered: what is good is saved, what is not comes back with a word at its field. */
async function answered(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
  step: AskStep,
): Promise<FastifyReply> {
  if (formLimits(portal, request) > 0) return sendProblem(reply, page, 'too_many', 429)
  const known = secretOf(portal, request)
  const form = await portal.uploads.complete(known, await readForm(request))
  const secret = known ?? newSecret()
  if (step === 'check') return send(portal, request, reply, page)
  const before = await draftOf(portal, request)
  const products = await productsOf(portal)
  const { draft, faults } = await answer[step](portal, secret, before, form, products)
  // A machine's page is shown again but not kept: it would otherwise go on without it.
  await portal.drafts.save(secret, faults.some(one => one.code === 'trap') ? before : draft)
  if (faults.every(one => one.code !== 'file_full')) await portal.uploads.letGo(secret, form)
  setCookie(portal.shell, reply, 'ask', secret, 1)
  if (faults.length > 0) return show(portal, reply, page, step, draft, faults)
  const isLater = (one: AskStep) => askSteps.indexOf(one) > askSteps.indexOf(step)
  const next = (await stepsOf(portal, draft)).find(isLater) ?? 'check'
  return reply.redirect(linkTo(page, askPath(next)), 303)
}

type Answer = (
  portal: Portal,
  secret: string,
  draft: AskDraft,
  form: Form,
  products: readonly { id: string }[],
) => Promise<{ draft: AskDraft; faults: readonly FieldFault[] }>

const answer: Readonly<Record<Exclude<AskStep, 'check'>, Answer>> = {
  async what(portal, secret, draft, form) {
    const words = plainWords(form.fields.get('words') ?? '')
    const dropped = new Set((form.fields.get('drop') ?? '').split('\n'))
    for (const id of dropped) if (isId('fil', id)) await portal.drafts.drop(secret, id as FileId)
    const files = draft.files.filter(file => !dropped.has(file.id))
    const faults: FieldFault[] = [...wordsFaults(words, true), ...form.faults]
    for (const file of form.files) {
      // The same file chosen again, because the page came back, is one file.
      if (files.some(one => one.sha256 === file.sha256 && one.name === file.name)) continue
      if (files.length >= filesMax) {
        if (!faults.some(one => one.code === 'too_many_files')) faults.push(tooManyFiles)
        break
      }
      const kept = await portal.drafts.keep(secret, file)
      if (kept) files.push(kept)
      else faults.push({ field: 'files', code: 'file_full', values: { name: file.name } })
    }
    return { draft: { ...draft, words: [...words].slice(0, 100_000).join(''), files }, faults }
  },
  async when(_portal, _secret, draft, form) {
    const when = form.fields.get('when') as When | undefined
    const since = plainLine(form.fields.get('since') ?? '')
    const isOne = when !== undefined && whens.includes(when)
    return {
      draft: { ...draft, when: isOne ? when : draft.when, since },
      faults: isOne ? [] : [{ field: 'when', code: 'when_missing' }],
    }
  },
  async product(_portal, _secret, draft, form, products) {
    const product = form.fields.get('product') ?? ''
    const isOne = product === 'none' || products.some(one => one.id === product)
    return {
      draft: { ...draft, product: isOne ? product : draft.product },
      faults: isOne ? [] : [{ field: 'product', code: 'product_missing' }],
    }
  },
  async who(_portal, _secret, draft, form) {
    const line = (name: string) => plainLine(form.fields.get(name) ?? '')
    const who = { name: line('name'), mail: line('mail'), tel: line('tel') }
    const trapped: FieldFault[] = line('website') === '' ? [] : [{ field: 'website', code: 'trap' }]
    return { draft: { ...draft, ...who }, faults: [...whoFaults(who), ...trapped] }
  },
}

/** The last page was sent: one draft becomes one case, however often the button is pressed. */
async function send(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
): Promise<FastifyReply> {
  const secret = secretOf(portal, request)
  const draft = secret && (await portal.drafts.read(secret))
  if (!secret || !draft) return reply.redirect(linkTo(page, '/help/ask'), 303)
  const done = linkTo(page, '/help/ask/done')
  if (draft.number !== null) return reply.redirect(done, 303)
  const missing = await firstMissing(portal, draft)
  if (missing !== 'check') return reply.redirect(linkTo(page, askPath(missing)), 303)
  if (portal.openings.take(request.ip) > 0 || portal.allOpenings.take('all') > 0)
    return sendProblem(reply, page, 'too_many', 429)
  const opened = await portal.once(secret, async () =>
    openAsked(portal, { secret, draft, page, visitor: await visitorOf(portal.shell, request) }),
  )
  rememberDoor(portal.shell, request, reply, opened.follow)
  return reply.redirect(done, 303)
}

async function receipt(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
): Promise<FastifyReply> {
  const { shell } = portal
  const secret = secretOf(portal, request)
  const draft = secret && (await portal.drafts.read(secret))
  const ledger = draft && draft.number !== null && (await shell.store.read(draft.number))
  if (!draft || draft.number === null || !ledger) return reply.redirect(linkTo(page, '/help'), 303)
  const text = ({ text }: { text: Parameters<typeof ledger.texts.get>[0] }) => ledger.texts.get(text) ?? null
  const view = customerView(ledger.events, { text, desk: shell.facts(), now: shell.now() })
  const one = {
    number: draft.number,
    words: draft.words,
    answerBy: view?.next?.dueAt ?? null,
    mail: draft.mail || null,
    phone: shell.settings().callBackNumber ?? null,
    nextStep: view?.nextStep ?? null,
  }
  const own = pageFor(shell, page, await knownAs(shell, await visitorOf(shell, request)))
  return sendPage(reply, own, receiptPage(own, one))
}
