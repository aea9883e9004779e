// Which HTTP status each refusal of the core travels under: one table, nothing else decides it.
import { type RefusalCode, refusalCodes } from '#core/case/refusal-codes.ts'

/**
 * Refusals that are more than "not so": a right that is missing, a case not to be seen, somebody who was
 * faster.
 */
const apart: { readonly [C in RefusalCode]?: 403 | 404 | 409 } = {
  'case.not_found': 404,
  'case.changed': 409,
  'case.moved_on': 409,
  'message.unseen_entry': 409,
  'worker.taken': 409,
  'walk.not_there': 409,
  'access.denied': 403,
  'access.not_contact_or_worker': 403,
  'access.may_not_speak': 403,
  'access.may_not_look': 403,
  'access.lead_only': 403,
  'access.worker_only': 403,
  'goodwill.code_unknown': 404,
  'goodwill.rules_changed': 409,
  'change.not_owner': 403,
  'house_policy.not_owner': 403,
  'may_tell.not_lead': 403,
  'house_policy.not_bound': 403,
  'house_policy.other_version': 409,
  'hand_off.not_yours': 403,
  'hand_off.taken': 409,
  'live_line.taken': 409,
  'live_line.not_yours': 403,
  'swarm.not_yours': 403,
  'matter.not_found': 404,
  'note.not_yours': 403,
  'problem.not_keeper': 403,
  'problem.published_meanwhile': 409,
  'supplier.not_keeper': 403,
}

/** 422 unless the table above says otherwise. */
export const refusalStatus = Object.fromEntries(
  refusalCodes.map(code => [code, apart[code] ?? 422]),
) as Readonly<Record<RefusalCode, number>>
