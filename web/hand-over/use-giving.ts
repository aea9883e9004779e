// Sends what was marked, piece by piece: how far it is, what came of each, and how it is stopped. Not:
// what is sent (hand-over-data.ts).
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { CaseId } from '#core/kit/id.ts'
import { deedKey, post } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { announce } from '../kit/live-region.ts'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { batchesOf, type Given, type HandOver, type Item } from './hand-over-data.ts'

export type Giving = ReturnType<typeof useGiving>

export function useGiving(list: Pick<HandOver, 'agent' | 'reason' | 'from' | 'until'> | undefined) {
  const say = useSay()
  const client = useQueryClient()
  const [under, setUnder] = useState<{ done: number; of: number } | null>(null)
  const [given, setGiven] = useState<ReadonlyMap<CaseId, Given>>(new Map())
  const isUnderWay = useRef(false)
  const isStopped = useRef(false)

  const send = async (items: readonly Item[]): Promise<void> => {
    // A second press while the first is under way does nothing.
    if (!list || isUnderWay.current || items.length === 0) return
    isUnderWay.current = true
    isStopped.current = false
    const { agent, reason, from, until } = list
    let came: Given[] = []
    try {
      for (const batch of batchesOf(items)) {
        if (isStopped.current) break
        setUnder({ done: came.length, of: items.length })
        const body = { agent, reason, from, until, items: batch }
        const answer = await post<{ items: Given[] }>('/hand-over', body, { key: deedKey() })
        came = [...came, ...answer.items]
        setGiven(now => new Map([...now, ...answer.items.map(one => [one.case, one] as const)]))
      }
      const failed = came.filter(one => one.outcome === 'failed').length
      announce(say('hand_over.came', { n: came.length - failed, failed }))
    } catch (thrown) {
      if (!isProblem(thrown)) throw thrown
      toast(refused(thrown, say))
    } finally {
      isUnderWay.current = false
      setUnder(null)
      void client.invalidateQueries({ queryKey: keys.queues })
    }
  }
  return {
    send,
    under,
    given,
    stop: () => {
      isStopped.current = true
    },
    forget: () => setGiven(new Map()),
  }
}
