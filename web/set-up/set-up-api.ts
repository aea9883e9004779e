// What the set-up pages read and write, typed once. Not: the pages, nor who may (core/access/set-up.ts).
import type { CapacitySetting } from '#core/capacity/capacity-setting.ts'
import type { SizeSetting } from '#core/people/size-setting.ts'
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { WaivableDanger } from '#core/case/file-fact.ts'
import type { Channel, Kind } from '#core/case/event.ts'
import type { SenderChecks } from '#core/case/sender-check.ts'
import type { InnerLetterKind } from '#core/case/inner-fact.ts'
import { useDeferredValue } from 'react'
import type { AgentId, CalendarId, PolicyId, TeamId } from '#core/kit/id.ts'
import type { HealthCode, HealthGrade } from '#core/measure/health.ts'
import type {
  AgentRouting,
  CheckBackSetting,
  OnCall,
  Partnership,
  Role,
  Rota,
  StuckSetting,
  RoutingRule,
  Skill,
  TeamCovers,
  Turn,
  UnattendedSetting,
  WorkingWeek,
  WorkSetting,
} from '#core/people/desk-facts.ts'
import type { LiveSetting } from '#core/people/live-setting.ts'
import type { Language } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'
import type { Resting } from './resting-part.tsx'
import { get, post, type Write } from '../api/client.ts'
import { keys } from '../api/query.ts'

export type Person = {
  readonly id: AgentId
  readonly name: string
  readonly email: string | null
  readonly roles: readonly Role[]
  readonly levels: readonly HouseLevel[]
  readonly teams: readonly TeamId[]
  readonly language: Language
  readonly timeZone: string
  readonly active: boolean
  readonly absence: { readonly from: number; readonly until: number; readonly cover: AgentId | null } | null
  /** when he works; null: not said, he is taken as there */
  readonly week: WorkingWeek | null
  /** what he can be given; null: nothing is said */
  readonly routing: AgentRouting | null
  readonly works: number
  readonly keeps: number
  readonly version: number
}
export type Invitation = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly levels: readonly HouseLevel[]
  readonly teams: readonly TeamId[]
  readonly expiresAt: number
}
export type Link = { readonly id: string; readonly url: string; readonly expiresAt: number }
export type Team = {
  readonly id: TeamId
  readonly name: string
  readonly level: HouseLevel
  readonly setting: Partial<WorkSetting>
  readonly active: boolean
  /** when it works; null: around the clock */
  readonly hours: CalendarId | null
  readonly turns: readonly Turn[]
  readonly rota: Rota | null
  /** whose turn it is, also while the team works */
  readonly onCall: OnCall | null
  /** what was agreed with the house it belongs to; null: ours */
  readonly partner: Partnership | null
  /** what it answers for in its hours */
  readonly covers: TeamCovers | null
  readonly members: readonly AgentId[]
  readonly open: number
  readonly version: number
}
export type KeptSkill = Skill & { readonly version: number }
export type Routing = {
  readonly rules: readonly RoutingRule[]
  /** the team of what no rule holds for */
  readonly otherwise: TeamId
  readonly version: number
}
export type TriedRouting = {
  readonly team: TeamId
  readonly place: number | null
  readonly skills: readonly string[]
}
export type TriedCase = {
  readonly product: string | null
  readonly language: Language
  readonly kind: Kind
  readonly channel: Channel
}
export type LevelSetting = {
  readonly level: HouseLevel
  readonly setting: WorkSetting
  readonly version: number
}
export type Four = readonly [number, number, number, number]
export type DeskSetting = {
  readonly version: number
  readonly setting: {
    readonly name: string
    readonly languages: readonly Language[]
    readonly defaultLanguage: Language
    readonly timeZone: string
    readonly answerMinutes: Four
    readonly helpMinutes: Four
    readonly managerMinutes: number
    readonly newsMinutes: Four
    readonly reopenDays: number
    readonly waitDays: number
    readonly checkBacks: CheckBackSetting
    readonly stuck: StuckSetting
    readonly files: {
      readonly passes: readonly WaivableDanger[]
      readonly unchecked: 'give' | 'hold'
    }
    readonly sizes: SizeSetting
    readonly senderChecks: SenderChecks
    readonly systemSenders: readonly string[]
    readonly callBackNumber?: string
    readonly portalIntro?: Readonly<Partial<Record<Language, string>>>
    readonly automaticMail?: 'on' | 'off'
    readonly satisfaction: 'on' | 'off'
    readonly innerLetters: Readonly<Record<InnerLetterKind, boolean>>
    readonly defaultTeam?: TeamId
    readonly restrictedKinds?: readonly Kind[]
    readonly housePolicy?: PolicyId | null
    readonly noticeMinutes: number
    readonly coachFlags: number
    readonly conductTimes: number
    readonly contactDays: number
    readonly unattended: UnattendedSetting
    readonly live: LiveSetting
    readonly capacity: CapacitySetting
  }
}
export type Product = {
  readonly id: string
  readonly name: string
  readonly line: string
  readonly owner: string | null
  readonly active: boolean
  readonly version: number
}
export type Address = {
  readonly id: string
  readonly address: string
  readonly team: TeamId
  readonly isDefault: boolean
  readonly language: Language | null
  readonly version: number
}
export type Reply = {
  readonly id: string
  readonly owner: AgentId | null
  readonly team: TeamId | null
  readonly title: string
  readonly bodies: Readonly<Partial<Record<Language, string>>>
  readonly mayChange: boolean
  readonly version: number
}
export type Token = {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly lastUsedAt: number | null
  readonly revokedAt: number | null
}
export type OutboxEntry = {
  readonly key: string
  readonly state: 'waiting' | 'done' | 'given_up' | 'cancelled'
  readonly to: string | null
  readonly kind: string
  readonly subject: string | null
  readonly number: number | null
  readonly dueAt: number
  readonly endedAt: number | null
  readonly attempt: number
  readonly reason: string | null
}
export type Outbox = {
  readonly relay: 'smtp' | 'folder'
  readonly counts: Readonly<Record<OutboxEntry['state'], number>>
  readonly resting: readonly Resting[]
  readonly items: readonly OutboxEntry[]
  readonly next: string | null
}
export type SystemMail = {
  readonly id: number
  readonly at: number
  readonly reason: string
  readonly sender: string
  readonly subject: string
  readonly preview: string
}
export type SystemMails = { readonly items: readonly SystemMail[]; readonly next: number | null }
export type ReadSystemMail = SystemMail & { readonly text: string; readonly isWhole: boolean }
export type KeptMail = {
  readonly entry: OutboxEntry
  readonly mail: {
    readonly from: string
    readonly to: string
    readonly subject: string
    readonly date: number | null
    readonly text: string
    readonly hasHtml: boolean
  } | null
}
export type AuditEntry = {
  readonly id: number
  readonly at: number
  readonly name: string
  readonly what: string
  readonly aboutName: string | null
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}
export type Health = {
  readonly at: number
  readonly toFix: number
  readonly items: readonly {
    readonly code: HealthCode
    readonly grade: HealthGrade
    readonly values: Readonly<Record<string, string | number>>
    readonly place: string | null
  }[]
}

type Items<T> = { readonly items: readonly T[] }

/** All that is asked of the set-up stands under this; a change makes it fresh. */
export const setUpKey = ['set-up'] as const

/** Asks for one part of the set-up; a change anywhere in it makes all of it fresh. */
export function useSetUp<T>(path: string, query: Readonly<Record<string, string>> = {}, isAsked = true) {
  return useQuery({
    queryKey: [...setUpKey, path, query],
    queryFn: ({ signal }) => get<T>(path, query, signal),
    enabled: isAsked,
  })
}

/** The same for a list: what stands under `items`; asked again every so often where it moves by itself. */
export function useSetUpList<T>(path: string, isAsked = true, everyMs?: number) {
  return useQuery({
    queryKey: [...setUpKey, path, 'items'],
    queryFn: async ({ signal }) => (await get<Items<T>>(path, {}, signal)).items,
    enabled: isAsked,
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  })
}

/** What of a list has the letters that are typed, by the server; null: nothing is typed, or not here yet. */
export function useFound<T>(path: string, typed: string) {
  const q = useDeferredValue(typed.trim())
  const { data, error } = useQuery({
    queryKey: [...setUpKey, path, 'found', q],
    queryFn: async ({ signal }) => (await get<Items<T>>(path, { q }, signal)).items,
    enabled: q !== '',
    placeholderData: before => before,
  })
  return { found: q === '' ? null : (data ?? null), error }
}

/** Reads the set-up and the session anew: names, levels and teams stand on every screen. */
export async function refresh(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: setUpKey }),
    client.invalidateQueries({ queryKey: keys.session }),
  ])
}

export type Wish = { readonly path: string; readonly method?: Write['method']; readonly body?: unknown }

/** Writes one change; whatever comes of it, the set-up is read anew, so that one sees what holds. */
export function useChange<A = unknown>(onDone?: (answer: A) => void) {
  const client = useQueryClient()
  return useMutation<A, unknown, Wish>({
    mutationFn: ({ path, method = 'POST', body }) => post<A>(path, body ?? {}, { method }),
    onSuccess: answer => onDone?.(answer),
    onSettled: () => refresh(client),
  })
}
