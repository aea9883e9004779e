// Teams, what a level may do, and the desk's one page of settings. Not: who sits in a team (agent.ts).
import type { SizeSetting } from '#core/people/size-setting.ts'
import type { WaivableDanger } from '#core/case/file-fact.ts'
import type { Kind } from '#core/case/event.ts'
import type { SenderChecks } from '#core/case/sender-check.ts'
import type { InnerLetterKind } from '#core/case/inner-fact.ts'
import type { AgentId, CalendarId, PolicyId, TeamId } from '#core/kit/id.ts'
import type {
  CheckBackSetting,
  Partnership,
  Rota,
  RoutingRule,
  StuckSetting,
  TeamCovers,
  Turn,
  UnattendedSetting,
  WorkSetting,
} from '#core/people/desk-facts.ts'
import type { LiveSetting } from '#core/people/live-setting.ts'
import type { CapacitySetting } from '#core/capacity/capacity-setting.ts'
import type { Language } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'
import type { Pool } from '../postgres/pool.ts'
import { type Changed, tableOf } from './row.ts'

export type Team = {
  readonly id: TeamId
  readonly name: string
  readonly level: HouseLevel
  readonly setting: Partial<WorkSetting>
  readonly active: boolean
  /** when it works; null: around the clock */
  readonly hours: CalendarId | null
  /** who is on call when it does not */
  readonly turns: readonly Turn[]
  /** week after week; turns by date go before it */
  readonly rota: Rota | null
  /** what it answers for; null: nothing is said */
  readonly covers: TeamCovers | null
  /** what was agreed with the house it belongs to; null: ours */
  readonly partner: Partnership | null
  readonly version: number
}

export type LevelSetting = {
  readonly level: HouseLevel
  readonly setting: Partial<WorkSetting>
  /** 0: never set, the desk's defaults hold */
  readonly version: number
}

export type FileSetting = {
  /** kinds that are not kept back */
  readonly passes: readonly WaivableDanger[]
  /** a file the scanner has not looked at yet: given with a word, or held until it has */
  readonly unchecked: 'give' | 'hold'
}

/** What is set for the whole desk; an absent field means its default. */
export type DeskSettings = {
  readonly name?: string
  readonly languages?: readonly Language[]
  readonly defaultLanguage?: Language
  readonly firstAnswerMinutes?: number
  /** minutes until a customer hears from us, by severity 1–4 */
  readonly answerMinutes?: readonly [number, number, number, number]
  /** by severity 1–4; one number, as it was kept before: for each of them */
  readonly helpMinutes?: readonly [number, number, number, number] | number
  readonly managerMinutes?: number
  readonly newsMinutes?: readonly [number, number, number, number]
  readonly reopenDays?: number
  readonly waitDays?: number
  /** after how long customers are asked whether a fix holds */
  readonly checkBacks?: CheckBackSetting
  /** by which signs a case counts as stuck, and what follows */
  readonly stuck?: StuckSetting
  /** how large what comes in may be */
  readonly sizes?: SizeSetting
  /** which files are given out all the same, and what happens to those no scanner has seen yet */
  readonly files?: FileSetting
  readonly timeZone?: string
  readonly callBackNumber?: string
  readonly portalIntro?: Readonly<Partial<Record<Language, string>>>
  readonly automaticMail?: 'on' | 'off'
  /** what happens inside is told to the customer by letter, unless false; on his page in any case */
  readonly innerLetters?: Readonly<Partial<Record<InnerLetterKind, boolean>>>
  /** whether customers are asked how we did; as nothing is said: they are */
  readonly satisfaction?: 'on' | 'off'
  readonly defaultTeam?: TeamId
  /** kinds of case only those read who have them */
  readonly restrictedKinds?: readonly Kind[]
  /** what everybody is owed whom no contract covers; null: nothing by policy */
  readonly housePolicy?: PolicyId | null
  /** the lead hears of what nobody took up after so many minutes */
  readonly noticeMinutes?: number
  /** so many times unclear in 30 days, and the lead helps to write clearer */
  readonly coachFlags?: number
  readonly conductTimes?: number
  /** who is away for more days than these has his customers given another contact */
  readonly contactDays?: number
  /** when somebody is told of a case that waits while nobody who fits is there */
  readonly unattended?: UnattendedSetting
  readonly live?: LiveSetting
  readonly capacity?: CapacitySetting
  /** how the senders of mails are checked */
  readonly senderChecks?: SenderChecks
  /** whose mail is kept aside: addresses, or `@` and a house */
  readonly systemSenders?: readonly string[]
  /** where cases that come in go; the first rule that holds counts */
  readonly routing?: readonly RoutingRule[]
}
export type DeskSetting = { readonly setting: DeskSettings; readonly version: number }

export type TeamTable = {
  add(team: Pick<Team, 'id' | 'name' | 'level'> & Partial<Team>): Promise<Team>
  change(id: TeamId, version: number, changes: Partial<Omit<Team, 'id'>>): Promise<Changed<Team>>
  one(id: TeamId): Promise<Team | null>
  all(): Promise<Team[]>
  members(id: TeamId): Promise<AgentId[]>
}

export type SettingTable = {
  desk(): Promise<DeskSetting>
  changeDesk(version: number, setting: DeskSettings): Promise<DeskSetting | 'stale'>
  levels(): Promise<LevelSetting[]>
  /** `version` 0 for a level that was never set. */
  changeLevel(
    level: HouseLevel,
    version: number,
    setting: Partial<WorkSetting>,
  ): Promise<LevelSetting | 'stale'>
}

const columns = {
  id: 'id',
  name: 'name',
  level: 'level',
  setting: { column: 'setting', as: 'jsonb' },
  active: 'active',
  hours: 'hours_id',
  turns: { column: 'turns', as: 'jsonb' },
  rota: { column: 'rota', as: 'jsonb' },
  covers: { column: 'covers', as: 'jsonb' },
  partner: { column: 'partner', as: 'jsonb' },
  version: 'version',
} as const

/** The teams' table. */
export function teamTable(pool: Pool): TeamTable {
  const table = tableOf<Team>(pool, 'team', columns, 'id')
  return {
    add: team => table.insert(team),
    change: (id, version, changes) => table.change(id, version, changes),
    one: async id => (await table.where('id = $1', [id]))[0] ?? null,
    all: () => table.where('true order by level, lower(name), id'),
    async members(id) {
      const { rows } = await pool.query<{ id: AgentId }>(
        'select agent_id as id from team_member where team_id = $1 order by agent_id',
        [id],
      )
      return rows.map(row => row.id)
    },
  }
}

/** Level settings and the desk's own. */
export function settingTable(pool: Pool): SettingTable {
  return {
    async desk() {
      const { rows } = await pool.query<DeskSetting>('select setting, version from desk_setting')
      return rows[0]!
    },
    async changeDesk(version, setting) {
      const { rows } = await pool.query<DeskSetting>(
        `update desk_setting set setting = $2, version = version + 1 where version = $1 returning setting, version`,
        [version, JSON.stringify(setting)],
      )
      return rows[0] ?? 'stale'
    },
    async levels() {
      const { rows } = await pool.query<LevelSetting>(
        `select level, coalesce(setting, '{}') as setting, coalesce(version, 0) as version
        from generate_series(1, 3) as level left join level_setting using (level) order by level`,
      )
      return rows
    },
    async changeLevel(level, version, setting) {
      const { rows } = await pool.query<LevelSetting>(
        version === 0
          ? `insert into level_setting (level, setting) values ($1, $3) on conflict do nothing
            returning level, setting, version, $2::int as was`
          : `update level_setting set setting = $3, version = version + 1 where level = $1 and version = $2
            returning level, setting, version`,
        [level, version, JSON.stringify(setting)],
      )
      const row = rows[0]
      return row ? { level: row.level, setting: row.setting, version: row.version } : 'stale'
    },
  }
}
