// Problems as the doors need them: opened from cases, joined by several at once, merged into one another.
// Not: how a problem goes (core/problem), nor the one way to its ledger (matters.ts).
import type { ProblemCommand } from '#core/problem/decide.ts'
import type { ProblemFact } from '#core/problem/problem-fact.ts'
import { problemRules } from '#core/problem/rules.ts'
import type { ProblemState } from '#core/problem/state.ts'
import type { AgentId, CaseId, MatterId, ProblemId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { Handled } from '#server/deed.ts'
import { handleMatter, type MatterDeed, type MatterHandled, matterWorld } from '#server/matters.ts'
import { moveAll } from '#server/react/matter-news.ts'
import { sealer } from '#server/sealer.ts'
import type { Shell } from '#server/shell.ts'
import type { MatterLedger } from '#store/desk/matter.ts'

/** A problem with its ledger, folded. */
export type FoundProblem = { readonly ledger: MatterLedger; readonly state: NonNullable<ProblemState> }

const isProblem = (id: MatterId): id is ProblemId => id.startsWith('prb_')

/** The problem of this id or number; null: there is none. */
export async function problemOf({ desk }: Shell, which: ProblemId | number): Promise<FoundProblem | null> {
  const id = typeof which === 'number' ? await desk.matters.byNumber('problem', which) : which
  const ledger = id && isProblem(id) ? await desk.matters.read(id) : null
  const state =
    ledger &&
    (ledger.facts as unknown as readonly ProblemFact[]).reduce(problemRules.evolve, problemRules.start)
  return ledger && state ? { ledger, state } : null
}

/** Ready wordings of a problem for customers of a language, by what they are about. */
export async function wordingsOf(
  shell: Shell,
  id: MatterId,
  language: Language,
): Promise<Readonly<Record<string, string>>> {
  const found = isProblem(id) ? await problemOf(shell, id) : null
  const all = Object.entries(found?.state.wordings ?? {}).flatMap(([key, ref]) => {
    const [news, of] = key.split(' ')
    const words = found?.ledger.texts.get(ref.text)
    return news && of === language && words !== undefined ? [[news, words] as const] : []
  })
  return Object.fromEntries(all)
}

/** Records what is wished of a problem; what it is to be merged into must go on. */
export async function handleProblem(
  shell: Shell,
  deed: Omit<MatterDeed, 'commands'> & { readonly commands: readonly ProblemCommand[] },
): Promise<MatterHandled> {
  const [merge] = deed.commands.flatMap(one => (one.type === 'problem.merge' ? [one.into] : []))
  if (merge !== undefined) {
    const refusal = await whyNotInto(shell, deed.id, merge)
    if (refusal) return { outcome: 'refused', refusal }
  }
  const handled = await handleMatter(matterWorld(shell), deed)
  if (merge !== undefined && handled.outcome === 'done') await undoCircle(shell, deed.id, merge)
  return handled
}

async function whyNotInto(shell: Shell, id: MatterId, into: ProblemId): Promise<Refusal | null> {
  if (id === into) return refuse('problem.into_itself')
  const [row] = await shell.desk.matters.rows([into])
  if (!row) return refuse('matter.not_found')
  return row.isOpen ? null : refuse('problem.ended')
}

/** Two were merged into each other at once: neither is, and both go on. */
async function undoCircle(shell: Shell, id: MatterId, into: ProblemId): Promise<void> {
  const other = await problemOf(shell, into)
  if (other?.state.into !== id) return
  const seal = sealer(shell.newId)
  const because = seal.text('≠')
  await handleMatter(matterWorld(shell), {
    ...{ id, by: { kind: 'system', part: 'desk' }, texts: seal.texts },
    commands: [{ type: 'problem.reopen', because } as never],
  })
}

/** Why no case may belong to it; undefined: it may. */
export async function whyNotJoined(
  { desk }: Pick<Shell, 'desk'>,
  matter: MatterId,
): Promise<'matter.not_found' | 'problem.merged_away' | undefined> {
  const [row] = await desk.matters.rows([matter])
  if (!row) return 'matter.not_found'
  return row.standing === 'merged' ? 'problem.merged_away' : undefined
}

type Joining = {
  readonly matter: MatterId
  readonly caseId: CaseId
  readonly by: AgentId
  readonly because?: string | undefined
  readonly key?: MatterDeed['key']
}

/** A case says that it belongs to it. Merged away in the same moment, it belongs to the other one. */
export async function joinMatter(
  shell: Shell,
  { matter, caseId, by, because, key }: Joining,
): Promise<Handled> {
  const barred = await whyNotJoined(shell, matter)
  const seal = shell.sealer()
  const handled = await shell.handle({
    caseId,
    by: { kind: 'agent', id: by },
    commands: [
      { type: 'matter.join', matter, barred, ...(because !== undefined && { because: seal.text(because) }) },
    ],
    texts: seal.texts,
    key,
  })
  await followMerger(shell, matter, caseId)
  return handled
}

/** A case that has just joined what was merged away meanwhile goes where the others went. */
export async function followMerger(shell: Shell, matter: MatterId, caseId: CaseId): Promise<void> {
  const [row] = await shell.desk.matters.rows([matter])
  if (row?.standing === 'merged') await moveAll(shell, matter, [caseId])
}
