// A customer's own walk in the core's words: the answer he gave as the command that records it, and a whole
// walk from before there was a case. Not: reading his forms (portal-answer.ts).
import type { Command } from '#core/case/case.ts'
import type { Attached } from '#core/case/event.ts'
import type { Using, WalkCommands } from '#core/case/deed/walk.ts'
import { scriptsOf } from '#core/case/deed/walk.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import type { NewId, WalkId } from '#core/kit/id.ts'
import { goneAlone, onAlone } from '#core/script/alone.ts'
import { checksAlone } from '#core/script/checks-behind.ts'
import type { Answer } from '#core/script/answer.ts'
import type { Script, Step } from '#core/script/script.ts'
import { stepNow } from '#core/script/step-on.ts'
import type { Page } from '#portal/page.ts'
import { worded } from '#portal/pages/script.ts'
import type { DraftFile, DraftWalk } from '#server/http/portal-drafts.ts'
import type { Sealer } from '#server/sealer.ts'

/** What he gave at a step, its picture with the file it is now. */
export type Own = {
  readonly answer: Answer
  readonly words?: string | undefined
  readonly photo?: DraftFile | undefined
  readonly because?: string | undefined
  readonly nowhere?: true | undefined
}
export type Sealing = {
  readonly page: Page
  readonly seal: Sealer
  readonly newId: NewId
}

/** The command of one answer of his. */
export function answerWish(
  { page, seal, newId }: Sealing,
  { walk, step, own, using }: { walk: WalkId; step: Step; own: Own; using: Using },
): Command {
  const { because, nowhere } = own
  return {
    type: 'walk.answer',
    walk,
    step: step.name,
    ...using,
    ...valuedAs({ seal, newId }, step, own),
    ...(because === undefined ? {} : { because: seal.text(because) }),
    ...(nowhere ? { nowhere } : {}),
    ...triedOf({ page, seal, newId }, step, own.answer),
  }
}

type Valued = Pick<WalkCommands['walk.answer'], 'answer' | 'text' | 'attached' | 'says'>

/** Words become a text that can be erased, a picture a file; the value is what refers to it. */
function valuedAs({ seal, newId }: Omit<Sealing, 'page'>, step: Step, own: Own): Valued {
  const { answer, words, photo } = own
  if (photo) return { answer: { kind: 'value', value: photo.id }, attached: [attachedFile(seal, photo)] }
  if (words === undefined) return { answer }
  const text = seal.text(words)
  const isSaid = step.kind === 'ask' && step.asked.kind === 'text'
  const says = isSaid ? { says: { claim: newId('cla'), text } } : {}
  return { answer: { kind: 'value', value: text.text }, text, ...says }
}

/** A file that was kept, as facts name it. */
export const attachedFile = (seal: Sealer, { id, name, type, size, sha256 }: DraftFile): Attached => ({
  file: id,
  name: seal.text(name),
  type,
  size,
  sha256,
})

/** What was done, as the ledger keeps it: in his language, since he reads it too. */
function triedOf({ page, seal, newId }: Sealing, step: Step, answer: Answer) {
  if (step.kind !== 'do' || !['worked', 'failed', 'cannot'].includes(answer.kind)) return {}
  const [what, why] = [seal.text(worded(page, step.say)), seal.text(worded(page, step.why))]
  return { tried: { step: newId('stp'), what, why, doneBy: 'customer' as const } }
}

/** A walk from before there was a case, act by act, and resting where he left it; none: it leads nowhere. */
export function walkWishes(sealing: Sealing, one: DraftWalk, scripts: readonly Script[]): Command[] {
  const root = scripts.find(script => script.slug === one.slug)
  const all = scriptsOf(scripts)
  const told = one.checks ?? {}
  let walk = root && goneAlone(root, [], all, told)
  if (!root || !walk || isRefusal(walk)) return []
  const using = { scripts, checks: checksAlone(told) }
  const wishes: Command[] = [{ type: 'walk.begin', walk: one.walk, script: one.slug, ...using }]
  for (const act of one.acts) {
    const step = stepNow(walk, all)?.step
    const next = onAlone(walk, act, all, told)
    if (!step || isRefusal(next)) return []
    // Once it waits for one of us only we go back in it: the answer that led there he took back before that.
    if (act === 'back' && step.level > 0) wishes.pop()
    else if (act === 'back') wishes.push({ type: 'walk.go_back', walk: one.walk })
    else wishes.push(answerWish(sealing, { walk: one.walk, step, own: act, using }))
    walk = next
  }
  // Where it needs one of us it rests by itself.
  const rests = walk.end === null && stepNow(walk, all)?.step.level === 0
  return rests ? [...wishes, { type: 'walk.pause', walk: one.walk }] : wishes
}
