// What becomes of a suggestion for a script: it stands beside what the script says now, and is put into the
// draft by the same merge as any other change. Not: who may (core/access/set-up.ts), nor the table.
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Json } from '#core/script/merge-drafts.ts'
import { type SentencePlace, sentenceAt, withSentenceAt } from '#core/script/suggestion.ts'
import { type Saved, saveDraft } from '#server/script-drafts.ts'
import type { Desk } from '#store/desk/desk.ts'
import type { Suggestion } from '#store/desk/script-suggestion.ts'

type Scripts = Pick<Desk, 'scripts' | 'scriptDrafts' | 'scriptPictures' | 'scriptSuggestions'>

/** The form as it stands: the draft, else what is live. null: there is no such script. */
export type Current = { readonly form: Json; readonly revision: number }

/** What a suggestion would change now. */
export async function currentForm(
  { scripts, scriptDrafts }: Omit<Scripts, 'scriptSuggestions'>,
  slug: string,
): Promise<Current | null> {
  const newest = await scriptDrafts.newest(slug)
  if (newest && newest.form !== null) return { form: newest.form as Json, revision: newest.revision }
  const live = await scripts.one(slug)
  return live && { form: live.form as Json, revision: 0 }
}

/** The place a suggestion is about; null: it is a note. */
export const placeOf = ({ step, place, language }: Suggestion): SentencePlace | null =>
  place === null || language === null ? null : { step, at: place, language }

/**
 * How it stands to what is said now: `fits` it was made of this; `changed`: that sentence is another by now;
 * `gone`: there is no such step or place any more. A note fits as long as its step is there.
 */
export function standingOf(suggestion: Suggestion, form: Json | null) {
  const place = placeOf(suggestion)
  if (form === null) return { standing: 'gone' as const, now: null }
  if (!place) {
    const isThere = suggestion.step === null || stepIsThere(form, suggestion.step)
    return { standing: isThere ? ('fits' as const) : ('gone' as const), now: null }
  }
  const found = sentenceAt(form, place)
  if (found === 'gone') return { standing: 'gone' as const, now: null }
  const isSame = found.text === suggestion.before
  return { standing: isSame ? ('fits' as const) : ('changed' as const), now: found.text }
}

/** Whether a form has a step of this name. */
export function stepIsThere(form: Json, step: string): boolean {
  const { steps } = form as { readonly steps?: unknown }
  return Array.isArray(steps) && steps.some(one => (one as { name?: unknown } | null)?.name === step)
}

type By = { readonly by: AgentId; readonly at: Instant }

/**
 * Puts an open suggestion into the draft. `over`: the sentence it replaces, as whoever accepts has seen it.
 */
export async function acceptSuggestion(
  desk: Scripts,
  suggestion: Suggestion,
  { by, at, over }: By & { readonly over: string | null },
): Promise<Saved | 'noted' | 'stale' | 'done' | 'busy'> {
  const place = placeOf(suggestion)
  const current = await currentForm(desk, suggestion.slug)
  const { standing, now } = standingOf(suggestion, current?.form ?? null)
  if (place && (standing === 'gone' || now !== over)) return 'stale'
  // Decided first: of two who accept at once one changes the draft.
  if (!(await desk.scriptSuggestions.decide(suggestion.id, { by, at, reason: null }))) return 'done'
  const form = place && current && withSentenceAt(current.form, place, suggestion.says)
  if (!form || !current) return 'noted'
  const { slug } = suggestion
  const saved = await saveDraft(desk, { slug, form, revision: current.revision, by, at })
  if (saved === 'busy') await desk.scriptSuggestions.reopen(suggestion.id)
  return saved
}
