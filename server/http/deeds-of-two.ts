// Deeds that touch two cases: merge and split. Each case has its own append; a crash between them is mended
// by asking again. Not: taking a merge back (part-cases.ts).
import { isAllowed } from '#core/case/lifecycle.ts'
import type { Card } from '#core/case/card.ts'
import { broughtBy } from '#core/case/brought.ts'
import { fold } from '#core/case/case.ts'
import { may } from '#core/access/may.ts'
import { unopened } from '#core/case/state.ts'
import type { CaseId, QuestionId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { withOwnWords } from '#server/brought-words.ts'
import type { Handled } from '#server/deed.ts'
import { caseFor } from '#server/http/case-door.ts'
import {
  answerAgain,
  answerOf,
  type DeedDesk,
  type Done,
  doneSchema,
  sendDone,
} from '#server/http/deed-routes.ts'
import { ifSeqOf } from '#server/http/if-match.ts'
import { type DeedBody, deedSchemas } from '#server/http/deed-schemas.ts'
import { type Kept, type Key, keyOf } from '#server/http/idempotency.ts'
import { problemOf } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import { tellWhereItGoesOn } from '#server/react/matter-news.ts'
import type { Shell } from '#server/shell.ts'

export type Asked = {
  readonly card: Card
  readonly signed: Signed
  readonly ifSeq: number | undefined
  readonly key: Key | undefined
}

/** `POST /cases/:case/case/merge` and `…/question/split`. */
export function twoCaseRoutes(app: App, desk: DeedDesk): void {
  route(app, {
    method: 'POST',
    url: '/cases/:case/case/merge',
    summary: 'Let this case go on in another one.',
    tag: 'deeds',
    isDeed: true,
    params: caseParams,
    body: deedSchemas['case.merge'],
    answers: { 200: doneSchema },
    async handler(request, reply) {
      const asked = await askedBy(desk.shell, request, request.params.case)
      const done = await desk.once(
        asked.key,
        () => mergeCases(desk.shell, asked, request.body),
        kept => mergedBefore(desk.shell, asked, request.body, kept),
      )
      return sendDone(reply, done)
    },
  })

  route(app, {
    method: 'POST',
    url: '/cases/:case/question/split',
    summary: 'Make a case of its own out of a question.',
    tag: 'deeds',
    isDeed: true,
    params: caseParams,
    body: deedSchemas['question.split'],
    answers: { 200: doneSchema },
    async handler(request, reply) {
      const asked = await askedBy(desk.shell, request, request.params.case)
      const done = await desk.once(
        asked.key,
        () => split(desk.shell, asked, request.body),
        kept => answerAgain(desk.shell, kept),
      )
      return sendDone(reply, done)
    },
  })
}

/** What was asked for of that case, by whom. */
export async function askedBy(
  shell: Shell,
  request: Parameters<typeof signedIn>[0],
  which: Card['id'] | number,
): Promise<Asked> {
  const signed = signedIn(request)
  const card = await caseFor(shell, signed.agent, which)
  return { card, signed, ifSeq: ifSeqOf(request), key: keyOf(request, signed.actorKey) }
}

/** The case as it stands, of which the agent may do this; otherwise the problem that says why not. */
export async function stateFor(
  shell: Shell,
  { card, signed }: Pick<Asked, 'card' | 'signed'>,
  type: 'case.link' | 'case.unlink' | 'question.split',
) {
  const ledger = await shell.store.read(card.id)
  const state = fold(ledger?.events ?? [], unopened)
  const right = may(signed.by, type, state, shell.facts())
  if (right !== true) throw problemOf(right)
  if (!isAllowed(state.phase, type) || state.phase === 'unopened')
    throw problemOf({ refused: state.phase === 'merged' ? 'case.merged' : 'case.not_open' })
  return { state, ledger }
}

/** Lets one case go on in another; the second half bears repeating. */
export async function mergeCases(
  shell: Shell,
  { card, signed, ifSeq, key }: Asked,
  { into }: DeedBody<'case.merge'>,
): Promise<Done> {
  const winner = await caseFor(shell, signed.agent, into)
  const itself = winner.id === card.id
  if (!itself) {
    const { state } = await stateFor(shell, { card: winner, signed }, 'case.link')
    // An open need in an ended case would be nobody's.
    if (card.phase === 'open' && state.phase !== 'open')
      throw problemOf({ refused: 'case.other_ended', details: { number: winner.number } })
  }
  const { by } = signed
  const handled =
    card.into === winner.id
      ? // Merged before, perhaps by a request that broke off here: only the link is left to do.
        ({ outcome: 'nothing', caseId: card.id, number: card.number, seq: card.seq, ids: {} } as const)
      : await shell.handle({
          caseId: card.id,
          by,
          commands: [{ type: 'case.merge', into: winner.id, itself }],
          texts: [],
          key,
          ifSeq,
          // Two that are merged into each other at once would both be gone: one of them is decided again.
          unlessMerged: winner.id,
        })
  const done = await answerOf(shell, handled)
  await answerOf(shell, await linkBack(shell, { card, signed }, winner.id))
  return done
}

/** The second half of a merge, which bears repeating. */
async function linkBack(
  shell: Shell,
  { card, signed }: Pick<Asked, 'card' | 'signed'>,
  into: Card['id'],
): Promise<Handled> {
  const ledger = await shell.store.read(card.id)
  const sealer = shell.sealer()
  const along = broughtBy(ledger?.events ?? [], shell.now(), shell.facts())
  const words = { of: (ref: TextRef) => ledger?.texts.get(ref.text), otherwise: card.subject }
  const brings = along ? withOwnWords(along, { ...words, seal: sealer.text }) : undefined
  const handled = await shell.handle({
    caseId: into,
    by: signed.by,
    commands: [{ type: 'case.link', to: card.id, how: 'merged_from', brings }],
    texts: sealer.texts,
  })
  if (brings?.matters) await tellWhereItGoesOn(shell, card.id, into)
  return handled
}

/**
 * A merge that was done under this key, perhaps by a request that broke off before its second half. Where the
 * other case has gone on elsewhere since, nothing is left to do.
 */
async function mergedBefore(
  shell: Shell,
  asked: Asked,
  { into }: DeedBody<'case.merge'>,
  kept: Kept,
): Promise<Done> {
  const winner = await caseFor(shell, asked.signed.agent, into)
  // Taken back since, or gone on in another one, it is not joined again by a click that comes late.
  if (asked.card.into === winner.id) await linkBack(shell, asked, winner.id)
  return answerAgain(shell, kept)
}

async function split(
  shell: Shell,
  { card, signed, ifSeq, key }: Asked,
  { question, subject }: DeedBody<'question.split'>,
): Promise<Done> {
  const { state, ledger } = await stateFor(shell, { card, signed }, 'question.split')
  const one = state.questions[question]
  if (!one) throw problemOf({ refused: 'question.not_found' })
  if (one.standing !== 'open') throw problemOf({ refused: 'question.settled' })
  const words = ledger?.texts.get(one.text.text) ?? card.subject
  const into = await openFor(
    shell,
    { card, signed },
    { question, words, subject: subject ?? words.slice(0, 200), verified: state.verified },
  )
  const handled = await shell.handle({
    caseId: card.id,
    by: signed.by,
    commands: [{ type: 'question.split', question, into }],
    texts: [],
    key,
    ifSeq,
    ids: { case: into },
  })
  return answerOf(shell, handled)
}

type Split = { question: QuestionId; words: string; subject: string; verified: boolean }

/** The new case for a question. Asked again, also after a crash, it is the same one. */
async function openFor(
  shell: Shell,
  { card, signed }: Pick<Asked, 'card' | 'signed'>,
  { question, words, subject, verified }: Split,
): Promise<CaseId> {
  const sealer = shell.sealer()
  const handled = await shell.handle({
    caseId: shell.newId('cas'),
    by: signed.by,
    commands: [
      {
        type: 'case.open',
        channel: card.channel,
        subject: sealer.text(subject),
        customer: card.customer,
        organisation: card.organisation ?? undefined,
        language: card.language,
        team: card.team,
        verified,
        product: card.product ?? undefined,
        taker: signed.agent,
      },
      { type: 'question.add', question: shell.newId('que'), text: sealer.text(words) },
      { type: 'case.link', to: card.id, how: 'split_from' },
    ],
    texts: sealer.texts,
    names: { customerName: card.customerName, organisationName: card.organisationName },
    key: { actor: 'split', key: `${card.id}/${question}`, bodyHash: 'split' },
  })
  return (await answerOf(shell, handled)).id as CaseId
}
