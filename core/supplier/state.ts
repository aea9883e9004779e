// A supplier case as its facts make it. Not: what may be wished of it (decide.ts).
import type { Severity } from '#core/case/event.ts'
import type { AgentId, CaseId, ProductId, SupplierId, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { earliest, type Instant } from '#core/kit/time.ts'
import type {
  Agreed,
  SupplierAnswer,
  SupplierEnd,
  SupplierFact,
  SupplierFactOf,
  SupplierFactType,
  SupplierTarget,
} from '#core/supplier/supplier-fact.ts'

export const supplierStandings = [
  'unsent',
  'ours',
  'to_test',
  'silent',
  'unreferenced',
  'waiting',
  'solved',
  'closed',
] as const
/**
 * `unsent`: they do not know of it yet; `ours`: they have spoken, we decide; `to_test`: released, not tested;
 * `silent`: past what was agreed; `unreferenced`: sent, and they have given no reference.
 */
export type SupplierStanding = (typeof supplierStandings)[number]
export const openSupplierStandings: readonly SupplierStanding[] = supplierStandings.slice(0, 6)

/** Something they owe us: since and until when, and what became of it. */
export type SupplierOwed = {
  readonly since: Instant
  readonly dueAt: Instant
  readonly standing: 'running' | 'silent' | 'met' | 'met_late'
}

export type SupplierCase = {
  readonly end: 'open' | 'solved' | 'closed'
  readonly title: TextRef
  readonly supplier: SupplierId
  readonly product: ProductId | null
  readonly severity: Severity
  readonly agreed: Agreed
  readonly owner: AgentId
  readonly team: TeamId | null
  /** the team of another house that has it in its share */
  readonly partner: TeamId | null
  readonly from: CaseId | null
  readonly openedAt: Instant
  readonly sentAt: Instant | null
  /** theirs; null: it does not count as lodged */
  readonly reference: string | null
  /** read from an answer of a machine, for one of ours to take over */
  readonly offered: string | null
  /** whose turn it is, and since when */
  readonly turn: 'ours' | 'theirs'
  readonly turnAt: Instant
  /** their last word */
  readonly answer: SupplierAnswer | null
  readonly version: string | null
  readonly owed: Readonly<Partial<Record<SupplierTarget, SupplierOwed>>>
  readonly silentSince: Instant | null
  readonly raised: boolean
  readonly chaseAt: Instant | null
  readonly chaseDue: boolean
  readonly unanswered: number
  readonly escalated: boolean
  /** the release we have is still to be tested */
  readonly toTest: boolean
  /** how often they were silent in all */
  readonly silences: number
  readonly firstAnswerAt: Instant | null
  readonly solvedAt: Instant | null
  readonly solvedBy: SupplierEnd | null
  readonly right: boolean | null
  readonly minutes: number
  readonly cents: number
  /** their last word is a mail on which nobody has acted yet, and how it stood before */
  readonly unread: Unread | null
}
/** What a word of theirs changes, as it was. */
type Before = Pick<
  SupplierCase,
  | 'turn'
  | 'turnAt'
  | 'answer'
  | 'version'
  | 'owed'
  | 'silentSince'
  | 'raised'
  | 'chaseAt'
  | 'chaseDue'
  | 'unanswered'
  | 'toTest'
  | 'firstAnswerAt'
  | 'offered'
  | 'unread'
>
export type Unread = { readonly mail: string; readonly before: Before }
export type SupplierState = SupplierCase | null

type Evolvers = {
  readonly [T in Exclude<SupplierFactType, 'supplier.opened'>]: (
    state: SupplierCase,
    fact: SupplierFactOf<T>,
  ) => SupplierCase
}

const owedAs = (
  state: SupplierCase,
  target: SupplierTarget,
  standing: SupplierOwed['standing'],
): SupplierCase['owed'] => {
  const one = state.owed[target]
  return one ? { ...state.owed, [target]: { ...one, standing } } : state.owed
}

const beforeOf = (state: SupplierCase): Before => ({
  ...{ turn: state.turn, turnAt: state.turnAt, answer: state.answer, version: state.version },
  ...{ owed: state.owed, silentSince: state.silentSince, raised: state.raised, chaseAt: state.chaseAt },
  ...{ chaseDue: state.chaseDue, unanswered: state.unanswered, toTest: state.toTest },
  ...{ firstAnswerAt: state.firstAnswerAt, offered: state.offered, unread: state.unread },
})
/** Whoever does this has read what they said: it cannot be taken out any more. */
const reads: ReadonlySet<SupplierFactType> = new Set<SupplierFactType>([
  'supplier.sent',
  'supplier.lodged',
  'supplier.chase_planned',
  'supplier.chased',
  'supplier.escalated',
  'supplier.retested',
  'supplier.solved',
])

const evolvers: Evolvers = {
  'supplier.owned': (state, { owner }) => ({ ...state, owner }),
  'supplier.assessed': (state, { severity }) => ({ ...state, severity }),
  'supplier.sent': (state, { at }) => ({
    ...state,
    sentAt: state.sentAt ?? at,
    turn: 'theirs',
    turnAt: at,
    toTest: false,
  }),
  // Nobody there has read it: it is ours to send again.
  'supplier.not_sent': (state, { at }) => ({ ...state, turn: 'ours', turnAt: at }),
  'supplier.reference_offered': (state, { reference }) => ({ ...state, offered: reference }),
  'supplier.lodged': (state, { reference }) => ({ ...state, reference, offered: null }),
  'supplier.owed': (state, { target, dueAt, at }) => ({
    ...state,
    owed: { ...state.owed, [target]: { since: at, dueAt, standing: 'running' } },
  }),
  'supplier.met': (state, { target, late }) => {
    const owed = owedAs(state, target, late ? 'met_late' : 'met')
    const isSilent = Object.values(owed).some(one => one.standing === 'silent')
    return { ...state, owed, ...(!isSilent && { silentSince: null, raised: false }) }
  },
  'supplier.silent': (state, { target, at }) => ({
    ...state,
    owed: owedAs(state, target, 'silent'),
    silentSince: state.silentSince ?? at,
    silences: state.silences + 1,
  }),
  'supplier.raised': state => ({ ...state, raised: true }),
  'supplier.chase_planned': (state, { chaseAt }) => ({ ...state, chaseAt, chaseDue: false }),
  'supplier.chase_due': state => ({ ...state, chaseDue: true }),
  'supplier.chased': state => ({ ...state, unanswered: state.unanswered + 1 }),
  'supplier.escalated': state => ({ ...state, escalated: true }),
  'supplier.said': (state, { answer, version, at, mail }) => {
    const isTheirs = answer === 'acknowledged' || answer === 'update'
    return {
      ...state,
      answer,
      unread: answer === 'unread' && mail ? { mail, before: beforeOf(state) } : null,
      version: version ?? state.version,
      unanswered: 0,
      firstAnswerAt: state.firstAnswerAt ?? (answer === 'acknowledged' ? null : at),
      ...(isTheirs && state.answer === 'unread' && { turn: 'theirs', turnAt: at }),
      ...(!isTheirs && {
        ...({ turn: 'ours', turnAt: at, chaseAt: null, chaseDue: false } as const),
        toTest: answer === 'release',
      }),
    }
  },
  'supplier.taken_out': (state, { mail }) =>
    state.unread?.mail === mail ? { ...state, ...state.unread.before } : state,
  'supplier.retested': state => ({ ...state, toTest: false }),
  'supplier.spent': (state, { minutes, cents }) => ({
    ...state,
    minutes: state.minutes + minutes,
    cents: state.cents + cents,
  }),
  'supplier.solved': (state, { through, at }) => ({
    ...state,
    end: 'solved',
    solvedAt: at,
    solvedBy: through,
  }),
  'supplier.closed': (state, { right }) => ({ ...state, end: 'closed', right }),
  'supplier.shared': (state, { partner }) => ({ ...state, partner }),
  'supplier.unshared': state => ({ ...state, partner: null }),
  'supplier.reopened': (state, { at }) => ({
    ...state,
    ...({ end: 'open', turn: 'ours', turnAt: at, right: null, solvedAt: null, solvedBy: null } as const),
  }),
}

/** Total: whatever was recorded once can be read forever. */
export function evolveSupplier(state: SupplierState, fact: SupplierFact): SupplierState {
  if (fact.type === 'supplier.opened') {
    const { title, supplier, product, severity, agreed, owner, team, from = null, at } = fact
    return {
      ...{ end: 'open', title, supplier, product, severity, agreed, owner, team, from, openedAt: at },
      ...{ sentAt: null, reference: null, offered: null, turn: 'ours', turnAt: at, answer: null },
      ...{ version: null, owed: {}, silentSince: null, raised: false, chaseAt: null, chaseDue: false },
      ...{ unanswered: 0, escalated: false, toTest: false, silences: 0, firstAnswerAt: null },
      ...{ solvedAt: null, solvedBy: null, right: null, minutes: 0, cents: 0, unread: null },
      partner: null,
    }
  }
  if (!state) return null
  const next = (evolvers[fact.type] as (state: SupplierCase, fact: SupplierFact) => SupplierCase)(state, fact)
  return reads.has(fact.type) && next.unread ? { ...next, unread: null } : next
}

/** How it stands, what is most urgent first. */
export function supplierStanding(state: SupplierCase): SupplierStanding {
  if (state.end !== 'open') return state.end
  if (state.sentAt === null) return 'unsent'
  if (state.turn === 'ours') return state.toTest ? 'to_test' : 'ours'
  if (state.silentSince !== null) return 'silent'
  return state.reference === null ? 'unreferenced' : 'waiting'
}

/** What runs and is not past due yet. */
export const runningOwed = ({ owed }: SupplierCase): readonly (readonly [SupplierTarget, SupplierOwed])[] =>
  (Object.entries(owed) as [SupplierTarget, SupplierOwed][]).filter(([, one]) => one.standing === 'running')

/** When somebody has to do something: they to answer, or we to ask; at once where it is our turn. */
export function supplierDue(state: SupplierCase): Instant | null {
  if (state.end !== 'open') return null
  if (state.turn === 'ours') return state.turnAt
  return earliest([state.silentSince, state.chaseAt, ...runningOwed(state).map(([, one]) => one.dueAt)])
}
