// Who is on call for a team while it does not work. Not: the team itself (set-up-teams.ts), nor who is told
// then (core/notice/who.ts).
import { z } from 'zod'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, instantSchema, nullable } from '#server/http/schema.ts'
import { needSetUp, record, type SetUp, settled, there, version } from '#server/http/set-up-door.ts'
import { teamOf, teamParams, teamSchema } from '#server/http/set-up-teams.ts'
import type { Shell } from '#server/shell.ts'

const turnsMax = 500
const onCallBody = z.strictObject({
  version,
  hours: nullable(idSchema('cal')).meta({ description: 'When the team works; null: around the clock.' }),
  turns: z
    .array(z.strictObject({ agent: idSchema('agt'), from: instantSchema, until: instantSchema }))
    .max(turnsMax)
    .meta({ description: 'Who is told instead of the team outside its hours; of several the first.' }),
})
type OnCall = z.output<typeof onCallBody>

/** `PUT /teams/…/on-call`. */
export function onCallRoute(app: App, { shell }: SetUp): void {
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
      needSound(shell, onCall)
      const after = settled(await shell.desk.teams.change(before.id, version, onCall))
      await record(shell, by, { what: 'team.changed', about: before.id, before, after })
      return reply.send(await teamOf(shell, after))
    },
  })
}

/** Refuses at the field what could never be meant. */
function needSound({ facts }: Shell, { hours, turns }: Omit<OnCall, 'version'>): void {
  const { calendars, agents } = facts()
  const wrong = (path: string) => new Problem('request.invalid', { fields: [{ path, message: '' }] })
  // Around the clock nobody is ever told instead of the team: turns without hours would wait in vain.
  if (hours === null ? turns.length > 0 : calendars[hours] === undefined) throw wrong('hours')
  for (const [i, { agent, from, until }] of turns.entries()) {
    if (until <= from) throw wrong(`turns.${i}.until`)
    if (!agents[agent]?.active || !agents[agent].reach) throw wrong(`turns.${i}.agent`)
  }
}
