// A problem as a sentence for people: what happened, what is kept, what to do. Not: the problems
// (problem.ts).
import { refusalKey } from '#words/refusal-key.ts'
import type { Say } from '#words/say.ts'
import { isProblem } from './problem.ts'

const general: Readonly<Record<string, string>> = {
  'net.offline': 'kit.refused_offline',
  '401': 'kit.refused_signed_out',
  '403': 'kit.refused_denied',
  '404': 'kit.refused_gone',
  '409': 'kit.refused_moved_on',
  '412': 'kit.refused_moved_on',
  '429': 'kit.refused_too_many',
  '503': 'kit.refused_busy',
}

/** A refusal as a short word at the edge of the screen, which leads to the policies about it. */
export const refused = (thrown: unknown, say: Say) => ({
  text: refusalText(thrown, say),
  kind: 'wrong' as const,
  ...(isProblem(thrown) && { code: thrown.code }),
})

/**
 * The sentence for whatever was thrown: the catalogue's for its code, else the server's own, else a general
 * one for
 * its status, else one that admits our fault and gives the reference.
 */
export function refusalText(thrown: unknown, say: Say): string {
  if (!isProblem(thrown)) return say('kit.refused_fault', { reference: '' })
  const key = refusalKey(thrown.code)
  const text = say(key, { count: 0, ...thrown.details })
  if (text !== key) return text
  if (thrown.message !== thrown.code && thrown.message !== key) return thrown.message
  const known = general[thrown.code] ?? general[String(thrown.status)]
  if (known) return say(known, { seconds: thrown.waitS ?? 60 })
  return say('kit.refused_fault', { reference: thrown.reference ?? '' })
}
