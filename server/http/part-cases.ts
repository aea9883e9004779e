// A merge is taken back: first the case goes on by itself again, then the one it was merged into lets it go.
// Between the two appends it is owed twice rather than by nobody; a crash there is mended by asking again.
// Not: what goes back (core/case/parted.ts).
import { may } from '#core/access/may.ts'
import { fold } from '#core/case/case.ts'
import type { Card } from '#core/case/card.ts'
import type { Recorded } from '#core/case/event.ts'
import { onTheirWay } from '#core/case/deed/promise.ts'
import { type Parted, partedFrom } from '#core/case/parted.ts'
import type { CaseId } from '#core/kit/id.ts'
import { caseFor } from '#server/http/case-door.ts'
import { type Asked, askedBy, stateFor } from '#server/http/deeds-of-two.ts'
import {
  answerAgain,
  answerOf,
  type DeedDesk,
  type Done,
  doneSchema,
  sendDone,
} from '#server/http/deed-routes.ts'
import { deedSchemas } from '#server/http/deed-schemas.ts'
import { problemOf } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams } from '#server/http/schema.ts'
import type { Shell } from '#server/shell.ts'

/** `POST /cases/:case/case/part`. */
export function partRoute(app: App, desk: DeedDesk): void {
  const { shell } = desk
  route(app, {
    method: 'POST',
    url: '/cases/:case/case/part',
    summary: 'Take a merge back: let this case go on by itself again.',
    tag: 'deeds',
    isDeed: true,
    params: caseParams,
    body: deedSchemas['case.part'],
    answers: { 200: doneSchema },
    async handler(request, reply) {
      const asked = await askedBy(shell, request, request.params.case)
      const done = await desk.once(
        asked.key,
        () => part(shell, asked),
        async kept => {
          // Its second half may be missing where the first request broke off.
          const other = otherOf(asked.card, (await shell.store.read(asked.card.id))?.events ?? [])
          if (other && asked.card.into === null) await letGo(shell, asked, other)
          return answerAgain(shell, kept)
        },
      )
      return sendDone(reply, done)
    },
  })
}

async function part(shell: Shell, asked: Asked): Promise<Done> {
  const { card, signed, ifSeq, key } = asked
  const own = (await shell.store.read(card.id))?.events ?? []
  const right = may(signed.by, 'case.part', fold(own), shell.facts())
  if (right !== true) throw problemOf(right)
  const other = otherOf(card, own)
  if (!other) throw problemOf({ refused: 'case.not_merged' })
  const parted = await sides(shell, asked, other, own)
  if (parted?.isUnderWay) throw problemOf({ refused: 'message.under_way' })
  const isMerged = card.phase === 'merged'
  if (!isMerged && !parted) throw problemOf({ refused: 'case.not_merged' })
  const handled = isMerged
    ? await shell.handle({
        caseId: card.id,
        by: signed.by,
        // Where the merge itself broke off halfway, nothing has happened there.
        commands: [{ type: 'case.part', from: other, meanwhile: parted?.meanwhile ?? { waited: [] } }],
        texts: [],
        key,
        ifSeq,
      })
    : // Parted before, perhaps by a request that broke off here: only the other half is left to do.
      ({ outcome: 'nothing', caseId: card.id, number: card.number, seq: card.seq, ids: {} } as const)
  const done = await answerOf(shell, handled)
  await letGo(shell, asked, other)
  return done
}

/** The case in which it goes on, or went on last; null: it never went on elsewhere. */
function otherOf(card: Card, ledger: readonly Recorded[]): CaseId | null {
  if (card.into) return card.into
  const last = ledger.findLast(one => one.type === 'case.parted')
  return last?.type === 'case.parted' ? last.from : null
}

type Sides = Parted & { readonly seq: number; readonly isUnderWay: boolean }
/** What goes to which of the two; null: the other one does not have it. */
async function sides(
  shell: Shell,
  { card, signed }: Asked,
  other: CaseId,
  own: readonly Recorded[] = [],
): Promise<Sides | null> {
  const winner = await caseFor(shell, signed.agent, other)
  const ledger = (await shell.store.read(other))?.events ?? []
  const state = fold(ledger)
  if (state.phase === 'merged')
    throw problemOf({ refused: 'case.other_merged', details: { number: winner.number } })
  await stateFor(shell, { card: winner, signed }, 'case.unlink')
  const parted = partedFrom(ledger, { ...card, own }, shell.now())
  // What leaves only after it was parted would be no word to its customer.
  const isUnderWay = state.phase !== 'unopened' && onTheirWay(state.messages).length > 0
  return parted && { ...parted, seq: ledger.length, isUnderWay }
}

/** Somebody may write there at the same instant; so often it is looked again what goes back. */
const triesMost = 20

/** The second half, which bears repeating. */
async function letGo(shell: Shell, asked: Asked, other: CaseId): Promise<void> {
  for (let tries = 1; ; tries++) {
    const parted = await sides(shell, asked, other)
    if (!parted) return
    const handled = await shell.handle({
      caseId: other,
      by: asked.signed.by,
      commands: [{ type: 'case.unlink', to: asked.card.id, back: parted.back }],
      texts: [],
      ifSeq: parted.seq,
    })
    if (handled.outcome === 'precondition' && tries < triesMost) continue
    await answerOf(shell, handled)
    return
  }
}
