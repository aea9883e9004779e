// Who keeps what falls due on a case while its keeper is away or outside his week; and who would keep a
// word that is about to be given. Not: the deeds by which it is given or taken over (deed-routes.ts).
import { z } from 'zod'
import { type KeptFor, keptFor } from '#core/case/kept-for.ts'
import { instant } from '#core/kit/time.ts'
import { backFor, keeperNow } from '#core/people/cover.ts'
import { caseFor } from '#server/http/case-door.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams, idSchema, nullable } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import type { Ledger } from '#store/store.ts'

/** The last instant of 2199: no calendar is asked for more. */
const farthest = 7_258_118_399_999
const until = nullable(z.int()).meta({ description: 'When he has it again himself; null: nobody knows.' })
const byTeam = z.object({ as: z.literal('team'), team: z.string() })
const standInSchema = z.union([
  z.object({ as: z.enum(['cover', 'on_duty', 'on_call', 'lead']), agent: z.string() }),
  byTeam,
])
export const keptSchema = z
  .array(z.object({ about: z.string(), keeper: z.string(), by: standInSchema, until }))
  .meta({
    description:
      'What falls due while its keeper is away or outside his week, and who keeps it then: a promise by its id, or `next` for what is due next. The ledger keeps whose it is.',
  })

const keeperSchema = z
  .object({
    by: z.union([
      z.object({ as: z.enum(['keeper', 'cover', 'on_duty', 'on_call', 'lead']), agent: z.string() }),
      byTeam,
    ]),
    back: until,
  })
  .meta({ id: 'Keeper' })

/** What of a case is kept for somebody, now. */
export function keptIn(shell: Shell, ledger: Ledger): KeptFor[] {
  const state = shell.folded(ledger)
  return state.phase === 'unopened' ? [] : keptFor(state, shell.facts(), shell.now())
}

/** `GET /cases/:case/keeper`. */
export function keeperRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/cases/:case/keeper',
    summary: 'Who would keep a word on this case that falls due at an instant, of mine or of another.',
    tag: 'cases',
    params: caseParams,
    query: z.strictObject({
      at: z.coerce.number().pipe(z.int().min(0).max(farthest)),
      of: idSchema('agt').optional(),
    }),
    answers: { 200: keeperSchema },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const { team } = await caseFor(shell, agent, request.params.case)
      const { at, of: keeper = agent } = request.query
      const promised = { keeper, dueAt: instant(at), team }
      return reply.send({ by: keeperNow(shell.facts(), promised), back: backFor(shell.facts(), promised) })
    },
  })
}
