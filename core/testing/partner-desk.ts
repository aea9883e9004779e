// The small desk with a team of another house at level 2. Not product code: nothing outside tests imports it.
import type { DeskFacts, Partnership } from '#core/people/desk-facts.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { agentId, desk, teamId } from '#core/testing/world.ts'

export const partnership: Partnership = {
  house: 'Fjärrhjälp AB',
  accountable: agentId('chiara'),
  endsAt: null,
  readDays: 7,
  namesPeople: false,
}

const seat = (id: string, teams: readonly TeamId[], more: Partial<DeskFacts['agents'][AgentId]> = {}) =>
  ({
    ...{ id: agentId(id), name: id, roles: ['agent'], levels: [2], active: true, absent: false },
    ...{ teams, ...more },
  }) satisfies DeskFacts['agents'][AgentId]

/** Pia and Per work for the other house; Lena leads our experts; Theo's house has no team of its own. */
export const partnerDesk: DeskFacts = {
  ...desk,
  agents: {
    ...desk.agents,
    [agentId('pia')]: seat('pia', [teamId('away')]),
    [agentId('per')]: seat('per', [teamId('away')]),
    [agentId('theo')]: seat('theo', [teamId(2)], { roles: ['partner'] }),
    [agentId('lena')]: seat('lena', [teamId(3)], { roles: ['lead'], levels: [3] }),
  },
  teams: {
    ...desk.teams,
    [teamId('away')]: {
      ...{ id: teamId('away'), name: 'Away', level: 2, setting: {}, active: true },
      partner: partnership,
    },
  },
}
