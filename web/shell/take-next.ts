// Take the next case: the server decides which, so that two people never take the same one, and says why
// this one, or why none.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import type { WhyFirst } from '#core/people/routing.ts'
import { deedKey, post } from '../api/client.ts'
import { isProblem, mayRetry } from '../api/problem.ts'
import { keys } from '../api/query.ts'
import { refusalText, refused } from '../api/refusal-text.ts'
import { nowMs } from '../kit/now.ts'
import { wallTime, type Words } from '../kit/times.ts'
import { toast } from '../kit/toast.ts'
import { useOnline } from '../live/use-live.ts'
import { useSay, useWords } from '../words.ts'

type Taken = {
  readonly id: string
  readonly number: number
  readonly seq: number
  readonly because: WhyFirst | null
}
type Wish = { readonly key: string; readonly isAnyway: boolean }

/** `take()` takes and opens; it says why that one came first, or why nothing is given. */
export function useTakeNext(): { readonly take: () => void; readonly isTaking: boolean } {
  const say = useSay()
  const words = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const online = useOnline()
  // An answer that was lost is asked for again: the case may be taken already.
  const open = useRef<Wish | null>(null)
  const taking = useMutation({
    mutationFn: ({ key, isAnyway }: Wish) =>
      post<Taken>('/cases/take-next', isAnyway ? { anyway: true } : {}, { key }),
    onSuccess: taken => {
      open.current = null
      void client.invalidateQueries({ queryKey: keys.queues })
      void navigate({ to: '/c/$number', params: { number: String(taken.number) } })
      toast({ text: takenText(taken, words) })
    },
    onError: thrown => {
      if (!mayRetry(thrown)) open.current = null
      if (!isProblem(thrown) || !thrown.code.startsWith('queue.')) return toast(refused(thrown, say))
      if (thrown.code === 'queue.empty') toast({ text: say('shell.nothing_to_take') })
      else if (thrown.code === 'queue.nothing_fits') toast({ text: missingText(thrown.details, words) })
      else if (thrown.code === 'queue.outside_hours')
        toast({
          text: refusalText(thrown, say),
          undo: () => begin({ key: deedKey(), isAnyway: true }),
          undoText: say('shell.take_anyway'),
        })
      else toast(refused(thrown, say))
    },
  })
  const begin = (wish: Wish) => {
    open.current = wish
    taking.mutate(wish)
  }
  const take = () => {
    if (!online) toast({ text: say('shell.take_needs_line') })
    else if (!taking.isPending) begin(open.current ?? { key: deedKey(), isAnyway: false })
  }
  return { take, isTaking: taking.isPending }
}

/** Why it came first, in one sentence. */
export function takenText({ number, because }: Pick<Taken, 'number' | 'because'>, words: Words): string {
  const { say } = words
  const own = { number: String(number) }
  if (because === null) return say('shell.took_before', own)
  if (because.code === 'severity_1') return say('shell.took_severity_1', own)
  const at = wallTime(because.at, nowMs(), words)
  if (because.code === 'waited') return say('shell.took_waited', { ...own, at })
  return say('shell.took_due', { ...own, at, what: say(`kit.clock_what_${because.kind}`) })
}

/** What most of the cases want that nobody here has. */
function missingText(details: Readonly<Record<string, unknown>>, { say, language }: Words): string {
  const {
    count,
    missing,
    language: wanted,
    name,
  } = details as {
    count: number
    missing: string
    language: string
    name: string
  }
  if (missing !== 'language') return say('shell.take_needs_other', { count, name })
  const names = new Intl.DisplayNames([language], { type: 'language' })
  return say('shell.take_needs_language', { count, language: names.of(wanted) ?? wanted })
}
