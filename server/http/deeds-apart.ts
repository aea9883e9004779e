// Deeds with a route of their own, since they write a letter or count money in the same breath: the course of
// the request, the same for all. Not: what each becomes (goodwill-deeds.ts, proposal-deeds.ts).
import type { z } from 'zod'
import type { Card } from '#core/case/card.ts'
import type { Handled } from '#server/deed.ts'
import { caseFor } from '#server/http/case-door.ts'
import { answerAgain, answerOf, type DeedDesk, doneSchema, sendDone } from '#server/http/deed-routes.ts'
import { pathOf } from '#server/http/deeds.ts'
import { type Key, keyOf } from '#server/http/idempotency.ts'
import { ifSeqOf } from '#server/http/if-match.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'

/** Who asks, of which case, and what makes asking twice one deed. */
export type AskedApart = {
  readonly card: Card
  readonly signed: Signed
  readonly key: Key | undefined
  readonly ifSeq: number | undefined
}
type Deeds<T extends string> = {
  readonly schemas: Readonly<Record<T, z.ZodType>>
  readonly summaries: Readonly<Record<T, string>>
  readonly handle: (asked: AskedApart, type: T, body: unknown) => Promise<Handled>
}

/** `POST /cases/:case/<noun>/<verb>` for each of them. */
export function deedsApart<T extends string>(app: App, desk: DeedDesk, deeds: Deeds<T>): void {
  for (const type of Object.keys(deeds.schemas) as T[])
    route(app, {
      method: 'POST',
      url: `/cases/:case/${pathOf(type)}`,
      summary: deeds.summaries[type],
      tag: 'deeds',
      isDeed: true,
      params: caseParams,
      body: deeds.schemas[type] as z.ZodObject,
      answers: { 200: doneSchema },
      async handler(request, reply) {
        const { shell } = desk
        const signed = signedIn(request)
        const card = await caseFor(shell, signed.agent, request.params.case)
        const key = keyOf(request, signed.actorKey)
        const asked = { card, signed, key, ifSeq: ifSeqOf(request) }
        const done = await desk.once(
          key,
          async () => answerOf(shell, await deeds.handle(asked, type, request.body)),
          kept => answerAgain(shell, kept),
        )
        return sendDone(reply, done)
      },
    })
}
