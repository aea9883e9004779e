// The case being written down, kept in this browser until it is made; a call counts from when the form was
// opened.
import { useCallback, useEffect, useRef, useState } from 'react'
import { instant } from '#core/kit/time.ts'
import { deedKey } from '#web/api/client.ts'
import { useDesk } from '#web/case/desk.ts'
import { keep, kept } from '#web/case/local-store.ts'
import { firstChoice } from '#web/case/next-update.ts'
import { nowMs } from '#web/kit/now.ts'
import type { Begun } from './new-case.ts'

const keptName = 'new-case'
const keepMs = 300

/** What is begun, how to change it, how to keep it at once, and that it is over (made or given up). */
export function useBegun() {
  const fresh = useFresh()
  const [begun, setBegun] = useState(fresh)
  // Kept beside the drawing: whoever leaves, or sends, has the last letter kept, too.
  const latest = useRef({ begun, isTouched: false })
  useEffect(() => {
    void kept<Begun>(keptName).then(before => {
      if (!before || latest.current.isTouched) return
      // Who works when may have changed since: who keeps it is asked anew.
      latest.current.begun = { ...fresh(), ...before, keeper: undefined }
      setBegun(latest.current.begun)
    })
    return () => {
      if (latest.current.isTouched) void keep(keptName, latest.current.begun).catch(() => undefined)
    }
  }, [fresh])
  useEffect(() => {
    if (!latest.current.isTouched) return
    const timer = setTimeout(() => void keep(keptName, begun).catch(() => undefined), keepMs)
    return () => clearTimeout(timer)
  }, [begun])
  const set = useCallback((change: Partial<Begun>) => {
    latest.current = { begun: { ...latest.current.begun, ...change }, isTouched: true }
    setBegun(latest.current.begun)
  }, [])
  const keepNow = useCallback(
    async (change: Partial<Begun>) => {
      set(change)
      await keep(keptName, latest.current.begun).catch(() => undefined)
    },
    [set],
  )
  const done = useCallback(() => {
    latest.current = { begun: fresh(), isTouched: false }
    void keep(keptName, undefined).catch(() => undefined)
    setBegun(latest.current.begun)
  }, [fresh])
  return { begun, set, keepNow, done }
}

/** A case of which nothing is known yet but who may be calling. */
function useFresh(): () => Begun {
  const { defaultLanguage, zone } = useDesk()
  return useCallback(() => {
    const now = nowMs()
    return {
      person: null,
      typed: new URLSearchParams(location.search).get('call') ?? '',
      says: '',
      title: '',
      phone: '',
      language: defaultLanguage,
      kind: 'malfunction',
      product: '',
      impact: { people: 'some', workaround: 'poor', harm: 'none' },
      means: 'phone',
      dueAt: firstChoice(now, zone).at,
      by: 'phone',
      startedAt: instant(now),
      key: deedKey(),
      sent: [],
    }
  }, [defaultLanguage, zone])
}
