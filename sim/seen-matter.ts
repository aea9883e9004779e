// What stands beside cases as a bystander keeps it, who only reads its facts and knows none of the product's
// own folding: problems and supplier cases. Deliberately naive. Not: which cases belong to it (they say so).
import type { AgentId, MatterId, SupplierId } from '#core/kit/id.ts'
import type { ProblemFact } from '#core/problem/problem-fact.ts'
import type { SupplierFact, SupplierTarget } from '#core/supplier/supplier-fact.ts'
import type { RecordedFact } from '#store/desk/matter.ts'

/** A word its cases are to hear; `order`: its place among all that happened in the centre. */
export type SeenWord = { readonly seq: number; readonly news: string; readonly order: number }

export type SeenMatter = {
  readonly id: MatterId
  readonly number: number
  seq: number
  lastAt: number
  owner: AgentId | null
  /** how it came to its end; null: it goes on */
  end: string | null
  /** what it was merged into, and the place of that */
  into: MatterId | null
  intoOrder: number
  readonly words: SeenWord[]
  /** the place of its first fact as a known error */
  edition: number
  workaround: { until: number | null; isOver: boolean } | null
  isFixed: boolean
  /** of a supplier case: whose it is, what they know, whose turn it is, what is owed, when we ask */
  supplier: SupplierId | null
  isSent: boolean
  turn: 'ours' | 'theirs'
  reference: string | null
  readonly owed: Map<SupplierTarget, { readonly dueAt: number; isSilent: boolean; isMet: boolean }>
  silentSince: number | null
  isRaised: boolean
  raiseMs: number
  chase: { readonly at: number; isDue: boolean } | null
  /** mails of theirs that are in it */
  readonly mails: Set<string>
  /** the release that is still to be tested */
  toTest: boolean
  tested: 'holds' | 'fails' | null
  /** how it stood before a mail nobody has acted on yet */
  before: Partial<SeenMatter> | null
}

export type SeenFact = (ProblemFact | SupplierFact) & { readonly seq: number }

export const seenMatter = (id: MatterId, number: number): SeenMatter => ({
  ...{ id, number, seq: 0, lastAt: 0, owner: null, end: null, into: null, intoOrder: 0, words: [] },
  ...{
    edition: 0,
    workaround: null,
    isFixed: false,
    supplier: null,
    isSent: false,
    turn: 'ours',
    reference: null,
  },
  ...{ owed: new Map(), silentSince: null, isRaised: false, raiseMs: 0, chase: null, mails: new Set() },
  ...{ toTest: false, tested: null, before: null },
})

export const isSupplierCase = ({ id }: SeenMatter): boolean => id.startsWith('spc_')

type Writers = {
  readonly [T in SeenFact['type']]?: (
    seen: SeenMatter,
    fact: Extract<SeenFact, { type: T }>,
    order: number,
  ) => void
}

/** The words cases are to hear, by the fact they come from. */
const wordOf = (fact: SeenFact): string | null => {
  switch (fact.type) {
    case 'problem.cause_found':
      return 'cause'
    case 'problem.published':
      return fact.quiet ? null : 'known_error'
    case 'problem.worked_around':
      return 'workaround'
    case 'problem.workaround_withdrawn':
      return 'workaround_withdrawn'
    case 'problem.fixed':
      return 'fixed'
    case 'problem.not_fixed':
      return 'not_fixed'
    case 'supplier.said':
      return fact.answer === 'acknowledged' || fact.answer === 'unread' ? null : 'supplier_answered'
    case 'supplier.silent':
      return 'supplier_silent'
    case 'supplier.retested':
      return fact.holds ? 'released' : 'not_fixed'
    default:
      return null
  }
}

/** Writes one more fact into what was seen. */
export function seeMatter(seen: SeenMatter, recorded: RecordedFact, order: number): void {
  const fact = recorded as unknown as SeenFact
  const write = writers[fact.type] as ((seen: SeenMatter, fact: SeenFact, order: number) => void) | undefined
  write?.(seen, fact, order)
  const news = wordOf(fact)
  if (news) seen.words.push({ seq: fact.seq, news, order })
  seen.seq = fact.seq
  seen.lastAt = fact.at
  if (acts.has(fact.type)) seen.before = null
}

const ends =
  (end: string) =>
  (seen: SeenMatter): void => {
    seen.end = end
  }
/** Whoever does this has read their last mail. */
const acts = new Set<SeenFact['type']>([
  'supplier.sent',
  'supplier.lodged',
  'supplier.chase_planned',
  'supplier.chased',
  'supplier.escalated',
  'supplier.retested',
  'supplier.solved',
])

const standing = (seen: SeenMatter): Partial<SeenMatter> => ({
  ...{ turn: seen.turn, silentSince: seen.silentSince, isRaised: seen.isRaised, toTest: seen.toTest },
  ...{ chase: seen.chase && { ...seen.chase }, before: seen.before },
})

const writers: Writers = {
  'problem.opened': (seen, { owner }) => {
    seen.owner = owner
  },
  'problem.owned': (seen, { owner }) => {
    seen.owner = owner
  },
  'problem.published': (seen, { edition }) => {
    seen.edition = edition
  },
  'problem.worked_around': (seen, { until }) => {
    seen.workaround = { until, isOver: false }
  },
  'problem.workaround_renewed': (seen, { until }) => {
    if (seen.workaround) seen.workaround = { until, isOver: false }
  },
  'problem.workaround_ended': seen => {
    if (seen.workaround) seen.workaround.isOver = true
  },
  'problem.workaround_withdrawn': seen => {
    seen.workaround = null
  },
  'problem.fixed': seen => {
    seen.isFixed = true
  },
  'problem.not_fixed': seen => {
    seen.isFixed = false
  },
  'problem.closed': ends('closed'),
  'problem.dismissed': ends('dismissed'),
  'problem.merged': (seen, { into }, order) => {
    Object.assign(seen, { end: 'merged', into, intoOrder: order })
  },
  'problem.reopened': seen => {
    Object.assign(seen, { end: null, into: null })
  },
  'supplier.opened': (seen, { owner, agreed, supplier }) => {
    Object.assign(seen, { owner, supplier, raiseMs: agreed.raiseMinutes * 60_000 })
  },
  'supplier.owned': (seen, { owner }) => {
    seen.owner = owner
  },
  'supplier.sent': seen => {
    Object.assign(seen, { isSent: true, turn: 'theirs', toTest: false })
  },
  'supplier.not_sent': seen => {
    seen.turn = 'ours'
  },
  'supplier.lodged': (seen, { reference }) => {
    seen.reference = reference
  },
  'supplier.owed': (seen, { target, dueAt }) => {
    seen.owed.set(target, { dueAt, isSilent: false, isMet: false })
  },
  'supplier.met': (seen, { target }) => {
    const one = seen.owed.get(target)
    if (one) seen.owed.set(target, { ...one, isSilent: false, isMet: true })
    if ([...seen.owed.values()].every(({ isSilent }) => !isSilent))
      Object.assign(seen, { silentSince: null, isRaised: false })
  },
  'supplier.silent': (seen, { target, at }) => {
    const one = seen.owed.get(target)
    if (one) seen.owed.set(target, { ...one, isSilent: true })
    seen.silentSince ??= at
  },
  'supplier.raised': seen => {
    seen.isRaised = true
  },
  'supplier.chase_planned': (seen, { chaseAt }) => {
    seen.chase = { at: chaseAt, isDue: false }
  },
  'supplier.chase_due': seen => {
    if (seen.chase) seen.chase.isDue = true
  },
  'supplier.said': (seen, { answer, mail }) => {
    if (mail) seen.mails.add(mail)
    const before = answer === 'unread' ? { ...standing(seen), owed: new Map(seen.owed) } : null
    const isOnlyWord = answer === 'acknowledged' || answer === 'update'
    if (!isOnlyWord)
      Object.assign(seen, { turn: 'ours', chase: null, toTest: answer === 'release', tested: null })
    else if (seen.before) seen.turn = 'theirs'
    seen.before = before
  },
  'supplier.taken_out': (seen, { mail }) => {
    seen.mails.delete(mail)
    Object.assign(seen, seen.before)
  },
  'supplier.retested': (seen, { holds }) => {
    Object.assign(seen, { toTest: false, tested: holds ? 'holds' : 'fails' })
  },
  'supplier.solved': ends('solved'),
  'supplier.closed': ends('closed'),
  'supplier.reopened': seen => {
    Object.assign(seen, { end: null, turn: 'ours' })
  },
}
