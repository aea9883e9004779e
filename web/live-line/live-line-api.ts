// What the server tells of the live line and of swarms, and acting on them. Not: how they look.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Card } from '#core/case/card.ts'
import type { CommandType } from '#core/case/case.ts'
import type { CardLive } from '#core/case/live.ts'
import type { SwarmSign } from '#core/case/live-fact.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { get, post } from '../api/client.ts'
import { deedPath } from '../api/deed-path.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'

export type Said = { readonly at: number; readonly by: string | null; readonly text: string }
export type OpenAtOnce = {
  readonly card: Card & { readonly live: CardLive }
  readonly line: {
    readonly question: string
    readonly problem: string | null
    readonly known: string | null
    readonly tried: string | null
    readonly begged: boolean
    readonly declined: readonly Said[]
    readonly said: readonly Said[]
  } | null
  readonly swarm: {
    readonly question: string
    readonly offers: readonly Said[]
    readonly said: readonly Said[]
  } | null
  readonly callBack: { readonly text: string } | null
}
export type Where = {
  readonly agent: string
  readonly name: string
  readonly levels: readonly HouseLevel[]
  readonly teams: readonly string[]
  readonly skills: readonly string[]
  readonly languages: readonly string[]
  readonly state: 'free' | 'talking' | 'paused' | 'away' | 'off'
  readonly pausedUntil: number | null
  readonly cases: number
}
export type LiveLines = {
  readonly open: readonly OpenAtOnce[]
  readonly people: readonly Where[]
  readonly pausedUntil: number | null
  readonly names: Readonly<Record<string, string>>
}
export type LevelAsk = {
  readonly level: HouseLevel
  readonly free: readonly string[]
  readonly busy: number
  readonly next: { readonly as: 'level' | 'on_call' | 'lead'; readonly agents: readonly string[] } | null
  readonly ignored: boolean
}
export type LiveAsk = { readonly levels: readonly LevelAsk[]; readonly swarm: SwarmSign | null }

/** Who is there changes without a fact of the ledger. */
const peopleMs = 5_000

/** What I am in, asked, or am rung for. */
export const useMine = () =>
  useQuery({
    queryKey: keys.liveMine,
    queryFn: ({ signal }) => get<LiveLines>('/live-line', { mine: '1' }, signal),
  })
export const useLiveLines = () =>
  useQuery({
    queryKey: keys.liveLines,
    queryFn: ({ signal }) => get<LiveLines>('/live-line', {}, signal),
    refetchInterval: peopleMs,
  })
/** Whom each level would ring for a case now. */
export const useLiveAsk = (caseId: string) =>
  useQuery({
    queryKey: [...keys.liveLines, caseId],
    queryFn: ({ signal }) => get<LiveAsk>(`/cases/${caseId}/live-line`, {}, signal),
    refetchInterval: peopleMs,
  })

/** Does something on a line, and shows what came of it; what was refused is said. */
export function useLiveDeed() {
  const say = useSay()
  const client = useQueryClient()
  const [isDoing, setDoing] = useState(false)
  const renew = () => {
    void client.invalidateQueries({ queryKey: keys.liveMine })
    void client.invalidateQueries({ queryKey: keys.liveLines })
    void client.invalidateQueries({ queryKey: keys.cases })
  }
  const act = async (caseId: string, type: CommandType, body: object): Promise<boolean> => {
    setDoing(true)
    try {
      await post(deedPath(caseId, type), body)
      return true
    } catch (thrown) {
      toast(refused(thrown, say))
      return false
    } finally {
      setDoing(false)
      renew()
    }
  }
  const pause = async (pausedUntil: number | null) => {
    try {
      await post('/live-line/turn', { pausedUntil }, { method: 'PUT' })
    } catch (thrown) {
      toast(refused(thrown, say))
    }
    renew()
  }
  return { act, pause, isDoing }
}
