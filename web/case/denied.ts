// Why an act is not possible now, as a sentence with who can do it or give the right. Not: the rules
// (core/access/).
import type { CommandType } from '#core/case/case.ts'
import { isAllowed } from '#core/case/lifecycle.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { may } from '#core/access/may.ts'
import type { Say } from '#words/say.ts'
import type { Desk } from './desk.ts'

/** The sentence, or empty when the agent may do it now. */
export function deniedWhy(state: OpenedCase, type: CommandType, desk: Desk, say: Say): string {
  if (!isAllowed(state.phase, type)) return say(`deeds.not_when_${state.phase}`)
  const answer = may(desk.actor, type, state, desk.facts)
  if (answer === true) return ''
  const nobody = say('deeds.nobody')
  const values = {
    worker: desk.nameOf(state.worker) ?? nobody,
    contact: desk.nameOf(state.contact) ?? nobody,
    n: state.level,
    team: desk.teamName(state.team),
    lead: leadOf(desk) ?? say('deeds.a_lead'),
  }
  const key = `deeds.needs_${answer.refused.replace('.', '_')}`
  const text = say(key, values)
  return text === key ? say('deeds.needs_access_denied', values) : text
}

/** A lead who is there, by name: who can give what is missing. */
const leadOf = (desk: Desk): string | undefined =>
  Object.values(desk.facts.agents).find(
    one => one.active && !one.absent && one.roles.includes('lead') && one.id !== desk.me.id,
  )?.name
