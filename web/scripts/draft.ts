// A draft as it is being written: what is on the screen, what of it the server has, what can be taken back,
// and what two people changed at once. Values only; each deed gives a new one. Not: when it is saved
// (draft-keeper.ts), nor how two drafts are put together (core/script/merge-drafts.ts).
import { type Clash, type Json, mergeDrafts } from '#core/script/merge-drafts.ts'
import { list, nameOf, type Place, put } from './form-parts.ts'

/** The draft's revision; or 0 and the published version a first draft is made of. */
export type From = { readonly revision: number; readonly version?: number }

/** `of` names what was changed where going on with it is the same change: one sentence, letter by letter. */
type Change = { readonly before: unknown; readonly after: unknown; readonly of: string | null }

export type Draft = {
  readonly form: unknown
  /** what the server has, and what is saved next is made from */
  readonly kept: { readonly form: unknown; readonly from: From }
  readonly past: readonly Change[]
  readonly next: readonly Change[]
  /** what somebody else saved first and what was written here, until one of them is chosen */
  readonly clashes: readonly Clash[]
}

/** So many changes can be taken back. */
const pastMax = 200

export const draftOf = (form: unknown, from: From): Draft => ({
  form,
  kept: { form, from },
  past: [],
  next: [],
  clashes: [],
})

export const isSaved = (draft: Draft): boolean => draft.form === draft.kept.form

/** Something was changed. */
export function edited(draft: Draft, form: unknown, of: string | null = null): Draft {
  if (form === draft.form) return draft
  const last = draft.past.at(-1)
  const goesOn = last !== undefined && of !== null && last.of === of && last.after === draft.form
  const past = goesOn
    ? draft.past.with(-1, { ...last, after: form })
    : [...draft.past, { before: draft.form, after: form, of }].slice(-pastMax)
  return { ...draft, form, past, next: [] }
}

/** The last change is taken back; what others changed meanwhile stays. */
export function undone(draft: Draft): Draft {
  const last = draft.past.at(-1)
  if (!last) return draft
  const form = turned(draft.form, last.after, last.before)
  const back = { ...last, before: form, after: draft.form }
  return { ...draft, form, past: draft.past.slice(0, -1), next: [...draft.next, back] }
}

/** What was taken back last is done again. */
export function redone(draft: Draft): Draft {
  const last = draft.next.at(-1)
  if (!last) return draft
  const form = turned(draft.form, last.before, last.after)
  const again = { ...last, before: draft.form, after: form }
  return { ...draft, form, next: draft.next.slice(0, -1), past: [...draft.past, again] }
}

/** What lies between two forms, done to a third; in the plain case the third is the first. */
const turned = (form: unknown, from: unknown, to: unknown): unknown =>
  form === from ? to : together(from, to, form).draft

const together = (base: unknown, mine: unknown, theirs: unknown) =>
  mergeDrafts(base as Json, mine as Json, theirs as Json)

export type Answer = {
  readonly revision: number
  readonly form: unknown
  readonly clashes?: readonly Clash[]
}

/** The server has kept `sent`, put together with what others had saved. What was written since then stays. */
export function saved(draft: Draft, sent: unknown, answer: Answer): Draft {
  const { revision, clashes = [] } = answer
  const before = draft.kept.from.revision
  // Nobody saved in between: it is what we sent, and the steps on the screen stay the same objects.
  const isOurs = before > 0 && revision <= before + 1 && clashes.length === 0
  const theirs = isOurs ? sent : answer.form
  return { ...onTop(draft, sent, theirs, { revision }), clashes: joined(draft.clashes, clashes) }
}

/** Somebody else saved; what is on the screen is put on top of it. */
export const overtaken = (draft: Draft, { form, revision }: Answer): Draft =>
  onTop(draft, draft.kept.form, form, { revision })

function onTop(draft: Draft, base: unknown, theirs: unknown, from: From): Draft {
  const kept = { form: theirs, from }
  if (draft.form === base) return { ...draft, form: theirs, kept }
  if (theirs === base) return { ...draft, kept }
  const { draft: form, clashes } = together(base, draft.form, theirs)
  return { ...draft, form, kept, clashes: joined(draft.clashes, clashes) }
}

/** Of two clashes at one place the newer tells what was written last. */
const joined = (had: readonly Clash[], more: readonly Clash[]): readonly Clash[] => [
  ...had.filter(one => !more.some(({ path }) => path === one.path)),
  ...more,
]

/** One of the two is chosen; the other can be had back as any change can. */
export function settled(draft: Draft, clash: Clash, whose: 'mine' | 'theirs'): Draft {
  const rest = { ...draft, clashes: draft.clashes.filter(one => one !== clash) }
  if (whose === 'theirs') return rest
  return edited(rest, put(draft.form, placeOf(draft.form, clash.path), clash.mine ?? undefined))
}

/** A clash names steps and choices by their names, wherever they stand by now. */
function placeOf(form: unknown, path: string): Place {
  let inner = form
  return path.split('.').map(key => {
    if (!Array.isArray(inner)) {
      inner = (inner as Readonly<Record<string, unknown>> | undefined)?.[key]
      return key
    }
    const named = list(inner).findIndex(one => nameOf(one) === key)
    const index = named >= 0 ? named : inner.length
    inner = inner[index]
    return index
  })
}
