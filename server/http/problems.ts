// Every "no" of the transport: what HTTP itself refuses. Not: what the core refuses (core/case/refusal-
// codes.ts).
// docs/refusals.md lists both kinds with what to do; a test keeps it true.
import type { RefusalCode } from '#core/case/refusal-codes.ts'
import type { Refusal } from '#core/kit/refusal.ts'
import { refusalStatus } from '#server/http/refusal-status.ts'

export const problemStatus = {
  'request.malformed': 400,
  'request.invalid': 400,
  'request.too_large': 413,
  'request.wrong_type': 415,
  'request.foreign': 403,
  'request.too_many': 429,
  'request.timed_out': 408,
  'cursor.invalid': 400,
  'route.not_found': 404,
  'session.needed': 401,
  'session.wrong_password': 401,
  'role.missing': 403,
  'precondition.failed': 412,
  'key.in_flight': 409,
  'key.reused': 422,
  'queue.empty': 404,
  'customer.kept': 403,
  'queue.nothing_fits': 404,
  'queue.full': 409,
  'agent.full': 409,
  'queue.outside_hours': 409,
  'customer.not_found': 404,
  'customer.address_taken': 422,
  'upload.missing': 400,
  'upload.too_large': 413,
  'upload.not_found': 422,
  'upload.dangerous': 422,
  'upload.changed': 422,
  'upload.other_offset': 409,
  'upload.too_many': 429,
  'upload.no_room': 507,
  'file.not_found': 404,
  'file.quarantined': 403,
  'file.unchecked': 409,
  'file.damaged': 500,
  'file.away': 503,
  'file.not_kept': 503,
  'file.no_preview': 404,
  'script.not_found': 404,
  'script.draft_not_found': 404,
  'script.draft_changed': 409,
  'script.has_faults': 422,
  'script.not_readable': 422,
  'script.no_picture': 422,
  'script.suggestion_not_found': 404,
  'script.suggestion_stale': 409,
  'script.suggestion_done': 409,
  'script.suggestions_full': 422,
  'script.owner_may_not': 422,
  'script.no_order': 404,
  'script.order_not_fit': 422,
  'script.order_breaks': 422,
  'link.expired': 404,
  'invitation.not_found': 404,
  'set_up_link.not_found': 404,
  'password.too_short': 422,
  'password.too_common': 422,
  'set_up.not_found': 404,
  'set_up.taken': 422,
  'set_up.in_use': 422,
  'set_up.changed': 409,
  'set_up.last_administrator': 422,
  'outage.over': 422,
  'article.not_found': 404,
  'article.withdrawn': 422,
  'hand_off.not_drawn': 422,
  'change.not_found': 404,
  'house_policy.not_found': 404,
  'may_tell.not_found': 404,
  'tracker.unsigned': 401,
  'tracker.not_there': 422,
  'escalation.not_found': 404,
  'escalation.changed': 409,
  'escalation.ended': 422,
  'escalation.not_told': 422,
  'escalation.told': 422,
  'outcome.unknown': 503,
  'server.busy': 503,
  'server.fault': 500,
} as const satisfies Record<string, number>

export type ProblemCode = keyof typeof problemStatus
export const problemCodes = Object.keys(problemStatus) as ProblemCode[]

export type FieldProblem = { readonly path: string; readonly message: string }
export type Details = Readonly<Record<string, string | number>>

/** Thrown by a route to answer with a problem document instead; caught in one place (problem-reply.ts). */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode | RefusalCode
  readonly status: number
  readonly details: Details
  readonly fields: readonly FieldProblem[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ProblemCode | RefusalCode,
    more: {
      readonly details?: Details | undefined
      readonly fields?: readonly FieldProblem[]
      readonly headers?: Record<string, string>
    } = {},
  ) {
    super(code)
    this.code = code
    this.status =
      code in problemStatus ? problemStatus[code as ProblemCode] : refusalStatus[code as RefusalCode]
    this.details = more.details ?? {}
    this.fields = more.fields ?? []
    this.headers = more.headers ?? {}
  }
}

/** The field of the wish that a refusal of the core is about, where it is about one. */
export const refusedField: { readonly [C in RefusalCode]?: string } = {
  'promise.window_turned': 'from',
  'promise.in_the_past': 'dueAt',
  'promise.too_far': 'dueAt',
  'wait.other_reason': 'reason',
  'wait.needs_date': 'until',
  'wait.needs_words': 'text',
  'wait.too_far': 'until',
  'contact.in_the_future': 'startedAt',
  'contact.before_case': 'startedAt',
}

/** The problem that says what the core refused. */
export const problemOf = (refusal: Refusal): Problem =>
  new Problem(refusal.refused, { details: refusal.details })
