// A case of its own for a fault that came back when its case was closed for good. Asked again, also after a
// crash, it is the same one. Not: when a case is closed for good (core/case/deed/regression.ts).
import { may } from '#core/access/may.ts'
import type { Card } from '#core/case/card.ts'
import { fold } from '#core/case/case.ts'
import { isClosedForGood } from '#core/case/deed/regression.ts'
import { regressionOf } from '#core/case/regressions.ts'
import { unopened } from '#core/case/state.ts'
import type { CaseId, RegressionId } from '#core/kit/id.ts'
import { problemOf } from '#server/http/problems.ts'
import type { Signed } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'

type Of = { readonly card: Card; readonly signed: Signed }

/** Opens it with what is done next; null: the case can be opened again, or nothing is to be checked. */
export async function followUpOf(
  shell: Shell,
  { card, signed }: Of,
  regression: RegressionId,
  next: string,
): Promise<CaseId | null> {
  const state = fold((await shell.store.read(card.id))?.events ?? [], unopened)
  const desk = shell.facts()
  const right = may(signed.by, 'regression.check', state, desk)
  if (right !== true) throw problemOf(right)
  if (state.phase === 'unopened' || !isClosedForGood(state, { setting: { now: shell.now(), desk } }))
    return null
  if (regressionOf(state, regression)?.checkedAt !== null) return null
  return opened(shell, { card, signed }, { regression, next, verified: state.verified })
}

type Opening = { regression: RegressionId; next: string; verified: boolean }

async function opened(
  shell: Shell,
  { card, signed }: Of,
  { regression, next, verified }: Opening,
): Promise<CaseId> {
  const sealer = shell.sealer()
  const handled = await shell.handle({
    caseId: shell.newId('cas'),
    by: signed.by,
    commands: [
      {
        type: 'case.open',
        channel: card.channel,
        subject: sealer.text(card.subject),
        customer: card.customer,
        organisation: card.organisation ?? undefined,
        language: card.language,
        team: card.team,
        verified,
        kind: card.kind,
        severity: card.severity,
        product: card.product ?? undefined,
        taker: signed.agent,
      },
      { type: 'note.add', note: shell.newId('not'), text: sealer.text(next), mentions: [] },
      { type: 'case.link', to: card.id, how: 'follow_up' },
    ],
    texts: sealer.texts,
    names: { customerName: card.customerName, organisationName: card.organisationName },
    key: { actor: 'follow_up', key: `${card.id}/${regression}`, bodyHash: 'follow_up' },
  })
  if (handled.outcome === 'refused') throw problemOf(handled.refusal)
  if (handled.outcome === 'repeated') return handled.answer.caseId
  if (handled.outcome === 'done') return handled.caseId
  throw new Error(`a follow-up was answered with ${handled.outcome}`)
}
