// Sending a word to the customer: stopped when something unseen arrived, taken back within seconds, never
// lost.
// Not: writing it (reply.tsx).
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { deedKey, post } from '#web/api/client.ts'
import { deedPath } from '#web/api/deed-path.ts'
import { isProblem } from '#web/api/problem.ts'
import { keys } from '#web/api/query.ts'
import { refusalText, refused } from '#web/api/refusal-text.ts'
import { toast } from '#web/kit/toast.ts'
import { useCase } from './case-context.ts'
import type { DeedAnswer } from './case-data.ts'
import type { Given } from './next-update.tsx'
import { entriesNamed } from './unseen.ts'

/** A message as it goes to the server. */
export type Outgoing = {
  readonly text: string
  readonly seenSeq: number
  readonly keeps: readonly string[]
  readonly attached: readonly string[]
  readonly nextPromise?: { readonly topic: string; readonly means: string } & Given
  readonly noPromise?: string
  readonly news?: false
  readonly checkBack?: true
  readonly explains?: string
  readonly tells?: readonly string[]
  readonly wait?: { readonly reason: string; readonly until?: number }
}

export type Stopped = { readonly message: Outgoing; readonly entries: readonly number[] }

type Ways = {
  /** it is on its way: the box may be emptied */
  readonly onSent: () => void
  /** it was taken back: the box gets everything again */
  readonly onUndone: (message: Outgoing) => void
}

export function useSend({ onSent, onUndone }: Ways) {
  const { data, desk, say, customerFirst } = useCase()
  const client = useQueryClient()
  const [isSending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<unknown>(null)
  const [stopped, setStopped] = useState<Stopped | null>(null)
  const renew = () => {
    void client.invalidateQueries({ queryKey: keys.cases })
    void client.invalidateQueries({ queryKey: keys.queues })
  }
  const takeBack = async (message: Outgoing, { ids }: DeedAnswer) => {
    try {
      await post(deedPath(data.id, 'message.withdraw'), { message: ids.message })
      onUndone(message)
      if (ids.promise)
        await post(deedPath(data.id, 'promise.withdraw'), {
          promise: ids.promise,
          because: say('case.taken_back'),
        })
    } catch (thrown) {
      toast(refused(thrown, say))
    }
    renew()
  }
  const send = async (message: Outgoing): Promise<void> => {
    setSending(true)
    setRefusal(null)
    setStopped(null)
    try {
      const body = { ...message, undoSeconds: desk.undoSeconds }
      const answer = await post<DeedAnswer>(deedPath(data.id, 'message.queue'), body, { key: deedKey() })
      onSent()
      if (desk.undoSeconds > 0)
        toast({
          text: say('case.goes_to', { name: customerFirst }),
          undo: () => void takeBack(message, answer),
          forMs: desk.undoSeconds * 1_000,
        })
      else toast({ text: say('case.sent_to', { name: customerFirst }) })
    } catch (thrown) {
      if (isProblem(thrown) && thrown.code === 'message.unseen_entry')
        setStopped({ message, entries: entriesNamed(thrown.details.entries) })
      else setRefusal(thrown)
    } finally {
      setSending(false)
      renew()
    }
  }
  const problem = refusal === null ? '' : refusalText(refusal, say)
  return { send, isSending, problem, refusal, stopped, letGo: () => setStopped(null) }
}
