// Promises of the house that an overloaded team cannot keep: which they are, and moving them before they are
// due, each with a word to its customer. Not: whether a team is overloaded (server/react/overload.ts).
import type { Command } from '#core/case/case.ts'
import type { Card } from '#core/case/card.ts'
import { openPromises } from '#core/case/deed/promise.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { begunAt, hoursOfTeam, surelyBegunAt } from '#core/capacity/overload.ts'
import type { CaseId, PromiseId, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import { caseFor } from '#server/http/case-door.ts'
import type { Key } from '#server/http/idempotency.ts'
import { Problem } from '#server/http/problems.ts'
import type { Signed } from '#server/http/signed.ts'
import { loadOf } from '#server/react/overload.ts'
import type { Shell } from '#server/shell.ts'
import { sayIn } from '#words/say-in.ts'

export type AtRisk = {
  readonly card: Card
  readonly promise: PromiseId
  readonly dueAt: Instant
  /** when it can be kept, by how many cases are taken before */
  readonly to: Instant
}

/** So many cases of a queue are looked at, in the order in which they are taken. */
const lookedAtMax = 200

/**
 * The house's own promises of cases nobody has begun that will be late at the speed of the people on duty.
 * What a person promised is his to move, what a contract owes is not ours to.
 */
export async function promisesAtRisk(shell: Shell, team: TeamId): Promise<readonly AtRisk[]> {
  const { store, now, facts } = shell
  const load = await loadOf(shell, team)
  if (load.people === 0) return []
  const calendar = hoursOfTeam(facts(), team)
  const found: AtRisk[] = []
  for (const [before, card] of (await store.toTake([team], lookedAtMax)).entries()) {
    const place = { before, now: now(), calendar }
    const begun = begunAt(load, place)
    const ledger = await store.read(card.id)
    const state = ledger && shell.folded(ledger)
    if (state?.phase !== 'open' || isOwedByContract(state)) continue
    for (const [promise, one] of openPromises(state))
      if (isHouses(one) && one.dueAt > now() && one.dueAt < begun)
        found.push({ card, promise, dueAt: one.dueAt, to: surelyBegunAt(load, place) })
  }
  return found
}

const isOwedByContract = ({ entitled }: OpenedCase): boolean =>
  entitled?.policy !== undefined && entitled.policy !== null && entitled.outcome !== 'house'

const isHouses = (one: OpenedCase['promises'][PromiseId] | undefined): boolean =>
  one?.topic === null && one.standing === 'running'

export type ToMove = { readonly case: CaseId; readonly promise: PromiseId; readonly dueAt: Instant }
export type Moved =
  | { readonly outcome: 'moved'; readonly told: boolean }
  | {
      readonly outcome: 'failed'
      readonly code: string
      readonly details?: Readonly<Record<string, unknown>>
    }

/** Moves one, and writes to its customer why. Who was faster has moved it: it is not moved again. */
export async function moveOne(
  shell: Shell,
  { case: caseId, promise, dueAt }: ToMove,
  { signed, key }: { readonly signed: Signed; readonly key: Key | undefined },
): Promise<Moved> {
  try {
    const card = await caseFor(shell, signed.agent, caseId)
    const ledger = await shell.store.read(card.id)
    const state = ledger && shell.folded(ledger)
    if (state?.phase !== 'open' || !state.promises[promise]) throw new Problem('promise.not_found')
    if (!isHouses(state.promises[promise])) throw new Problem('promise.not_running')
    const customer = await shell.desk.customers.one(state.customer)
    const say = sayIn(customer?.language ?? state.language)
    const sealer = shell.sealer()
    const because = sealer.text(say('overload.because'))
    const isTold = await mayWrite(shell, { caseId: card.id, address: customer?.email ?? null })
    const letter = isTold ? [letterOf(shell, sealer.text(say('overload.letter')))] : []
    const { outcome, ...handled } = await shell.handle({
      ...{ caseId: card.id, by: signed.by, deskCommands: letter, key },
      commands: [{ type: 'promise.move', promise, to: shell.newId('prm'), dueAt, because }],
      texts: sealer.texts,
    })
    if (outcome !== 'refused' || !('refusal' in handled)) return { outcome: 'moved', told: isTold }
    const { refused: code, details = {} } = handled.refusal
    return { outcome: 'failed', code, details }
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    return { outcome: 'failed', code: thrown.code, details: thrown.details }
  }
}

/** His page says it in any case; a mail goes where the desk writes by itself and its limits let it. */
async function mayWrite(
  { settings, desk, now }: Shell,
  { caseId, address }: { readonly caseId: CaseId; readonly address: string | null },
): Promise<boolean> {
  if (address === null || settings().automaticMail === 'off') return false
  return (await desk.automaticMails.take({ address, caseId, kind: 'busy', at: now() })) === 'yes'
}

const letterOf = ({ newId }: Shell, text: TextRef): Command => ({
  type: 'message.queue',
  message: newId('msg'),
  channel: 'email',
  text,
  attached: [],
  undoSeconds: 0,
  keeps: [],
  automatic: 'busy',
})
