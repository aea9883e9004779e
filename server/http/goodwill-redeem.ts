// `POST /goodwill/redeem`: a coupon is used by its code, once. Of two at once the ledger of its case lets
// one win; the other is told when it was redeemed. Not: what else becomes of it (goodwill-deeds.ts).
import { z } from 'zod'
import { isPartner } from '#core/access/share.ts'
import type { Command } from '#core/case/case.ts'
import { digestOf, settled } from '#server/goodwill.ts'
import { answerAgain, answerOf, type DeedDesk, doneSchema, sendDone } from '#server/http/deed-routes.ts'
import { keyOf } from '#server/http/idempotency.ts'
import { backOff } from '#server/http/limits.ts'
import { Problem, problemOf } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { line } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'

export function goodwillRedeemRoute(app: App, desk: DeedDesk): void {
  const { shell } = desk
  // After five wrong codes in a row each further try waits twice as long, also one that would be right.
  const tries = backOff(shell.now)
  route(app, {
    method: 'POST',
    url: '/goodwill/redeem',
    summary: 'Redeem a coupon by its code. It works once; whoever comes second is told when it was.',
    tag: 'goodwill',
    isDeed: true,
    body: z.strictObject({
      code: z.string().min(1).max(100).meta({ description: 'As the customer has it, however typed.' }),
      where: line.optional().meta({ description: 'Where it was, such as an order of the shop.' }),
    }),
    answers: { 200: doneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      mayRedeem(shell, signed)
      const key = keyOf(request, signed.actorKey)
      const redeem = async () => {
        const waitSeconds = tries.waitSeconds(signed.actorKey)
        if (waitSeconds > 0) throw tooMany(waitSeconds)
        const row = await shell.desk.goodwill.byCode(digestOf(request.body.code))
        if (!row) throw unknown(tries, signed)
        const seal = shell.sealer()
        const { where } = request.body
        await shell.desk.goodwill.touch(row.id, shell.now())
        const redeemed: Command = {
          type: 'goodwill.redeem',
          goodwill: row.id,
          where: where === undefined ? undefined : seal.text(where),
        }
        const handled = await settled(shell, row, {
          ...{ caseId: row.caseId, by: signed.by, commands: [redeemed], texts: seal.texts, key },
          ids: { goodwill: row.id },
        })
        // A code that was made for what never came about is none.
        const isNone =
          handled.outcome === 'refused' &&
          ['goodwill.not_found', 'goodwill.not_granted'].includes(handled.refusal.refused)
        if (isNone) throw unknown(tries, signed)
        if (handled.outcome === 'done') tries.succeeded(signed.actorKey)
        return answerOf(shell, handled)
      }
      return sendDone(reply, await desk.once(key, redeem, kept => answerAgain(shell, kept)))
    },
  })
}

/** Somebody of our house, or a program with a token of it. */
function mayRedeem(shell: Shell, { facts }: Signed): void {
  const works = facts.roles.some(role => role === 'agent' || role === 'lead')
  if (!works || isPartner(facts, shell.facts())) throw new Problem('role.missing')
}

/** Nobody learns more of it than that there is none. */
function unknown(tries: ReturnType<typeof backOff>, { actorKey }: Signed): Problem {
  tries.failed(actorKey)
  return problemOf({ refused: 'goodwill.code_unknown' })
}

const tooMany = (seconds: number): Problem =>
  new Problem('request.too_many', { details: { seconds }, headers: { 'retry-after': String(seconds) } })
