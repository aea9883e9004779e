// The case being written down, kept in this browser until it is made; a call counts from when the form was
// opened.
import { useCallback, useEffect, useRef, useState } from 'react'
import { instant } from '#core/kit/time.ts'
import { useDesk } from '#web/case/desk.ts'
import { keep, kept } from '#web/case/local-store.ts'
import { firstChoice } from '#web/case/next-update.ts'
import { nowMs } from '#web/kit/now.ts'
import type { Begun } from './new-case.ts'

const keptName = 'new-case'
const keepMs = 300

/** What is begun, how to change it, and that it is over (made or given up). */
export function useBegun() {
  const desk = useDesk()
  const fresh = useCallback((): Begun => {
    const now = nowMs()
    return {
      person: null,
      typed: new URLSearchParams(location.search).get('call') ?? '',
      says: '',
      title: '',
      phone: '',
      language: desk.defaultLanguage,
      kind: 'malfunction',
      product: '',
      harm: { stops: 'part', for: 'one', around: 'yes' },
      means: 'phone',
      dueAt: firstChoice(now, desk.zone).at,
      by: 'phone',
      startedAt: instant(now),
    }
  }, [desk.defaultLanguage, desk.zone])
  const [begun, setBegun] = useState(fresh)
  const touched = useRef(false)
  useEffect(() => {
    void kept<Begun>(keptName).then(before => {
      // Who works when may have changed since: who keeps it is asked anew.
      if (before && !touched.current) setBegun({ ...before, keeper: undefined })
    })
  }, [])
  useEffect(() => {
    if (!touched.current) return
    const timer = setTimeout(() => void keep(keptName, begun).catch(() => undefined), keepMs)
    return () => clearTimeout(timer)
  }, [begun])
  const set = useCallback((change: Partial<Begun>) => {
    touched.current = true
    setBegun(now => ({ ...now, ...change }))
  }, [])
  const done = useCallback(() => {
    touched.current = false
    void keep(keptName, undefined).catch(() => undefined)
    setBegun(fresh())
  }, [fresh])
  return { begun, set, done }
}
