// What the server's "no" means at a door, in the door's own words. Not: the general sentences
// (api/refusal-text.ts).
import type { Say } from '#words/say.ts'
import { isProblem } from '../api/problem.ts'
import { refusalText } from '../api/refusal-text.ts'

/**
 * The sentence for a refused sign-in, invitation or set-up. Says the same whether or not an address is
 * known.
 */
export function doorError(thrown: unknown, say: Say): string {
  if (!isProblem(thrown)) return refusalText(thrown, say)
  switch (thrown.code) {
    case 'session.wrong_password':
      return say('sign_in.wrong')
    case 'request.too_many':
      return say('sign_in.too_many', { minutes: Math.max(1, Math.ceil((thrown.waitS ?? 60) / 60)) })
    case 'password.too_short':
      return say('sign_in.password_short', { n: Number(thrown.details.n ?? 0) })
    case 'password.too_common':
      return say('sign_in.password_common')
    default:
      return refusalText(thrown, say)
  }
}

/** Whether the link itself has come to its end, so that there is nothing left to fill in. */
export const isEnded = (thrown: unknown): boolean =>
  isProblem(thrown) && (thrown.status === 404 || thrown.status === 400)
