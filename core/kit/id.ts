// Identifiers that say what they name. Not: secrets — what grants something is purely random and never made
// here.

export type CaseId = `cas_${string}`
export type AgentId = `agt_${string}`
export type CustomerId = `cus_${string}`
export type OrganisationId = `org_${string}`
export type TeamId = `tea_${string}`
export type ProductId = `pro_${string}`
export type TextId = `txt_${string}`
export type MessageId = `msg_${string}`
export type ContactChangeId = `chg_${string}`
export type ContactId = `con_${string}`
export type NewsId = `nws_${string}`
export type NoteId = `not_${string}`
export type ClaimId = `cla_${string}`
export type SpeechId = `spe_${string}`
export type StepId = `stp_${string}`
export type PromiseId = `prm_${string}`
export type HandOffId = `hnd_${string}`
export type EscalationId = `esc_${string}`
export type HelpId = `hlp_${string}`
export type QuestionId = `que_${string}`
export type FileId = `fil_${string}`
export type CalendarId = `cal_${string}`
export type PolicyId = `pol_${string}`
export type ContractId = `ctr_${string}`
export type LineId = `lin_${string}`
export type WaiverId = `wai_${string}`
export type RegistrationId = `reg_${string}`
export type TargetId = `tgt_${string}`
export type CheckBackId = `chb_${string}`
export type SatisfactionId = `sat_${string}`
export type WalkId = `wlk_${string}`
export type OutageId = `otg_${string}`
export type ReproductionId = `rpr_${string}`
export type HypothesisId = `hyp_${string}`
export type VerificationId = `vrf_${string}`
export type RegressionId = `rgr_${string}`
export type GoodwillId = `gdw_${string}`
export type CostId = `cst_${string}`
export type ProposalId = `prp_${string}`
export type ThanksId = `thk_${string}`
export type AbuseId = `abu_${string}`
export type SuggestionId = `sug_${string}`
export type SkillId = `skl_${string}`
export type StuckId = `stk_${string}`
export type LiveId = `liv_${string}`
export type SwarmId = `swm_${string}`
export type CallBackId = `cbk_${string}`
export type MailboxId = `mbx_${string}`
export type WantedFactId = `wfc_${string}`
export type WantedListId = `wfl_${string}`
export type ProblemId = `prb_${string}`
export type SupplierCaseId = `spc_${string}`
export type ChangeId = `chr_${string}`
export type HousePolicyId = `hpo_${string}`
export type MayTellId = `mty_${string}`
export type SupplierId = `sup_${string}`
export type ArticleId = `art_${string}`
export type TrackerId = `trk_${string}`
/** What stands beside cases, with a ledger of its own (core/matter). */
export type MatterId = ProblemId | SupplierCaseId | ChangeId | HousePolicyId | MayTellId

export type Prefix =
  | 'cas'
  | 'agt'
  | 'cus'
  | 'org'
  | 'tea'
  | 'pro'
  | 'txt'
  | 'msg'
  | 'chg'
  | 'con'
  | 'nws'
  | 'not'
  | 'cla'
  | 'spe'
  | 'stp'
  | 'prm'
  | 'hnd'
  | 'hlp'
  | 'esc'
  | 'que'
  | 'fil'
  | 'cal'
  | 'pol'
  | 'ctr'
  | 'lin'
  | 'wai'
  | 'reg'
  | 'tgt'
  | 'chb'
  | 'sat'
  | 'wlk'
  | 'rpr'
  | 'hyp'
  | 'vrf'
  | 'rgr'
  | 'gdw'
  | 'prp'
  | 'cst'
  | 'thk'
  | 'abu'
  | 'ann'
  | 'otg'
  | 'cow'
  | 'sug'
  | 'skl'
  | 'stk'
  | 'liv'
  | 'swm'
  | 'cbk'
  | 'evt'
  | 'ses'
  | 'tok'
  | 'wal'
  | 'rep'
  | 'inv'
  | 'lnk'
  | 'out'
  | 'adr'
  | 'mbx'
  | 'prb'
  | 'spc'
  | 'sup'
  | 'chr'
  | 'hpo'
  | 'mty'
  | 'trk'
  | 'abs'
  | 'art'
  | 'wfc'
  | 'wfl'

/** Makes a fresh id of the given kind; handed to the core as an argument, because chance is one. */
export type NewId = <P extends Prefix>(prefix: P) => `${P}_${string}`

const letters = Array.from('0123456789abcdefghjkmnpqrstvwxyz', letter => letter.charCodeAt(0))
/** What the bytes of an instant count, the highest first. */
const places = [2 ** 40, 2 ** 32, 2 ** 24, 2 ** 16, 2 ** 8, 1]
// Put together at once from here: a text that grows letter by letter leaves twenty-five behind.
const spelled: number[] = Array.from({ length: 26 }, () => 0)

/**
 * An id of 128 bits, ordered by time: 48 bits of epoch milliseconds, then 80 random bits, in 26 base32
 * letters.
 * @param chance ten random bytes
 */
export function idOf<P extends Prefix>(prefix: P, nowMs: number, chance: Uint8Array): `${P}_${string}` {
  // 128 bits in 26 letters of five: the first letter holds the three topmost bits.
  let bits = 0
  let held = 2
  let end = 0
  for (let i = 0; i < 16; i++) {
    const byte = i < 6 ? Math.floor(nowMs / places[i]!) : (chance[i - 6] ?? 0)
    bits = ((bits << 8) | (byte & 255)) & 0xfff
    for (held += 8; held >= 5; held -= 5) spelled[end++] = letters[(bits >> (held - 5)) & 31]!
  }
  return `${prefix}_${String.fromCharCode.apply(null, spelled)}`
}

/** Whether a text has the shape of an id of this kind (nothing is said about its existence). */
export const isId = <P extends Prefix>(prefix: P, text: string): text is `${P}_${string}` =>
  text.startsWith(`${prefix}_`) && /^[0-9a-z]{1,40}$/.test(text.slice(prefix.length + 1))
