// What is sent for help at once: the live line, swarms, wanted call-backs. Part of deed-schemas.ts.
import { z } from 'zod'
import { liveOutcomes, swarmOutcomes, swarmSigns } from '#core/case/live-fact.ts'
import { houseLevel, idSchema, instantSchema, line, words } from '#server/http/schema.ts'

const live = idSchema('liv')
const swarm = idSchema('swm')
const callBack = idSchema('cbk')
const agent = idSchema('agt')
const team = idSchema('tea')
const brief = words(4_000)
const said = words(4_000)

export const liveDeedSchemas = {
  'live_line.ask': z.strictObject({
    live: live.optional(),
    level: houseLevel,
    team: team.optional().meta({ description: 'Of that level; absent: all of it.' }),
    question: brief,
    problem: brief.optional(),
    known: brief.optional(),
    tried: brief.optional().meta({ description: 'What was tried, and why.' }),
  }),
  'live_line.answer': z.strictObject({ live }),
  'live_line.decline': z.strictObject({ live, text: line.optional() }),
  'live_line.join': z.strictObject({ live }),
  'live_line.say': z.strictObject({ live, text: said }),
  'live_line.take_back': z.strictObject({ live }),
  'live_line.end': z.strictObject({
    live,
    outcome: z.enum(liveOutcomes),
    text: said.optional().meta({ description: 'Needed for `answered` and `test`.' }),
  }),
  'swarm.raise': z.strictObject({
    swarm: swarm.optional(),
    question: brief,
    until: instantSchema.optional().meta({ description: "Absent: after the desk's usual time." }),
    because: z.enum(swarmSigns).optional().meta({ description: 'It was proposed by this sign.' }),
  }),
  'swarm.offer': z.strictObject({ swarm, text: line.optional() }),
  'swarm.choose_lead': z.strictObject({ swarm, agent }),
  'swarm.say': z.strictObject({ swarm, text: said }),
  'swarm.end': z.strictObject({
    swarm,
    how: z.enum(swarmOutcomes),
    text: said.optional().meta({ description: 'Needed except for `withdrawn` and `handed_off`.' }),
  }),
  'call_back.want': z.strictObject({
    callBack: callBack.optional(),
    level: houseLevel,
    team: team.optional(),
    dueAt: instantSchema,
    text: brief,
  }),
  'call_back.give': z.strictObject({ callBack, text: said.optional() }),
  'call_back.withdraw': z.strictObject({ callBack }),
} as const
