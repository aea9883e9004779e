// The routes of scripts a customer goes through by himself, before there is a case: the list, the search, a
// page a question, and the way to us. The walk lies with what he is asking us (decision 15). Not: the pages
// (portal/pages/script.ts), nor a walk on a case (portal-case-script.ts).
import type { FastifyReply, FastifyRequest } from 'fastify'
import { plainLine } from '#channels/form/form.ts'
import { scriptsOf } from '#core/case/deed/walk.ts'
import { isId } from '#core/kit/id.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { type TimedAct, toldAlone } from '#core/measure/told-alone.ts'
import type { OutageAsker } from '#core/outage/outage.ts'
import { answeredBy, beforeChecks, goneAlone, onAlone, stoodAt } from '#core/script/alone.ts'
import type { Checks } from '#core/script/checks-behind.ts'
import type { Script } from '#core/script/script.ts'
import { linkTo, type Page } from '#portal/page.ts'
import { leavings, worded } from '#portal/pages/script.ts'
import { saidMax, scriptsPage } from '#portal/pages/scripts.ts'
import { placeHolder } from '#server/http/portal-answer.ts'
import { draftOf, secretOf } from '#server/http/portal-ask.ts'
import type { AskDraft, DraftAnswer, DraftWalk } from '#server/http/portal-drafts.ts'
import { readForm } from '#server/http/portal-form.ts'
import { outageIn } from '#server/http/portal-outage.ts'
import { pictureRoute } from '#server/http/portal-picture.ts'
import { sendPage, sendProblem, setCookie } from '#server/http/portal-ground.ts'
import {
  type Gave,
  type Ground,
  latest,
  pageNumber,
  type Sent,
  saidOn,
  sentTo,
  showAt,
  toPage,
} from '#server/http/portal-walk.ts'
import { visitorOf } from '#server/http/portal-visitor.ts'
import { formLimits, type Portal, type PortalScope } from '#server/http/portal.ts'
import { checksAlone } from '#server/walk-checks.ts'
import { newSecret } from '#store/desk/secret.ts'

type Asking = FastifyRequest<{ Params: { slug: string; n?: string }; Querystring: { q?: unknown } }>

/** Somebody who goes round and round is helped by a person. */
const actsMax = 200
/** Walks of one browser that are kept; beyond these the oldest is let go. */
const walksMax = 5
const foundMax = 5

/** The routes under /help/scripts. */
export function scriptWalkRoutes({ app, portal, pageOf }: PortalScope): void {
  pictureRoute({ app, portal, pageOf })
  app.get('/scripts', (request, reply) => list(portal, request as Asking, reply, pageOf(request)))
  const one = '/scripts/:slug'
  for (const url of [one, `${one}/:n`])
    app.get(url, (request, reply) => show(portal, request as Asking, reply, pageOf(request)))
  for (const how of leavings)
    app.get(`${one}/:n/${how}`, async (request, reply) => {
      const page = pageOf(request)
      const going = await goingOf(portal, request as Asking)
      const n = going && pageNumber(going.ground, (request as Asking).params.n)
      if (!going) return sendProblem(reply, page, 'no_page', 404)
      return n === null
        ? toPage(reply, page, going.ground, latest(going.ground))
        : showAt(reply, page, going.ground, n, { how })
    })
  app.post(`${one}/pass-on`, (request, reply) => passOn(portal, request as Asking, reply, pageOf(request)))
  app.post(`${one}/:n`, (request, reply) => answered(portal, request as Asking, reply, pageOf(request)))
}

async function list(
  { offers }: Portal,
  request: Asking,
  reply: FastifyReply,
  page: Page,
): Promise<FastifyReply> {
  const { q } = request.query
  const said = typeof q === 'string' ? plainLine(q).slice(0, saidMax) : ''
  const [all, found] = await Promise.all([
    offers.all(page.language),
    said === '' ? [] : offers.fitting(page.language, said, foundMax),
  ])
  return sendPage(reply, page, scriptsPage(page, { said, found, all }))
}

/** A walk of this browser, or the one it would begin. */
type Going = {
  readonly ground: Ground
  readonly draft: AskDraft
  readonly walk: DraftWalk
  readonly asker: Asker
}

const slugForm = /^[a-z0-9][a-z0-9-]{0,60}$/

async function goingOf(portal: Portal, request: Asking): Promise<Going | null> {
  const { slug } = request.params
  if (!slugForm.test(slug)) return null
  const draft = await draftOf(portal, request)
  const kept = draft.walks.find(one => one.slug === slug)
  const scripts = kept ? await portal.shelf.pinned(kept.pins) : await portal.shelf.live(slug)
  const root = scripts?.find(one => one.slug === slug)
  if (!scripts || !root) return null
  const asker = await askerOf(portal, request, draft)
  return goingIn(portal, { draft, kept: kept ?? null, root, all: scripts, asker })
}

/** The script he goes through is known where he comes to a check. */
type Asker = Omit<OutageAsker, 'scripts'>

/** What is known of whoever goes by himself: who he is shown to be, and what he said it is about. */
async function askerOf({ shell }: Portal, request: FastifyRequest, draft: AskDraft): Promise<Asker> {
  const { customer } = await visitorOf(shell, request)
  const organisation = customer?.organisation ?? null
  const firm = organisation ? await shell.desk.organisations.one(organisation) : null
  const product = isId('pro', draft.product) ? draft.product : null
  return { product, organisation, places: firm ? [firm.name] : [] }
}

type Begun = {
  readonly draft: AskDraft
  readonly kept: DraftWalk | null
  readonly root: Script
  readonly all: readonly Script[]
  readonly asker: Asker
}

async function goingIn({ shell }: Portal, { draft, kept, root, all, asker }: Begun): Promise<Going | null> {
  const begun = kept ? null : beforeChecks(root, scriptsOf(all))
  const told = kept?.checks ?? {}
  const checks =
    begun && !isRefusal(begun)
      ? await checksAlone(shell, { walk: begun, scripts: scriptsOf(all), told, asker })
      : told
  const ground = groundOf(root, all, { acts: kept?.acts ?? [], checks })
  if (!ground) return null
  // A script for us alone has no page here.
  const isOurs = kept === null && ground.walk.end === null && !isHisToBegin(root)
  if (isOurs) return null
  const fresh = { walk: shell.newId('wlk'), slug: root.slug, pins: ground.walk.pins, begunAt: shell.now() }
  const walk = { ...(kept ?? { ...fresh, acts: [] }), checks }
  return { ground: { ...ground, outage: await outageIn(shell, ground.walk) }, draft, walk, asker }
}

const isHisToBegin = ({ steps, start }: Script): boolean => steps.find(one => one.name === start)?.level === 0

/** The walk as far as he came; null: it cannot be gone through like this. */
export function groundOf(
  root: Script,
  all: readonly Script[],
  { acts, checks = {} }: Pick<DraftWalk, 'acts' | 'checks'>,
): Ground | null {
  const scripts = scriptsOf(all)
  const walk = goneAlone(root, acts, scripts, checks)
  if (isRefusal(walk)) return null
  const base = `/help/scripts/${root.slug}`
  return { walk, scripts, gave: onTheWay(acts).map(gaveIn), base, caseNumber: null }
}

/** The answers that were not gone back over. */
export function onTheWay(acts: DraftWalk['acts']): DraftAnswer[] {
  const way: DraftAnswer[] = []
  for (const act of acts)
    if (act === 'back') way.pop()
    else way.push(act)
  return way
}

const gaveIn = ({ photo, words, at: _, ...own }: DraftAnswer): Gave => ({
  ...own,
  ...(photo ? { words: photo.name, sha256: photo.sha256 } : words === undefined ? {} : { words }),
})

async function show(portal: Portal, request: Asking, reply: FastifyReply, page: Page): Promise<FastifyReply> {
  const going = await goingOf(portal, request)
  if (!going) return sendProblem(reply, page, 'no_page', 404)
  const n = pageNumber(going.ground, request.params.n)
  // A page ahead of the answers leads back to where he stands. And each question keeps an address of its own,
  // the first one, too: so the browser's back button finds it.
  if (n === null) return toPage(reply, page, going.ground, latest(going.ground))
  return showAt(reply, page, going.ground, n)
}

/** A step was answered: saved before the next page, whatever the browser does then. */
async function answered(
  portal: Portal,
  request: Asking,
  reply: FastifyReply,
  page: Page,
): Promise<FastifyReply> {
  if (formLimits(portal, request) > 0) return sendProblem(reply, page, 'too_many', 429)
  const form = await portal.uploads.complete(secretOf(portal, request), await readForm(request))
  const going = await goingOf(portal, request)
  if (!going) return sendProblem(reply, page, 'no_page', 404)
  const { ground } = going
  const n = pageNumber(ground, request.params.n)
  if (n === null) return toPage(reply, page, ground, latest(ground))
  const sent = sentTo(ground, n, form)
  // Nothing is known of anybody before there is a case.
  if (sent.kind === 'known') return toPage(reply, page, ground, n)
  if (sent.kind === 'shown') return toPage(reply, page, ground, sent.n)
  if (sent.kind === 'wrong') return showAt(reply, page, ground, n, sent)
  const secret = secretOf(portal, request) ?? newSecret()
  const given = await keptAnswer(portal, secret, sent)
  if (given === 'full') {
    const name = sent.given.file?.name ?? ''
    const wrong = { faults: [{ field: 'files', code: 'file_full', values: { name } } as const], form }
    return showAt(reply, page, ground, n, { wrong })
  }
  const acts = [...going.walk.acts, ...Array<'back'>(sent.backs).fill('back'), given]
  const from = { walk: stoodAt(ground.walk, n), act: given }
  const checks = await toldNext(portal, going, from)
  const next = onAlone(from.walk, given, ground.scripts, checks)
  // Nobody is lost in a ring, nor where a script leads nowhere: what he said goes to us.
  if (isRefusal(next) || acts.length > actsMax) return passOn(portal, request, reply, page)
  const walk = { ...going.walk, acts, checks }
  await save(portal, secret, going.draft, walk)
  await portal.uploads.letGo(secret, form)
  await count(portal, request, { walk, ground, isSolved: next.end === 'solved' })
  setCookie(portal.shell, reply, 'ask', secret, 1)
  return toPage(reply, page, ground, n + 1)
}

/** What the checks say that his answer leads to, beside what was told before. */
async function toldNext(
  { shell }: Portal,
  { ground: { scripts }, walk: { checks: told = {} }, asker }: Going,
  from: Parameters<typeof beforeChecks>[0],
): Promise<Checks> {
  const walk = beforeChecks(from, scripts)
  return isRefusal(walk) ? told : checksAlone(shell, { walk, scripts, told, asker })
}

type Counting = { readonly walk: DraftWalk; readonly ground: Ground; readonly isSolved: boolean }

/** What solves without us is told of like what we solve; answered otherwise after all, it is not. */
async function count(
  { shell, solvings }: Portal,
  request: FastifyRequest,
  { walk, ground: { walk: before, scripts }, isSolved }: Counting,
): Promise<void> {
  const { walkFigures } = shell.desk
  if (before.end === 'solved') await walkFigures.tellAlone(walk.walk, [])
  // Whoever solves twenty an hour from one address is none of those we learn from.
  const script =
    isSolved && solvings.take(request.ip) === 0 ? scripts(walk.slug, walk.pins[walk.slug]!) : null
  if (!script) return
  const acts = walk.acts.map((act, i): TimedAct => {
    const after = walk.acts.slice(i).find(one => one !== 'back')
    const at = act === 'back' ? (after?.at ?? walk.begunAt) : act.at
    return { act, at, nowhere: act !== 'back' && act.nowhere === true }
  })
  await walkFigures.tellAlone(
    walk.walk,
    toldAlone(walk.walk, { script, acts, begunAt: walk.begunAt, checks: walk.checks ?? {} }, scripts),
  )
}

type Answered = Extract<Sent, { kind: 'given' }>

async function keptAnswer(
  { drafts, shell }: Portal,
  secret: string,
  { step, given }: Answered,
): Promise<DraftAnswer | 'full'> {
  const { file, ...own } = given
  const at = shell.now()
  if (!file) return { at, step: step.name, ...own }
  const photo = await drafts.keep(secret, file)
  return photo
    ? { at, step: step.name, ...own, answer: { kind: 'value', value: placeHolder }, photo }
    : 'full'
}

/** The walk he went on with last stands last. */
async function save({ drafts }: Portal, secret: string, draft: AskDraft, walk: DraftWalk) {
  const others = draft.walks.filter(one => one.slug !== walk.slug)
  await drafts.save(secret, { ...draft, walks: [...others, walk].slice(-walksMax) })
}

/** Walks that still want somebody: begun, and not solved by it. With their scripts, the latest last. */
export async function walksForUs(
  { shelf }: Pick<Portal, 'shelf'>,
  walks: readonly DraftWalk[],
): Promise<
  readonly { readonly walk: DraftWalk; readonly scripts: readonly Script[]; readonly ground: Ground }[]
> {
  const all = await Promise.all(
    walks.map(async walk => {
      const scripts = await shelf.pinned(walk.pins)
      const root = scripts.find(one => one.slug === walk.slug)
      const ground = root ? groundOf(root, scripts, walk) : null
      return { walk, scripts, ground }
    }),
  )
  return all.flatMap(({ walk, scripts, ground }) =>
    ground && ground.walk.end !== 'solved' ? [{ walk, scripts, ground }] : [],
  )
}

/** On to us: his words are begun for him where he wrote none, and nothing he answered is asked again. */
async function passOn(
  portal: Portal,
  request: Asking,
  reply: FastifyReply,
  page: Page,
): Promise<FastifyReply> {
  if (formLimits(portal, request) > 0) return sendProblem(reply, page, 'too_many', 429)
  const going = await goingOf(portal, request)
  if (!going) return sendProblem(reply, page, 'no_page', 404)
  const { draft, ground } = going
  const secret = secretOf(portal, request) ?? newSecret()
  const words = draft.words.trim() === '' ? wordsOf(page, ground) : draft.words
  // It does not work after all: the answer that ended it is taken back, and kept as said first.
  const isSolved = ground.walk.end === 'solved'
  const acts = isSolved ? [...going.walk.acts, 'back' as const] : going.walk.acts
  if (isSolved) await portal.shell.desk.walkFigures.tellAlone(going.walk.walk, [])
  await save(portal, secret, { ...draft, words }, { ...going.walk, acts })
  setCookie(portal.shell, reply, 'ask', secret, 1)
  return reply.redirect(linkTo(page, '/help/ask'), 303)
}

const wordsLengthMax = 4_000

/** What it is about and each answer, one a line, for him to add to. */
function wordsOf(page: Page, ground: Ground): string {
  const [root] = ground.walk.stack
  const title = ground.scripts(root.slug, root.version)?.title ?? {}
  const lines = saidOn(page, ground, answeredBy(ground.walk).length).map(
    ({ question, answer }) => `${question} – ${answer}`,
  )
  return [worded(page, title) || root.slug, '', ...lines].join('\n').slice(0, wordsLengthMax).trim()
}
