// Which of its states a screen is in. Not: how they look (states.tsx).
import { isProblem, type Problem } from '../api/problem.ts'

export type Asked<T> = {
  readonly data?: T | undefined
  readonly error?: unknown
  readonly isPending: boolean
  readonly dataUpdatedAt?: number
}

export type Standing<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'denied'; readonly problem: Problem }
  | { readonly is: 'gone' }
  | { readonly is: 'failed'; readonly error: unknown }
  /** data to show; `old` when the last try to renew it failed, so that it says from when it is */
  | { readonly is: 'there'; readonly data: T; readonly old: boolean; readonly from: number }

/**
 * What to show for a question put to the server: data that was there stays, whatever happens to its renewal.
 */
export function standingOf<T>(asked: Asked<T>): Standing<T> {
  if (isProblem(asked.error) && asked.error.status === 403) return { is: 'denied', problem: asked.error }
  if (asked.data !== undefined)
    return { is: 'there', data: asked.data, old: asked.error != null, from: asked.dataUpdatedAt ?? 0 }
  if (isProblem(asked.error) && asked.error.status === 404) return { is: 'gone' }
  if (asked.error != null) return { is: 'failed', error: asked.error }
  return { is: 'loading' }
}

/** Nothing is shown for so long, so that quick answers do not flicker. */
export const silentMs = 150
/** After so long we say that it takes long. */
export const slowMs = 5_000
