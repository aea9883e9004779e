// What every fact writes into the case it made: how many there are, when the last was, and what is known of
// being stuck. Not: what the fact itself means (the evolvers beside their deeds).
import type { Event } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { stuckAfter } from '#core/case/stuck.ts'

type Head = { -readonly [K in 'seq' | 'lastAt' | 'stuck']: OpenedCase[K] }

/**
 * A case with its head after one more fact.
 * @param made what the fact made of it: the same case, or a fresh one nobody else has seen yet, which need
 * not be copied once more
 */
export function withHead(before: OpenedCase, made: OpenedCase, event: Event): OpenedCase {
  const stuck = stuckAfter(before, made, event)
  const fresh = made === before ? { ...before } : made
  const head: Head = fresh
  head.seq = before.seq + 1
  head.lastAt = event.at
  head.stuck = stuck
  return fresh
}
