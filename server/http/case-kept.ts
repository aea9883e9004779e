// Who keeps what falls due on a case while its keeper is away or outside his week; and who would keep a
// word that is about to be given. Not: the deeds by which it is given or taken over (deed-routes.ts).
import { z } from 'zod'
import { type KeptFor, keptFor } from '#core/case/kept-for.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { backFor, keeperNow } from '#core/people/cover.ts'
import { caseFor } from '#server/http/case-door.ts'
import { defaultTeam } from '#server/http/case-open.ts'
import { problemOf } from '#server/http/problems.ts'
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

const query = z.strictObject({
  at: z.coerce.number().pipe(z.int().min(0).max(farthest)),
  of: idSchema('agt').optional(),
})

function keeperOf(shell: Shell, dueAt: number, { keeper, team }: { keeper: AgentId; team: TeamId }) {
  const promised = { keeper, dueAt: instant(dueAt), team }
  return { by: keeperNow(shell.facts(), promised), back: backFor(shell.facts(), promised) }
}

/** `GET /cases/:case/keeper`, and `GET /keeper` for a word that is given before there is a case. */
export function keeperRoutes(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/cases/:case/keeper',
    summary: 'Who would keep a word on this case that falls due at an instant, of mine or of another.',
    tag: 'cases',
    params: caseParams,
    query,
    answers: { 200: keeperSchema },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const { team } = await caseFor(shell, agent, request.params.case)
      const { at, of: keeper = agent } = request.query
      return reply.send(keeperOf(shell, at, { keeper, team }))
    },
  })
  route(app, {
    method: 'GET',
    url: '/keeper',
    summary: 'Who would keep a word on a case that is yet to be opened, of mine or of another.',
    tag: 'cases',
    query: query.extend({
      team: idSchema('tea').optional().meta({ description: "Absent: the desk's default team." }),
    }),
    answers: { 200: keeperSchema },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const { at, of: keeper = agent, team = defaultTeam(shell) } = request.query
      if (!shell.facts().teams[team]) throw problemOf({ refused: 'team.not_found' })
      return reply.send(keeperOf(shell, at, { keeper, team }))
    },
  })
}
