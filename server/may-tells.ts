// "May I tell?" as its doors need it: found by id or number, and asked from a case, which belongs to it.
// Not: how it goes (core/may-tell).
import type { CaseId, MatterId, MayTellId } from '#core/kit/id.ts'
import type { MayTell } from '#core/may-tell/decide.ts'
import { mayTellRules } from '#core/may-tell/rules.ts'
import type { Actor } from '#core/people/actor.ts'
import { foldMatter } from '#server/matters.ts'
import type { Shell } from '#server/shell.ts'
import type { MatterLedger } from '#store/desk/matter.ts'

export type FoundMayTell = { readonly ledger: MatterLedger; readonly state: MayTell }

const isMayTell = (id: MatterId): id is MayTellId => id.startsWith('mty_')
const itself: Actor = { kind: 'system', part: 'desk' }

/** The question of this id or number; null: there is none. */
export async function mayTellOf(
  { desk }: Pick<Shell, 'desk'>,
  which: MayTellId | number,
): Promise<FoundMayTell | null> {
  const id = typeof which === 'number' ? await desk.matters.byNumber('may_tell', which) : which
  const ledger = id && isMayTell(id) ? await desk.matters.read(id) : null
  const state = ledger && (foldMatter(mayTellRules as never, ledger.facts) as MayTell | null)
  return ledger && state ? { ledger, state } : null
}

/**
 * Its case belongs to it, and those who lead there hear that somebody asks. Doing it twice is doing
 * it once.
 */
export async function tellAsked(shell: Shell, caseId: CaseId, matter: MayTellId): Promise<void> {
  const to = { caseId, by: itself, texts: [] }
  await shell.handle({ ...to, commands: [{ type: 'matter.join', matter }] })
  await shell.handle({
    ...to,
    commands: [{ type: 'matter.tell', matter, fact: 1, news: 'may_tell_asked' }],
  })
}
