// The one list of own deeds on their way, for all screens of this page; what waits outlives the page.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { CommandType } from '#core/case/case.ts'
import { deedKey, post } from '#web/api/client.ts'
import { deedPath } from '#web/api/deed-path.ts'
import { isProblem } from '#web/api/problem.ts'
import { keys } from '#web/api/query.ts'
import { refusalText } from '#web/api/refusal-text.ts'
import { toast } from '#web/kit/toast.ts'
import { useOnline } from '#web/live/use-live.ts'
import { useSay } from '#web/words.ts'
import type { Say } from '#words/say.ts'
import type { DeedAnswer } from './case-data.ts'
import { isForeseen, type OwnDeed } from './foresee.ts'
import { keep, kept } from './local-store.ts'
import { Unsent } from './unsent.ts'

const keptName = 'unsent'
const againMs = 15_000
let sayNow: Say = key => key

type Hear = (answer: DeedAnswer, deed: OwnDeed) => void
const hearers = new Set<Hear>()

const unsent = new Unsent({
  send: async deed => {
    const answer = await post<DeedAnswer>(deedPath(deed.caseId, deed.type), deed.body, { key: deed.key })
    for (const hear of hearers) hear(answer, deed)
    return answer
  },
  refused: thrown => ({
    offline: isProblem(thrown) && thrown.status === 0,
    reason: refusalText(thrown, sayNow),
    ...(isProblem(thrown) && { code: thrown.code }),
  }),
  keep: deeds => keep(keptName, deeds.length > 0 ? deeds : undefined),
})

let taken = false
/** Takes up, once for the page, what an earlier page left waiting. */
async function takeKept(): Promise<void> {
  if (taken) return
  taken = true
  const waiting = await kept<OwnDeed[]>(keptName)
  if (waiting && waiting.length > 0) {
    unsent.take(waiting)
    await unsent.backOnline()
  }
}

export type DoDeed = (type: CommandType, body: Record<string, unknown>, done?: string) => Promise<boolean>

/** Own deeds of a case that are not in its ledger yet, and how to do one more. */
export function useOwnDeeds(caseId: string) {
  const say = useSay()
  sayNow = say
  const client = useQueryClient()
  const online = useOnline()
  const all = useSyncExternalStore(unsent.watch, unsent.all)
  useEffect(() => void takeKept(), [])
  const waits = all.some(deed => deed.state === 'waiting')
  useEffect(() => {
    if (online) void unsent.backOnline()
  }, [online])
  // The stream may not have noticed a short break, so the browser's own word and a slow turn count as well.
  // What did not arrive is not sent again at once: without a connection that would never end.
  useEffect(() => {
    if (!waits) return
    const again = () => void unsent.backOnline()
    addEventListener('online', again)
    const timer = setInterval(again, againMs)
    return () => {
      removeEventListener('online', again)
      clearInterval(timer)
    }
  }, [waits])
  const renew = () => {
    void client.invalidateQueries({ queryKey: keys.cases })
    void client.invalidateQueries({ queryKey: keys.queues })
  }
  const act: DoDeed = async (type, body, done) => {
    const key = deedKey()
    const stored = await unsent.add({ key, caseId, type, body, at: Date.now(), state: 'sending' })
    if (stored) {
      if (done) toast({ text: done })
      renew()
    } else {
      const deed = unsent.all().find(one => one.key === key)
      if (deed?.state === 'refused') {
        const { reason = '', code } = deed
        toast({ text: reason, kind: 'wrong', ...(code !== undefined && { code }) })
      }
      // What never stood in the ledger keeps its words in its form instead.
      if (deed && !isForeseen(type)) unsent.drop(key)
    }
    return stored
  }
  return {
    deeds: all.filter(deed => deed.caseId === caseId),
    act,
    again: (key: string) => void unsent.again(key).then(stored => stored && renew()),
    drop: (key: string) => unsent.drop(key),
    reached: (seq: number) => unsent.reached(caseId, seq),
  }
}

/**
 * Own deeds that a form shows itself, one at a time: those that are its own and not stored, and how to do the
 * next. What the server answered is heard whenever it comes, also to one that waited for the connection.
 */
export function useFormDeeds(caseId: string, isOwn: (deed: OwnDeed) => boolean, hear: Hear) {
  const all = useSyncExternalStore(unsent.watch, unsent.all)
  const latest = useRef({ isOwn, hear })
  latest.current = { isOwn, hear }
  useEffect(() => {
    const own: Hear = (answer, deed) => {
      if (deed.caseId === caseId && latest.current.isOwn(deed)) latest.current.hear(answer, deed)
    }
    hearers.add(own)
    return () => void hearers.delete(own)
  }, [caseId])
  const openOf = (deeds: readonly OwnDeed[]) =>
    deeds.find(deed => deed.caseId === caseId && deed.storedSeq === undefined && isOwn(deed)) ?? null
  const add = (type: CommandType, body: Record<string, unknown>) => {
    const key = deedKey()
    return { key, stored: unsent.add({ key, caseId, type, body, at: Date.now(), state: 'sending' }) }
  }
  return {
    open: openOf(all),
    /** Nothing happens while the one before is on its way. */
    send: (type: CommandType, body: Record<string, unknown>) => {
      if (openOf(unsent.all()) === null) add(type, body)
    },
    /** After the one on its way; nobody hears of it when it does not arrive. */
    sendQuietly: async (type: CommandType, body: Record<string, unknown>) => {
      const { key, stored } = add(type, body)
      if (!(await stored)) unsent.drop(key)
    },
    again: (key: string) => void unsent.again(key),
    drop: (key: string) => unsent.drop(key),
  }
}
