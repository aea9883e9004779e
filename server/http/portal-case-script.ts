// The routes of scripts a customer goes through on his case: offered by what it is about, each answer in its
// ledger at once, what is known already not asked again. Not: a walk before there is a case
// (portal-script.ts), nor what an answer does to the case (core/case/deed/walk.ts).
import type { FastifyReply } from 'fastify'
import type { Card } from '#core/case/card.ts'
import type { Command } from '#core/case/case.ts'
import type { Recorded } from '#core/case/event.ts'
import { isEnded, isRunning, knownAt } from '#core/case/deed/walk-facts.ts'
import { scriptsOf, type Using } from '#core/case/deed/walk.ts'
import type { OpenedCase, WalkState } from '#core/case/state.ts'
import type { WalkId } from '#core/kit/id.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { stoodAt } from '#core/script/alone.ts'
import type { Checks } from '#core/script/checks-behind.ts'
import type { Script } from '#core/script/script.ts'
import { begin as walkBegin, given, stepNow } from '#core/script/step-on.ts'
import { walkBegun } from '#core/script/walk.ts'
import { linkTo, type Page } from '#portal/page.ts'
import { leavings, worded } from '#portal/pages/script.ts'
import type { OfferedScript } from '#portal/pages/scripts.ts'
import { needOfCase, withOrganisation } from '#server/http/need-of-case.ts'
import { asTaken, elsewhereAt, type FoundElsewhere } from '#server/http/known-elsewhere.ts'
import { placeHolder, saidAnswer } from '#server/http/portal-answer.ts'
import { casePath, forCase, isRecorded, type Seen, type Work } from '#server/http/portal-case.ts'
import type { DraftFile } from '#server/http/portal-drafts.ts'
import { secretOf } from '#server/http/portal-ask.ts'
import { type PortalFile, readForm } from '#server/http/portal-form.ts'
import { sendProblem } from '#server/http/portal-ground.ts'
import { outageIn } from '#server/http/portal-outage.ts'
import { accessTo, visitorOf } from '#server/http/portal-visitor.ts'
import { answerWish } from '#server/http/portal-walk-wish.ts'
import {
  type Gave,
  type Ground,
  latest,
  pageNumber,
  type Sent,
  sentTo,
  showAt,
  toPage,
} from '#server/http/portal-walk.ts'
import { formLimits, type Portal, type PortalScope } from '#server/http/portal.ts'
import type { Sealer } from '#server/sealer.ts'
import { checksAhead, sourcesOf } from '#server/walk-checks.ts'
import type { Blob, Ledger } from '#store/store.ts'

/** The routes under /help/cases/{number}/scripts. */
export function caseScriptRoutes(scope: PortalScope): void {
  const { app } = scope
  const of = forCase(scope)
  const one = '/cases/:number/scripts/:slug'
  app.post(`${one}/begin`, of(begin))
  app.get(one, of(show))
  app.get(`${one}/:n`, of(show))
  for (const how of leavings)
    app.get(
      `${one}/:n/${how}`,
      of(seen => show(seen, how)),
    )
  app.post(`${one}/:n`, of(answered))
}

/** A walk of his on the case. */
type Going = {
  readonly id: WalkId
  readonly state: OpenedCase
  readonly scripts: readonly Script[]
  readonly ground: Ground
  readonly elsewhere: FoundElsewhere | null
}

const paramsOf = ({ request }: Seen) => request.params as unknown as { slug: string; n?: string }
const toCase: Work = ({ reply, page, card }) => reply.redirect(linkTo(page, casePath(card.number)), 303)
const scriptPath = ({ card }: Pick<Seen, 'card'>, slug: string) => casePath(card.number, `/scripts/${slug}`)

function stateOf({ shell }: Portal, ledger: Ledger): OpenedCase | null {
  const state = shell.folded(ledger)
  return state.phase === 'unopened' ? null : state
}

const isHis = ({ walker, isGivenUp }: WalkState): boolean => walker === 'customer' && !isGivenUp
const slugOf = ({ walk }: WalkState): string => walk.stack[0].slug
const walksOf = (state: OpenedCase) => Object.entries(state.walks) as [WalkId, WalkState][]

async function goingOf(seen: Seen): Promise<Going | null> {
  const { portal, card, ledger, page, proven } = seen
  const { slug } = paramsOf(seen)
  const state = stateOf(portal, ledger)
  const found = state && walksOf(state).findLast(([, one]) => isHis(one) && slugOf(one) === slug)
  if (!found) return null
  const [id, { walk }] = found
  const all = await portal.shelf.pinned(walk.pins)
  const scripts = scriptsOf(all)
  const step = stepNow(walk, scripts)?.step
  // Who only typed an address is told nothing that others said here, or he elsewhere.
  const here = proven ? knownAt(state, walk, { scripts, now: portal.shell.now() }) : null
  const mayRead = (other: Card) => isOpenTo(seen, other)
  const asking = { card, ledger, state, walk, scripts: all, mayRead }
  const elsewhere = proven ? await elsewhereAt(portal.shell, asking) : null
  const words = here?.text ? (ledger.texts.get(here.text.text) ?? null) : (elsewhere?.words ?? null)
  const known = here ?? elsewhere
  const said = known && step && saidAnswer(page, step, { kind: 'known', value: known.value }, words)
  const ground = {
    ...{ walk, scripts, gave: gaveOn(ledger, id), known: said, outage: await outageIn(portal.shell, walk) },
    ...(elsewhere && { knownFrom: { number: elsewhere.number, at: elsewhere.at } }),
    ...{ base: scriptPath(seen, slug), caseNumber: card.number },
  }
  return { id, state, scripts: all, ground, elsewhere }
}

/** Who follows the link of one case, which may have been passed on, is told nothing of another. */
async function isOpenTo({ portal: { shell }, request }: Seen, other: Card): Promise<boolean> {
  const access = await accessTo(shell, await visitorOf(shell, request), other)
  return access?.proven === true
}

/** What he, or one of us, gave on the way it stands on. */
function gaveOn({ events, texts }: Ledger, id: WalkId): Gave[] {
  const gave: Gave[] = []
  const text = (ref: { text: Parameters<typeof texts.get>[0] } | undefined) =>
    ref ? (texts.get(ref.text) ?? undefined) : undefined
  for (const event of events) {
    if (!('walk' in event) || event.walk !== id) continue
    if (event.type === 'walk.went_back') gave.pop()
    else gave.push(...gaveIn(event, text))
  }
  return gave
}

type TextOf = (ref: { text: Parameters<Ledger['texts']['get']>[0] } | undefined) => string | undefined

function gaveIn(event: Recorded, text: TextOf): Gave[] {
  if (event.type === 'walk.jumped') return [{ answer: { kind: 'skipped' } }]
  if (event.type === 'walk.reused')
    return [{ answer: { kind: 'known', value: event.value }, ...wordsIn(text(event.text)) }]
  if (event.type !== 'walk.answered' || event.answer.kind === 'result' || event.answer.kind === 'silent')
    return []
  const [photo] = event.attached ?? []
  const held = { kind: 'value', value: placeHolder } as const
  const because = text(event.because)
  return [
    {
      answer: event.text || photo ? held : event.answer,
      ...wordsIn(photo ? text(photo.name) : text(event.text)),
      ...(because === undefined ? {} : { because }),
      ...(event.nowhere ? { nowhere: true as const } : {}),
      ...(photo ? { sha256: photo.sha256 } : {}),
    },
  ]
}
const wordsIn = (words: string | undefined) => (words === undefined ? {} : { words })

async function show(seen: Seen, how: (typeof leavings)[number] | null = null): Promise<FastifyReply> {
  const { reply, page } = seen
  const going = await goingOf(seen)
  if (!going) return toCase(seen)
  const { ground } = going
  const n = pageNumber(ground, paramsOf(seen).n)
  return n === null ? toPage(reply, page, ground, latest(ground)) : showAt(reply, page, ground, n, { how })
}

/** Begun by a press, not by a link: programs open links, too. */
async function begin(seen: Seen): Promise<FastifyReply> {
  const { portal, request, reply, page, ledger } = seen
  if (formLimits(portal, request) > 0) return sendProblem(reply, page, 'too_many', 429)
  await readForm(request)
  const { slug } = paramsOf(seen)
  const to = () => reply.redirect(linkTo(page, scriptPath(seen, slug)), 303)
  if (await goingOf(seen)) return to()
  const state = stateOf(portal, ledger)
  const scripts = await portal.shelf.live(slug)
  if (!state || !scripts || !mayBegin(seen, state)) return toCase(seen)
  const using = { scripts, checks: await checksAtBegin(seen, { state, scripts, slug }) }
  const wish: Command = { type: 'walk.begin', walk: portal.shell.newId('wlk'), script: slug, ...using }
  return (await record(seen, [wish])) ? to() : toCase(seen)
}

/** While one of us goes through a script with him, he is not led elsewhere. */
const mayBegin = ({ view }: Seen, state: OpenedCase): boolean =>
  view.phase === 'open' && !walksOf(state).some(([, one]) => isRunning(one) && !isHis(one))

async function answered(seen: Seen): Promise<FastifyReply> {
  const { portal, request, reply, page } = seen
  if (formLimits(portal, request) > 0) return sendProblem(reply, page, 'too_many', 429)
  const secret = secretOf(portal, request)
  const form = await portal.uploads.complete(secret, await readForm(request))
  const going = await goingOf(seen)
  if (!going) return toCase(seen)
  const { ground } = going
  const n = pageNumber(ground, paramsOf(seen).n)
  if (n === null) return toPage(reply, page, ground, latest(ground))
  const sent = sentTo(ground, n, form)
  if (sent.kind === 'shown') return toPage(reply, page, ground, sent.n)
  if (sent.kind === 'wrong') return showAt(reply, page, ground, n, sent)
  const seal = portal.shell.sealer()
  const wishes = wishesOf(seen, { going, using: await usingOf(seen, going, n, sent), sent, seal })
  const blobs = sent.kind === 'given' && sent.given.file ? [sent.given.file] : []
  // Another tab was faster, or one of us: the page shows where it stands now.
  const isDone = await record(seen, wishes, { seal, blobs, serial: serialIn(seen, sent) })
  if (!isDone) return reply.redirect(linkTo(page, ground.base), 303)
  await portal.uploads.letGo(secret, form)
  return toPage(reply, page, ground, n + 1)
}

type Answered = Exclude<Sent, { readonly kind: 'shown' | 'wrong' }>

type Beginning = { readonly state: OpenedCase; readonly scripts: readonly Script[]; readonly slug: string }
async function checksAtBegin(
  { portal: { shell }, card }: Seen,
  { state, scripts, slug }: Beginning,
): Promise<Checks> {
  const root = scripts.find(one => one.slug === slug)
  const begun = root && walkBegin(root, scriptsOf(scripts))
  if (!begun || isRefusal(begun)) return {}
  return checksAhead({ state, walk: walkBegun(begun), went: null, scripts }, sourcesOf(shell, card, state))
}

/** What the checks say that his answer leads to, from the page it was given on. */
async function usingOf(
  { portal: { shell }, card }: Seen,
  { state, scripts, ground, elsewhere }: Going,
  n: number,
  sent: Answered,
): Promise<Using> {
  const walk = stoodAt(ground.walk, n)
  const known =
    sent.kind === 'known'
      ? (knownAt(state, walk, { scripts: ground.scripts, now: shell.now() }) ?? elsewhere)
      : null
  const answer =
    sent.kind === 'known' ? known && { kind: 'known' as const, value: known.value } : sent.given.answer
  if (!answer) return { scripts, checks: {} }
  const went = given(walk, { step: sent.step.name, answer }, ground.scripts)
  return { scripts, checks: await checksAhead({ state, walk, went, scripts }, sourcesOf(shell, card, state)) }
}

type Answering = {
  readonly going: Going
  readonly using: Using
  readonly sent: Answered
  readonly seal: Sealer
}

function wishesOf({ portal: { shell }, page }: Seen, { going, using, sent, seal }: Answering): Command[] {
  const { id } = going
  if (sent.kind === 'known') {
    const elsewhere = going.elsewhere ? asTaken(going.elsewhere, words => seal.text(words)) : undefined
    return [{ type: 'walk.reuse', walk: id, step: sent.step.name, elsewhere, ...using }]
  }
  const { backs, step } = sent
  const { file, ...own } = sent.given
  const photo = file && draftFile(file, shell.newId('fil'))
  const sealing = { page, seal, newId: shell.newId }
  return [
    ...Array.from({ length: backs }, (): Command => ({ type: 'walk.go_back', walk: id })),
    answerWish(sealing, { walk: id, step, own: { ...own, photo }, using }),
  ]
}

const draftFile = ({ name, type, bytes, sha256 }: PortalFile, id: DraftFile['id']): DraftFile => ({
  id,
  name,
  type,
  size: bytes.length,
  sha256,
})

/** A number he was asked for tells who covers it; of who only typed an address nothing is judged. */
function serialIn({ portal: { shell }, proven }: Seen, sent: Sent): string | null {
  const isAsked = sent.kind === 'given' && sent.step.kind === 'ask' && sent.step.asked.kind === 'serial'
  const isJudged = proven && Object.keys(shell.facts().policies).length > 0
  return isAsked && isJudged ? (sent.given.words ?? null) : null
}

async function record(
  { portal: { shell }, card, ledger }: Seen,
  commands: readonly Command[],
  more: { readonly seal?: Sealer; readonly blobs?: readonly Blob[]; readonly serial?: string | null } = {},
): Promise<boolean> {
  const { seal = shell.sealer(), blobs = [], serial = null } = more
  // What is decided is filled in as it is recorded (server/entitlement.ts).
  const decide: Command = { type: 'entitlement.decide', decision: { outcome: 'not_covered', steps: [] } }
  const handled = await shell.handle({
    caseId: card.id,
    by: { kind: 'customer', id: card.customer },
    commands,
    deskCommands: serial === null ? [] : [decide],
    need:
      serial === null
        ? undefined
        : needOfCase(await withOrganisation(shell, card), ledger.events, { serial }),
    texts: seal.texts,
    blobs,
    // A second press finds the case moved on, and is no second answer.
    ifSeq: ledger.events.length,
  })
  return isRecorded(handled)
}

export type CaseScripts = {
  /** begun, and his to go on with */
  readonly goOn: readonly OfferedScript[]
  /** that fit what the case is about */
  readonly offers: readonly OfferedScript[]
}

const offersMax = 2

/** What he can go through on this case. */
export async function scriptsOn(seen: Seen): Promise<CaseScripts> {
  const { portal, page, view, ledger } = seen
  const state = view.phase === 'open' ? stateOf(portal, ledger) : null
  if (!state) return { goOn: [], offers: [] }
  const walks = walksOf(state).map(([, one]) => one)
  const open = walks.filter(one => isHis(one) && !isEnded(one) && !one.needsSupport)
  const goOn = await Promise.all(open.map(one => offerOf(portal, page, one)))
  if (!mayBegin(seen, state)) return { goOn, offers: [] }
  const said = [view.subject, ...view.entries.map(entry => (entry.kind === 'said' ? entry.words : null))]
  const fitting = await portal.offers.fitting(
    page.language,
    said.filter(Boolean).join('\n'),
    offersMax + walks.length,
  )
  // One that was gone through here, by whom it may be, is not begun again.
  const offers = fitting.filter(({ slug }) => walks.every(one => slugOf(one) !== slug)).slice(0, offersMax)
  return { goOn, offers }
}

async function offerOf({ shelf }: Portal, page: Page, { walk }: WalkState): Promise<OfferedScript> {
  const [{ slug, version }] = walk.stack
  const scripts = scriptsOf(await shelf.pinned({ [slug]: version }))
  const title = scripts(slug, version)?.title
  return { slug, title: title ? worded(page, title) : slug, steps: 1 }
}
