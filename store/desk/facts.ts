// The desk as the core needs to know it, read from the settings' tables in one statement.
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import {
  type AgentFacts,
  type DeskFacts,
  defaultDesk,
  type TeamFacts,
  type WorkSetting,
} from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'
import type { Pool } from '../postgres/pool.ts'
import type { DeskSettings } from './team.ts'

type Row = {
  setting: DeskSettings
  levels: Partial<Record<HouseLevel, Partial<WorkSetting>>> | null
  teams: TeamFacts[] | null
  agents: AgentFacts[] | null
  skills: DeskFacts['skills'] | null
  wanted: DeskFacts['wanted'] | null
  hasContracts: boolean
  goodwill: DeskFacts['goodwill']
  costs: DeskFacts['costs']
  overloads: DeskFacts['overloads'] | null
  productOwners: DeskFacts['productOwners'] | null
}

/** Teams, agents, levels and the desk's minutes as they are at an instant; what is not set is the default. */
export async function readDeskFacts(pool: Pool, at: Instant): Promise<DeskFacts> {
  const { rows } = await pool.query<Row>({ name: 'desk_facts', text, values: [at] })
  const {
    setting,
    levels,
    teams,
    agents,
    skills,
    wanted,
    hasContracts,
    overloads,
    productOwners,
    goodwill = null,
    costs = null,
  } = rows[0]!
  const level = (one: HouseLevel): WorkSetting => ({ ...defaultDesk.levels[one], ...levels?.[one] })
  return {
    ...defaultDesk,
    levels: { 1: level(1), 2: level(2), 3: level(3) },
    hasContracts,
    ...(goodwill && { goodwill }),
    ...(costs && { costs }),
    ...(overloads && { overloads }),
    ...(productOwners && { productOwners }),
    skills: skills ?? {},
    ...(wanted && { wanted }),
    ...(setting.timeZone && { zone: setting.timeZone }),
    ...(setting.routing && { routing: setting.routing }),
    ...(setting.unattended && { unattended: setting.unattended }),
    ...(setting.live && { live: setting.live }),
    ...(setting.sizes && { sizes: setting.sizes }),
    ...(setting.answerMinutes && { answerMinutes: setting.answerMinutes }),
    ...(setting.helpMinutes !== undefined && { helpMinutes: bySeverity(setting.helpMinutes) }),
    ...(setting.managerMinutes !== undefined && { managerMinutes: setting.managerMinutes }),
    ...(setting.newsMinutes && { newsMinutes: setting.newsMinutes }),
    ...(setting.restrictedKinds && { restrictedKinds: setting.restrictedKinds }),
    ...(setting.housePolicy && { housePolicy: setting.housePolicy }),
    ...(setting.noticeMinutes !== undefined && { noticeMinutes: setting.noticeMinutes }),
    ...(setting.stuck && { stuck: setting.stuck }),
    ...(setting.coachFlags !== undefined && { coachFlags: setting.coachFlags }),
    ...(setting.conductTimes !== undefined && { conductTimes: setting.conductTimes }),
    ...(setting.contactDays !== undefined && { contactDays: setting.contactDays }),
    ...(setting.checkBacks && { checkBacks: setting.checkBacks }),
    ...(setting.reopenDays !== undefined && { reopenDays: setting.reopenDays }),
    ...(setting.waitDays !== undefined && { waitDays: setting.waitDays }),
    teams: Object.fromEntries((teams ?? []).map(team => [team.id, team])) as Record<TeamId, TeamFacts>,
    agents: Object.fromEntries((agents ?? []).map(agent => [agent.id, agent])) as Record<AgentId, AgentFacts>,
  }
}

/** One number was kept before each severity had its own. */
export const bySeverity = (minutes: NonNullable<DeskSettings['helpMinutes']>): DeskFacts['helpMinutes'] =>
  typeof minutes === 'number' ? [minutes, minutes, minutes, minutes] : minutes

const text = `select setting,
  (select json_object_agg(level, setting) from level_setting) as levels,
  (select json_agg(json_build_object('id', id, 'name', name, 'level', level, 'setting', setting, 'active', active,
    'covers', covers,
    'partner', partner, 'duty', json_build_object('hours', hours_id, 'turns', turns, 'rota', rota)) order by id) from team) as teams,
  (select json_agg(json_build_object('id', id, 'name', name, 'roles', roles, 'levels', levels,
    'teams', (select coalesce(json_agg(team_id order by team_id), '[]') from team_member where agent_id = agent.id),
    'active', disabled_at is null,
    'absent', coalesce(absent_from <= $1 and absent_until > $1, false),
    'absence', case when absent_from <= $1 and absent_until > $1
      then json_build_object('until', absent_until, 'cover', absent_cover) end,
    'week', week, 'routing', routing, 'number', preferences ->> 'directNumber',
    'knows', (select json_agg(distinct product_id) from agent_knowing where agent_id = agent.id),
    'reach', json_build_object('zone', time_zone, 'quiet', coalesce(preferences -> 'quiet', '[]'),
      'mail', coalesce(preferences ->> 'noticeMail', 'away'), 'cover', absent_cover)) order by id) from agent) as agents,
  (select json_object_agg(id, json_build_object('id', id, 'name', name, 'products', products, 'kinds', kinds,
    'active', active)) from skill) as skills,
  (select json_agg(json_build_object('id', id, 'kinds', kinds, 'products', products, 'facts', facts,
    'active', active) order by id) from wanted_list where active) as wanted,
  (select json_build_object('version', version, 'rules', rules) from goodwill_rules
    order by version desc limit 1) as goodwill,
  (select json_build_object('currency', min(currency), 'versions',
      json_agg(json_build_object('version', version, 'at', at, 'rates', rates) order by version))
    from cost_version having count(*) > 0) as costs,
  (select json_object_agg(team_id, json_build_object('since', began_at, 'minutes', minutes)) from overload
    where ended_at is null) as overloads,
  (select json_object_agg(id, owner) from product where owner is not null) as "productOwners",
  exists (select from contract) as "hasContracts"
  from desk_setting`
