// Who is on call for a team while it does not work: the rota of its weeks, turns by date that go before it,
// and what both come to in the next weeks. Not: the team itself (set-up-teams.ts), nor who is told then
// (core/notice/who.ts).
import { z } from 'zod'
import { readDate, weekdays } from '#core/clock/date.ts'
import { isOpen } from '#core/clock/working-time.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { after, dayMs } from '#core/kit/time.ts'
import type { DeskFacts, Rota } from '#core/people/desk-facts.ts'
import { onCallAhead } from '#core/people/on-call-ahead.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, instantSchema, nullable } from '#server/http/schema.ts'
import { needSetUp, record, type SetUp, settled, there, version } from '#server/http/set-up-door.ts'
import { teamOf, teamParams, teamSchema } from '#server/http/set-up-teams.ts'
import type { Shell } from '#server/shell.ts'

const turnsMax = 500
const rowsMax = 50
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const rowBody = z.strictObject({
  agent: idSchema('agt'),
  days: z.array(z.enum(weekdays)).min(1).max(7),
  from: time,
  until: time.meta({ description: 'At or before `from`: on the next day.' }),
})
const rotaBody = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('weekly'), rows: z.array(rowBody).min(1).max(rowsMax) }),
  z.strictObject({
    form: z.literal('in_turn'),
    people: z.array(idSchema('agt')).min(1).max(rowsMax),
    day: z.enum(weekdays),
    at: time,
    since: z.string().refine(text => readDate(text) !== null),
  }),
])
const onCallFields = {
  hours: nullable(idSchema('cal')).meta({ description: 'When the team works; null: around the clock.' }),
  turns: z
    .array(z.strictObject({ agent: idSchema('agt'), from: instantSchema, until: instantSchema }))
    .max(turnsMax)
    .meta({
      description: 'By date; they go before the rota. Who is told outside the hours; of several the first.',
    }),
  rota: nullable(rotaBody)
    .optional()
    .meta({ description: 'Week after week, by the clocks of the hours. Left out: it stays as it is.' }),
}
const onCallBody = z.strictObject({ version, ...onCallFields })
const previewBody = z.strictObject(onCallFields)
type OnCall = z.output<typeof previewBody>

const between = { from: z.int(), until: z.int() }
const aheadSchema = z
  .object({
    ...between,
    isOpen: z.boolean().meta({ description: 'Whether the team itself works now.' }),
    stretches: z
      .array(z.object({ ...between, agent: z.string(), by: z.enum(['date', 'rota']) }))
      .meta({ description: 'Who has the turn, one after the other; the first may be now.' }),
    gaps: z.array(z.object(between)).meta({ description: 'The team does not work, and nobody is on call.' }),
    overlaps: z
      .array(z.object({ ...between, agents: z.array(z.string()) }))
      .meta({ description: 'Two at once outside the hours; the first is told.' }),
  })
  .meta({ id: 'OnCallAhead' })
const aheadDays = 28

/** `PUT /teams/…/on-call` and `POST /teams/…/on-call/preview`. */
export function onCallRoutes(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'PUT',
    url: '/teams/:team/on-call',
    summary: 'Say when a team works, and who is on call when it does not.',
    tag: 'set-up',
    params: teamParams,
    body: onCallBody,
    answers: { 200: teamSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'on_call', 'change')
      const { version, ...onCall } = request.body
      const before = there(await shell.desk.teams.one(request.params.team))
      const rota = onCall.rota === undefined ? before.rota : onCall.rota
      needSound(shell, { ...onCall, rota })
      const after = settled(await shell.desk.teams.change(before.id, version, { ...onCall, rota }))
      await record(shell, by, { what: 'team.changed', about: before.id, before, after })
      return reply.send(await teamOf(shell, after))
    },
  })

  route(app, {
    method: 'POST',
    url: '/teams/:team/on-call/preview',
    summary: 'Who would be on call for a team in the next four weeks, where nobody, and where two at once.',
    tag: 'set-up',
    params: teamParams,
    body: previewBody,
    answers: { 200: aheadSchema },
    async handler(request, reply) {
      needSetUp(request, 'on_call', 'read')
      const { id, rota } = there(await shell.desk.teams.one(request.params.team))
      const onCall = { ...request.body, rota: request.body.rota === undefined ? rota : request.body.rota }
      needSound(shell, onCall)
      return reply.send(aheadOf(shell, id, onCall))
    },
  })
}

type Whole = Omit<OnCall, 'rota'> & { readonly rota: Rota | null }

function aheadOf({ facts, now }: Shell, team: TeamId, duty: Whole) {
  const known = facts()
  const desk: DeskFacts = { ...known, teams: { ...known.teams, [team]: { ...known.teams[team]!, duty } } }
  const asked = { from: now(), until: after(now(), aheadDays * dayMs) }
  const hours = duty.hours && known.calendars[duty.hours]
  const ahead = onCallAhead(desk, team, asked) ?? { stretches: [], gaps: [], overlaps: [] }
  return {
    ...asked,
    isOpen: !hours || isOpen(hours, asked.from),
    stretches: [...ahead.stretches],
    gaps: [...ahead.gaps],
    overlaps: ahead.overlaps.map(one => ({ ...one, agents: [...one.agents] })),
  }
}

/** Refuses at the field what could never be meant. */
function needSound({ facts }: Shell, { hours, turns, rota }: Whole): void {
  const { calendars, agents } = facts()
  const wrong = (path: string) => new Problem('request.invalid', { fields: [{ path, message: '' }] })
  const needPerson = (agent: AgentId, path: string) => {
    if (!agents[agent]?.active || !agents[agent].reach) throw wrong(path)
  }
  // Around the clock nobody is ever told instead of the team: turns without hours would wait in vain.
  const isAny = turns.length > 0 || rota !== null
  if (hours === null ? isAny : calendars[hours] === undefined) throw wrong('hours')
  for (const [i, { agent, from, until }] of turns.entries()) {
    if (until <= from) throw wrong(`turns.${i}.until`)
    needPerson(agent, `turns.${i}.agent`)
  }
  if (rota?.form === 'weekly')
    for (const [i, { agent }] of rota.rows.entries()) needPerson(agent, `rota.rows.${i}.agent`)
  if (rota?.form === 'in_turn')
    for (const [i, agent] of rota.people.entries()) needPerson(agent, `rota.people.${i}`)
}
