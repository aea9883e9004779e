// Making the case that was begun: what is missing is said, what was refused keeps every word.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { get, post } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'
import { refusalText } from '#web/api/refusal-text.ts'
import { usableZone, useWordsIn } from '#web/case/say-in.ts'
import { nowMs } from '#web/kit/now.ts'
import { toast } from '#web/kit/toast.ts'
import { useSay } from '#web/words.ts'
import { makeCase } from './make-case.ts'
import { bodyOf, missingOf, plainPhone, reasonOf } from './new-case.ts'
import { openingQuery } from './opening-data.ts'
import { useBegun } from './use-begun.ts'
import { useRested } from './use-rested.ts'
import type { Found } from './who-row.tsx'

/** A call-back number that is new for somebody we know is kept with him; the case does not wait for it. */
async function keepNumber(found: Found, typed: string): Promise<void> {
  const phone = plainPhone(typed)
  if (phone.length < 3 || found.phones.map(plainPhone).includes(phone)) return
  const body = { phones: [...found.phones, phone] }
  await post(`/customers/${found.id}`, body, { method: 'PATCH' }).catch(() => undefined)
}

/** What is known of the person: found while typing, or asked for again after the draft was taken over. */
function useFound(known: { readonly id: string; readonly name: string } | null) {
  const [found, setFound] = useState<Found | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a person taken over from the kept draft
  useEffect(() => {
    if (!known || found) return
    get<{ items: readonly Found[] }>('/customers', { q: known.name }).then(
      answer => setFound(answer.items.find(one => one.id === known.id) ?? null),
      () => undefined,
    )
  }, [known?.id])
  return [found, setFound] as const
}

/** The case being written down and how it is made. */
export function useNewCase() {
  const say = useSay()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { begun, set, keepNow, done } = useBegun()
  const [found, setFound] = useFound(begun.person?.is === 'known' ? begun.person : null)
  const [errors, setErrors] = useState<readonly string[]>([])
  const [refusal, setRefusal] = useState<unknown>(null)
  const [isMaking, setMaking] = useState(false)
  // Two presses may come before anything is drawn.
  const making = useRef(false)
  const theirs = useWordsIn(begun.language, usableZone(found?.timeZone))
  const { data: opening = null } = useQuery(openingQuery(begun, useRested(begun.serial ?? '')))
  const make = async () => {
    making.current = true
    setMaking(true)
    try {
      const { say: sayTo } = theirs
      const because = reasonOf(begun.impact, sayTo)
      const body = bodyOf(begun, { now: nowMs(), topic: sayTo('case.topic_next'), because })
      const made = await makeCase(begun, body, sent => keepNow({ sent }))
      if (found) void keepNumber(found, begun.phone)
      done()
      toast({ text: say('new_case.made', { number: String(made.number) }) })
      void client.invalidateQueries({ queryKey: keys.queues })
      await navigate({ to: '/c/$number', params: { number: String(made.number) } })
    } catch (thrown) {
      setErrors([refusalText(thrown, say)])
      setRefusal(thrown)
      setMaking(false)
    }
    making.current = false
  }
  const create = () => {
    const missing = missingOf(begun)
    setErrors(missing ? [say(`new_case.needs_${missing}`)] : [])
    setRefusal(null)
    if (!missing && !making.current) void make()
  }
  const beginAnew = () => {
    done()
    setFound(null)
    setErrors([])
  }
  return { begun, set, done, found, setFound, errors, refusal, isMaking, create, beginAnew, theirs, opening }
}
export type NewCaseForm = ReturnType<typeof useNewCase>
