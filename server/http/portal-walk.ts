// A walk as its pages show it, wherever it is kept: which page is which step, and what a form that was sent
// means for it. Pages are numbered by the answers before them, so that the back button, a second press and a
// second tab lead to questions that were answered, not to lost ones (decision 15). Not: keeping it.
import type { FastifyReply } from 'fastify'
import type { FieldFault } from '#channels/form/form.ts'
import type { Outage } from '#core/outage/outage.ts'
import { about } from '#core/script/about.ts'
import { answeredBy, stoodAt } from '#core/script/alone.ts'
import type { Step } from '#core/script/script.ts'
import { type Scripts, stepNow } from '#core/script/step-on.ts'
import type { Walk } from '#core/script/walk.ts'
import { linkTo, type Page } from '#portal/page.ts'
import {
  endPage,
  type KnownFrom,
  type Leaving,
  leavePage,
  leavings,
  type Said,
  saidAt,
  stepPage,
  type WalkPage,
  worded,
} from '#portal/pages/script.ts'
import {
  type Asking,
  type Given,
  isAsking,
  isSame,
  readAnswer,
  saidAnswer,
} from '#server/http/portal-answer.ts'
import { type Form, saidFaults } from '#server/http/portal-form.ts'
import { sendPage } from '#server/http/portal-ground.ts'
import { picturesPath } from '#server/http/portal-picture.ts'
import { pageWithOutage } from '#server/http/portal-outage.ts'

/** What was given before, with his own words and the digest of his picture. */
export type Gave = Omit<Given, 'file'> & { readonly sha256?: string }
export type Ground = {
  readonly walk: Walk
  readonly scripts: Scripts
  /** what he gave on the way he stands on, in order */
  readonly gave: readonly Gave[]
  readonly base: string
  readonly caseNumber: number | null
  /** what is known already of the question it stands at, in words; null: it has to be asked */
  readonly known?: string | null | undefined
  /** the announced outage that a check on the way went by */
  readonly outage?: Outage | null | undefined
  /** the other case of his in which he said so, and when */
  readonly knownFrom?: KnownFrom | undefined
}

/** The page the walk stands at. */
export const latest = ({ walk }: Pick<Ground, 'walk'>): number => answeredBy(walk).length

/** A number of a page in an address; null: there is none, or no such page (any more). */
export function pageNumber(ground: Ground, text: string | undefined): number | null {
  const n = text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  return n <= latest(ground) ? n : null
}

export const toPage = (reply: FastifyReply, page: Page, { base }: Ground, n: number): FastifyReply =>
  reply.redirect(linkTo(page, `${base}/${n}`), 303)

type Wrong = { readonly faults: readonly FieldFault[]; readonly form: Form }

/** The page of so many answers; a form that came back stands on it with what is wrong. */
export function showAt(
  reply: FastifyReply,
  page: Page,
  ground: Ground,
  n: number,
  { how = null, wrong = null }: { readonly how?: Leaving | null; readonly wrong?: Wrong | null } = {},
): FastifyReply {
  const { walk, scripts, base } = ground
  const now = stepNow(stoodAt(walk, n), scripts)
  const step = now?.step ?? null
  const own = pageWithOutage({ ...page, path: base }, ground.outage)
  const shown = walkPage(own, ground, n)
  if (!isAsking(step) || step.level > 0)
    return sendPage(reply, own, endPage(own, { ...shown, end: step?.kind === 'end' ? step : null }))
  const before = ground.gave[n]
  const one = {
    ...shown,
    step,
    pictures: now ? picturesPath(now.script) : '',
    before: before ? beforeOf(before) : null,
    known: n === latest(ground) ? (ground.known ?? null) : null,
    knownFrom: ground.knownFrom,
    typed: wrong ? typedIn(wrong.form) : typedBefore(before),
    errors: wrong ? saidFaults(page.say, wrong.faults) : [],
    came: wrong?.form.came,
  }
  const because = wrong?.form.fields.get('because') ?? before?.because ?? ''
  const framed = how ? leavePage(own, { ...one, how, because }) : stepPage(own, one)
  return sendPage(reply, own, framed, wrong ? 422 : 200)
}

const typedIn = ({ fields }: Form): string =>
  (fields.get('words') ?? fields.get('value') ?? '').slice(0, 10_000)
const typedBefore = (before: Gave | undefined): string => {
  if (!before || !('value' in before.answer)) return ''
  return before.words ?? String(before.answer.value)
}
const beforeOf = ({ answer }: Gave): string => ('value' in answer ? String(answer.value) : answer.kind)

function walkPage(page: Page, { walk, scripts, gave, base, caseNumber }: Ground, n: number): WalkPage {
  const [root] = walk.stack
  const script = scripts(root.slug, root.version)
  const then = stoodAt(walk, n)
  return {
    title: script ? worded(page, script.title) : root.slug,
    base,
    n,
    of: Math.max(n + 1, n + about(then, scripts)),
    said: saidOn(page, { walk, scripts, gave }, n),
    caseNumber,
  }
}

/** What he said before that page, question by question. */
export function saidOn(
  page: Page,
  { walk, scripts, gave }: Pick<Ground, 'walk' | 'scripts' | 'gave'>,
  until: number,
): Said[] {
  return answeredBy(walk)
    .slice(0, until)
    .flatMap(({ at, answer }, n) => {
      const step = stepNow({ ...walk, stack: at }, scripts)?.step
      // What was only told is nothing he said.
      if (!step || answer.kind === 'jumped' || answer.kind === 'told') return []
      const own = gave[n]?.words ?? null
      return [{ n, question: saidAt(page, step), answer: saidAnswer(page, step, answer, own) }]
    })
}

/** What a form that was sent means. */
export type Sent =
  /** nothing new: on to that page */
  | { readonly kind: 'shown'; readonly n: number }
  | { readonly kind: 'wrong'; readonly n: number; readonly how: Leaving | null; readonly wrong: Wrong }
  /** what is known already still holds */
  | { readonly kind: 'known'; readonly step: Asking }
  /** an answer; so many answers are gone back over before it */
  | {
      readonly kind: 'given'
      readonly n: number
      readonly backs: number
      readonly step: Asking
      readonly given: Given
    }

/** Reads a form sent from the page of so many answers. */
export function sentTo(ground: Ground, n: number, form: Form): Sent {
  const { walk, scripts, gave } = ground
  const last = latest(ground)
  const step: Step | null = stepNow(stoodAt(walk, n), scripts)?.step ?? null
  // Another tab went another way meanwhile: that page asks something else now.
  if (!isAsking(step) || step.level > 0 || form.fields.get('step') !== step.name)
    return { kind: 'shown', n: last }
  if (form.fields.get('answer') === 'known' && ground.known && n === last) return { kind: 'known', step }
  const before = gave[n]
  const hasPhoto = before?.sha256 !== undefined
  if (
    hasPhoto &&
    form.files.length === 0 &&
    form.faults.length === 0 &&
    form.fields.get('answer') === 'value'
  )
    return { kind: 'shown', n: n + 1 }
  const read = readAnswer(step, form)
  if ('faults' in read) {
    const how = leavings.find(one => one === form.fields.get('answer')) ?? null
    return { kind: 'wrong', n, how, wrong: { faults: read.faults, form } }
  }
  if (before && isSame(read.given, before)) return { kind: 'shown', n: n + 1 }
  return { kind: 'given', n, backs: last - n, step, given: read.given }
}
