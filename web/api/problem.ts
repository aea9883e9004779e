// The server's "no" as the browser holds it: a problem document with its catalogued code. Not: the fetching
// (client.ts).

export type ProblemShape = {
  readonly status: number
  /** catalogued, `noun.reason`; `net.offline` when the server was not reached */
  readonly code: string
  readonly title?: string | undefined
  readonly detail?: string | undefined
  /** values for the sentence `refusal.<code>` */
  readonly details?: Readonly<Record<string, string | number>> | undefined
  /** by which the server's notes can be found */
  readonly reference?: string | undefined
  /** what is wrong with which field */
  readonly fields?: readonly { readonly path: string; readonly message: string }[] | undefined
  /** seconds to wait, from Retry-After */
  readonly waitS?: number | undefined
}

/** A refusal or fault that came back from the server. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string | undefined
  readonly details: Readonly<Record<string, string | number>>
  readonly reference: string | undefined
  readonly fields: readonly { readonly path: string; readonly message: string }[]
  readonly waitS: number | undefined

  constructor(shape: ProblemShape) {
    super(shape.title ?? shape.code)
    this.status = shape.status
    this.code = shape.code
    this.detail = shape.detail
    this.details = shape.details ?? {}
    this.reference = shape.reference
    this.fields = shape.fields ?? []
    this.waitS = shape.waitS
  }
}

/** Tells a problem from any other thing thrown. */
export const isProblem = (thrown: unknown): thrown is Problem => thrown instanceof Problem

/** Whether trying the same again may help: never reached, overloaded, or outcome unknown. */
export const mayRetry = (thrown: unknown): boolean =>
  isProblem(thrown) &&
  (thrown.status === 0 || thrown.status === 502 || thrown.status === 503 || thrown.status === 504)

/** Reads a problem document of any completeness; a body that is none still makes a problem. */
export function problemOf(
  status: number,
  body: unknown,
  headers: { get(name: string): string | null },
): Problem {
  const from = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const text = (name: string) => (typeof from[name] === 'string' ? (from[name] as string) : undefined)
  const wait = Number(headers.get('retry-after') ?? '')
  return new Problem({
    status,
    code: text('code') ?? `http.${status}`,
    title: text('title'),
    detail: text('detail'),
    details: detailsOf(from.details),
    reference: text('ref') ?? text('reference'),
    fields: fieldsOf(from.fields),
    ...(Number.isFinite(wait) && wait > 0 && { waitS: wait }),
  })
}

function detailsOf(given: unknown): Record<string, string | number> {
  if (typeof given !== 'object' || given === null) return {}
  const entries = Object.entries(given).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  )
  return Object.fromEntries(entries) as Record<string, string | number>
}

function fieldsOf(given: unknown): { path: string; message: string }[] {
  if (!Array.isArray(given)) return []
  return given.map(one => ({ path: String(one?.path ?? ''), message: String(one?.message ?? '') }))
}
