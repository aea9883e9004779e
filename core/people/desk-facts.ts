// The desk as the core needs to know it: who is there, and what each level and team may do. Settings, not
// events: ordinary versioned tables in the store; handed to decide and may as an argument.
import type { SizeSetting } from '#core/people/size-setting.ts'
import type { Channel, DelayUnit, Kind, Severity } from '#core/case/event.ts'
import { type StuckSign, stuckSigns } from '#core/case/stuck-sign.ts'
import type { Calendar, IntervalForm } from '#core/clock/calendar.ts'
import type { Weekday } from '#core/clock/date.ts'
import type { Policy } from '#core/clock/policy.ts'
import type { AgentId, CalendarId, PolicyId, ProductId, SkillId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Pins } from '#core/house-policy/pinned.ts'
import type { DeskCosts } from '#core/cost/desk-costs.ts'
import type { PublishedGoodwill } from '#core/goodwill/rules.ts'
import type { Quiet } from '#core/notice/quiet.ts'
import type { Language } from '#core/people/language.ts'
import type { LiveSetting } from '#core/people/live-setting.ts'
import type { Level, HouseLevel } from '#core/people/level.ts'
import type { WantedList } from '#core/wanted/wanted-list.ts'

export const roles = [
  'agent',
  'lead',
  'admin',
  'editor',
  'auditor',
  'technician',
  'partner',
  'customer',
  'organisation-manager',
] as const
export type Role = (typeof roles)[number]

/** What a level or a team may do; a team's own word goes before its level's. */
export type WorkSetting = {
  /** may write to and call customers without being the contact */
  readonly speaks: boolean
  /** may give customers a number that rings here: their contact's own, as he wrote it (given-number.ts) */
  readonly givesNumber: boolean
  /** has to walk a script before a case may be handed on */
  readonly scriptRequired: boolean
  /** a hand-off needs at least one step tried, or a word why there is none */
  readonly stepsBeforeHandOff: boolean
  /** a hand-off up needs a try to make the fault happen again, or a word why there is none */
  readonly reproducesBeforeHandOff: boolean
  /** its cases are read by the team, those who had them and leads only, whoever else works at the level */
  readonly restricted: boolean
  /** who accepts a hand-off says in his own words what he understood; never asked at severity 1 */
  readonly readBack: boolean
  /** sees who the customer is and how he is reached; else only what the case is about (access/sight.ts) */
  readonly seesCustomer: boolean
  /** without the customer: is at least told of which organisation he is */
  readonly seesOrganisation: boolean
  /** without the customer: may look at him for an hour, with a reason that is kept */
  readonly mayLook: boolean
  /** minutes within which an offered hand-off is to be accepted, by severity 1–4 */
  readonly acceptMinutes: readonly [number, number, number, number]
  /** minutes a worker may have a case without doing something before he is asked, by severity 1–4 */
  readonly heldMinutes: readonly [number, number, number, number]
}

export type TeamFacts = {
  readonly id: TeamId
  readonly name: string
  readonly level: HouseLevel
  readonly setting: Partial<WorkSetting>
  readonly active: boolean
  /** set: its people work for another house, and see their share alone */
  readonly partner?: Partnership | null
  /** what it answers for; null or absent: nothing is said */
  readonly covers?: TeamCovers | null
  readonly duty?: Duty
  /** who is on call at the instant of these facts, and until when; null: nobody */
  readonly onCall?: OnCall | null
  /** at the instant of these facts: closed, until when; null: it works */
  readonly opensAt?: Instant | null
}

/** What was agreed with the house a team belongs to. */
export type Partnership = {
  /** what the other house is called */
  readonly house: string
  /** who of ours answers for its cases where nobody else does */
  readonly accountable: AgentId
  /** from then on nothing is shared any more; null: no end is agreed */
  readonly endsAt: Instant | null
  /** so many days it still reads a case that it gave on */
  readonly readDays: number
  /** its people read ours by name; else by what they do */
  readonly namesPeople: boolean
}
/** Something one has to know for some cases; named on a closed list of the desk. */
export type Skill = {
  readonly id: SkillId
  readonly name: string
  /** needed by itself for cases of these products and kinds; both empty: only where somebody says so */
  readonly products: readonly ProductId[]
  readonly kinds: readonly Kind[]
  readonly active: boolean
}
/** A language somebody works in: by letter, by voice, or both. */
export type Spoken = { readonly language: Language; readonly writes: boolean; readonly speaks: boolean }
/** What a person can be given. Languages or products left empty: no matter which. */
export type AgentRouting = {
  readonly skills: readonly SkillId[]
  readonly languages: readonly Spoken[]
  readonly products: readonly ProductId[]
  /** so many open cases at once whose turn is ours; null: as his teams have it */
  readonly capacity: number | null
}
/** What a team answers for in its hours, and how many cases its people work on at once. */
export type TeamCovers = {
  readonly skills: readonly SkillId[]
  readonly languages: readonly Language[]
  readonly products: readonly ProductId[]
  readonly capacity: number | null
}
/** Cases that come in go to the team of the first rule that holds; a list left empty holds for all. */
export type RoutingRule = {
  readonly products: readonly ProductId[]
  readonly languages: readonly Language[]
  readonly kinds: readonly Kind[]
  readonly channels: readonly Channel[]
  readonly team: TeamId
}

/** Somebody is on call from one instant to another. */
export type Turn = { readonly agent: AgentId; readonly from: Instant; readonly until: Instant }
export type OnCall = { readonly agent: AgentId; readonly until: Instant }
/** Somebody is on call on these days of each week; `until` at or before `from` is of the next day. */
export type RotaRow = {
  readonly agent: AgentId
  readonly days: readonly Weekday[]
  /** HH:MM */
  readonly from: string
  readonly until: string
}
/** Who is on call week after week, by the clocks of the team's hours. */
export type Rota =
  | { readonly form: 'weekly'; readonly rows: readonly RotaRow[] }
  | {
      readonly form: 'in_turn'
      /** each for a week; after the last comes the first */
      readonly people: readonly AgentId[]
      /** when one hands over to the next: the weekday, and HH:MM */
      readonly day: Weekday
      readonly at: string
      /** YYYY-MM-DD: the first begins on this date, or on the first such weekday after it */
      readonly since: string
    }
/** When a team works, and who is told in its place when it does not. */
export type Duty = {
  /** null: around the clock, nobody stands in */
  readonly hours: CalendarId | null
  /** by date; they go before the rota */
  readonly turns: readonly Turn[]
  readonly rota?: Rota | null
}

export const noticeMails = ['never', 'away', 'always'] as const
/** When a person is told by mail, too: away is when he is not signed in, and not of mere warnings. */
export type NoticeMail = (typeof noticeMails)[number]
/** How a person is reached. */
export type Reach = {
  /** IANA; his quiet hours are of its clocks */
  readonly zone: string
  readonly quiet: readonly Quiet[]
  readonly mail: NoticeMail
  /** who stands in for him while he is absent */
  readonly cover: AgentId | null
}

/** When a person works, and who covers for him when he does not. */
export type WorkingWeek = {
  /** IANA */
  readonly zone: string
  readonly hours: Readonly<Partial<Record<Weekday, readonly IntervalForm[]>>>
  readonly cover: AgentId | null
}

export type AgentFacts = {
  readonly id: AgentId
  readonly name: string
  readonly roles: readonly Role[]
  readonly levels: readonly HouseLevel[]
  readonly teams: readonly TeamId[]
  readonly active: boolean
  readonly absent: boolean
  /** at which customers may reach him directly (people/given-number.ts); null or absent: none is said */
  readonly number?: string | null
  /** absent: a program, which is told nothing */
  readonly reach?: Reach
  /** while he is absent: until when, and who covers */
  readonly absence?: { readonly until: Instant; readonly cover: AgentId | null } | null
  /** null or absent: none is set, and he is always taken as there */
  readonly week?: WorkingWeek | null
  /** at the instant of these facts: outside his week, until when; null: in it; absent: none is set */
  readonly off?: { readonly until: Instant; readonly cover: AgentId | null } | null
  /** null or absent: nothing is said, and anything is his that needs no skill */
  readonly routing?: AgentRouting | null
  /** products he used or was trained on, as is said of him (people/knowing.ts) */
  readonly knows?: readonly ProductId[] | null
}

export type Delay = { readonly count: number; readonly unit: DelayUnit }
/** After how long customers are asked whether a fix holds. */
export type CheckBackSetting = {
  /** by severity 1–4; null: not asked */
  readonly after: readonly [Delay | null, Delay | null, Delay | null, Delay | null]
  /** kinds of case after which nobody is asked */
  readonly notFor: readonly Kind[]
}

/** Which signs that a case is stuck are looked for, and what follows. */
export type StuckSetting = {
  readonly signs: readonly StuckSign[]
  /** so many minutes after its worker the lead hears of it, if nothing happens */
  readonly leadMinutes: number
  /** how often somebody may say that he carries on */
  readonly carryOns: number
}

/** What happens when a case waits and nobody who could take it is there. */
export type UnattendedSetting = {
  /** so long a case may wait unattended before somebody is told */
  readonly minutes: number
  /** outside the team's hours: whoever is on call is reminded so often */
  readonly remindMinutes: number
  /** and so many times; then the next on the rota is told, and in the end the lead */
  readonly reminders: number
  /** outside the hours only cases of this severity or graver wake anybody */
  readonly severityMost: Severity
}
export const defaultUnattended: UnattendedSetting = {
  minutes: 15,
  remindMinutes: 10,
  reminders: 2,
  severityMost: 2,
}

/** More came for a team than its people can do. */
export type Overload = { readonly since: Instant; readonly minutes: number }

export type DeskFacts = {
  /** the instant of these facts; absent: nothing of them ends */
  readonly at?: Instant
  readonly teams: Readonly<Record<TeamId, TeamFacts>>
  readonly agents: Readonly<Record<AgentId, AgentFacts>>
  /** IANA: by which clocks a day is counted that no calendar counts; absent: UTC */
  readonly zone?: string
  readonly levels: Readonly<Record<HouseLevel, WorkSetting>>
  /** minutes within which a customer who wrote hears from us, by severity 1–4; the house's own promise */
  readonly answerMinutes: readonly [number, number, number, number]
  /** minutes within which a contact passes on what others found out, by severity 1–4 */
  readonly newsMinutes: readonly [number, number, number, number]
  /** minutes within which a customer who asked for more help is answered, by severity 1–4 */
  readonly helpMinutes: readonly [number, number, number, number]
  /** minutes within which a wish for somebody who leads is acknowledged */
  readonly managerMinutes: number
  /** a solved case may be opened again by its customer for so many days */
  readonly reopenDays: number
  /** so many business days at most a customer is waited for with whom no date was agreed */
  readonly waitDays: number
  readonly checkBacks: CheckBackSetting
  readonly stuck: StuckSetting
  readonly eventsMax: number
  /** the lead hears of what nobody took up after so many minutes */
  readonly noticeMinutes: number
  /** so many times unclear in 30 days, and the lead helps to write clearer */
  readonly coachFlags: number
  /** so many times a code word in 30 days, and the lead hears of it */
  readonly conductTimes: number
  /** who is away for more days than these has his customers given another contact, and they are told */
  readonly contactDays: number
  /** absent: the default */
  readonly unattended?: UnattendedSetting
  /** absent: the default */
  readonly live?: LiveSetting
  /** teams for which more comes than they can do now, and within how many minutes they answer */
  readonly overloads?: Readonly<Record<TeamId, Overload>>
  /** what goodwill it gives; null or absent: none */
  readonly goodwill?: PublishedGoodwill | null
  /** who owns a product, a person or a team; who is not there: nobody does */
  readonly productOwners?: Readonly<Record<ProductId, AgentId | TeamId>>
  /** of each moment the policies shown then; absent: none */
  readonly pins?: Pins
  /** what an hour costs, and in which currency; null or absent: costs are not noted */
  readonly costs?: DeskCosts | null
  /** how large what comes in may be; absent: the default */
  readonly sizes?: SizeSetting
  /** kinds of case that are read like those of a restricted team (say, security) */
  readonly restrictedKinds: readonly Kind[]
  readonly calendars: Readonly<Record<CalendarId, Calendar>>
  readonly policies: Readonly<Record<PolicyId, Policy>>
  /** what everybody is owed whom no contract covers; null: nothing by policy */
  readonly housePolicy: PolicyId | null
  readonly skills?: Readonly<Record<SkillId, Skill>>
  /** what has to be known, per kind and product */
  readonly wanted?: readonly WantedList[]
  /** where cases that come in go; the first that holds counts */
  readonly routing?: readonly RoutingRule[]
  /** false: no contract is kept here, so no number could tell who is covered */
  readonly hasContracts?: boolean
}

/** What a desk does until somebody sets it otherwise. */
export const defaultLevels: Readonly<Record<HouseLevel, WorkSetting>> = {
  1: {
    speaks: true,
    givesNumber: false,
    scriptRequired: false,
    stepsBeforeHandOff: true,
    reproducesBeforeHandOff: false,
    restricted: false,
    readBack: false,
    seesCustomer: true,
    seesOrganisation: false,
    mayLook: true,
    acceptMinutes: [5, 15, 120, 480],
    heldMinutes: [15, 60, 240, 480],
  },
  2: {
    speaks: false,
    givesNumber: false,
    scriptRequired: false,
    stepsBeforeHandOff: true,
    reproducesBeforeHandOff: false,
    restricted: false,
    readBack: true,
    seesCustomer: true,
    seesOrganisation: false,
    mayLook: true,
    acceptMinutes: [5, 15, 120, 480],
    heldMinutes: [30, 120, 480, 960],
  },
  3: {
    speaks: false,
    givesNumber: false,
    scriptRequired: false,
    stepsBeforeHandOff: false,
    reproducesBeforeHandOff: false,
    restricted: false,
    readBack: true,
    seesCustomer: true,
    seesOrganisation: false,
    mayLook: true,
    acceptMinutes: [5, 15, 120, 480],
    heldMinutes: [60, 240, 960, 1920],
  },
}

const businessDays = (count: number): Delay => ({ count, unit: 'business_days' })
/** What was a question or a lesson holds anyway. */
export const defaultCheckBacks: CheckBackSetting = {
  after: [businessDays(1), businessDays(2), businessDays(5), null],
  notFor: ['question', 'training'],
}

export const defaultDesk: Omit<DeskFacts, 'teams' | 'agents'> = {
  levels: defaultLevels,
  answerMinutes: [30, 120, 240, 480],
  newsMinutes: [15, 60, 240, 480],
  helpMinutes: [30, 60, 60, 120],
  managerMinutes: 120,
  reopenDays: 14,
  waitDays: 10,
  checkBacks: defaultCheckBacks,
  stuck: { signs: stuckSigns, leadMinutes: 30, carryOns: 2 },
  eventsMax: 10_000,
  noticeMinutes: 10,
  coachFlags: 3,
  conductTimes: 2,
  contactDays: 3,
  restrictedKinds: [],
  calendars: {},
  policies: {},
  housePolicy: null,
}

/** What a team may do: its own settings over those of its level. */
export const workSetting = (desk: DeskFacts, team: TeamId): WorkSetting => {
  const facts = desk.teams[team]
  return facts ? { ...desk.levels[facts.level], ...facts.setting } : desk.levels[1]
}

/** Minutes for a severity out of the four. */
export const minutesFor = (four: readonly [number, number, number, number], severity: Severity): number =>
  four[severity - 1] as number

/** Whether an agent works at a level. */
export const worksAt = (agent: AgentFacts, level: Level): boolean =>
  agent.levels.includes(level as HouseLevel)
