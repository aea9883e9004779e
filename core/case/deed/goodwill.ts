// Giving something beyond what is owed: asked for, granted as far as one's word goes, refused, taken back,
// redeemed. Not: what the customer and the team got before, which the database counts
// (store/desk/goodwill.ts), nor who may wish it (access/may.ts).
import {
  type Deciders,
  type Evolver,
  fact,
  type Outcome,
  present,
  type Wish,
  writerOf,
} from '#core/case/deed/deed.ts'
import type { Event } from '#core/case/event.ts'
import type { GoodwillFacts } from '#core/case/goodwill-fact.ts'
import { type Goodwill, goodwillOf, isUnderstood, openGoodwills } from '#core/case/goodwills.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { limitOf, type PublishedGoodwill, worthOf } from '#core/goodwill/rules.ts'
import type { GoodwillId } from '#core/kit/id.ts'
import { isRefusal, type Refusal, refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, dayMs, type Instant, minuteMs } from '#core/kit/time.ts'

type Wanted = Omit<GoodwillFacts['goodwill.asked'], 'rules' | 'dueAt'>
/** `code`: of a coupon, made by the shell, which has the dice. */
type Given = { words?: TextRef | undefined; code?: TextRef | undefined }
export type GoodwillCommands = {
  'goodwill.ask': Wanted
  /** asked for and granted in one breath, as far as one's word goes */
  'goodwill.give': Wanted & Given
  'goodwill.grant': { goodwill: GoodwillId } & Given
  'goodwill.refuse': { goodwill: GoodwillId; words: TextRef }
  'goodwill.withdraw': { goodwill: GoodwillId; because: TextRef }
  'goodwill.revoke': { goodwill: GoodwillId; because: TextRef }
  'goodwill.redeem': { goodwill: GoodwillId; where?: TextRef | undefined }
}

const published = ({ setting }: Wish): PublishedGoodwill | Refusal =>
  setting.desk.goodwill ?? refuse('goodwill.no_rules')

/** The one that waits for an answer. */
function open(state: OpenedCase, id: GoodwillId): Goodwill | Refusal {
  const one = goodwillOf(state, id)
  if (!one) return refuse('goodwill.not_found')
  return one.standing === 'asked' || one.standing === 'late' ? one : refuse('goodwill.decided')
}

/** A day as everybody reads it. */
const dayOf = (at: Instant): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toString({ smallestUnit: 'minute' })
    .slice(0, 16)
    .replace('T', ' ')

/** The one that was granted and not used up. */
function granted(state: OpenedCase, id: GoodwillId): Goodwill | Refusal {
  const one = goodwillOf(state, id)
  if (!one) return refuse('goodwill.not_found')
  if (one.endedAt !== null && (one.standing === 'redeemed' || one.standing === 'revoked'))
    return refuse(`goodwill.${one.standing}`, { when: dayOf(one.endedAt) })
  return one.standing === 'granted' ? one : refuse('goodwill.not_granted')
}

/** Why nothing of this may be given in this case; null: it may. */
function notGiven(state: OpenedCase, wanted: Wanted, { rules }: PublishedGoodwill): Refusal | null {
  if (goodwillOf(state, wanted.goodwill)) return refuse('goodwill.decided')
  if (!isUnderstood(state, rules.understood)) return refuse('goodwill.not_understood')
  if (!(rules.faults[wanted.kind] ?? []).includes(wanted.fault)) return refuse('goodwill.fault')
  return wanted.currency === rules.currency
    ? null
    : refuse('goodwill.other_currency', { currency: rules.currency })
}

type Granting = Given & Pick<Wanted, 'goodwill' | 'kind' | 'amountMinor'>
/** It is granted where the word of whoever grants it goes that far. */
function grantedBy(state: OpenedCase, one: Granting, now: PublishedGoodwill, wish: Wish): Outcome {
  const { by, setting } = wish
  const agent = by.kind === 'agent' ? setting.desk.agents[by.id] : undefined
  if (!agent) return refuse('agent.not_found')
  const { rules, version } = now
  const { authority, limitMinor } = limitOf(rules, agent)
  if (one.amountMinor > limitMinor)
    return refuse('goodwill.above_limit', { amount: worthOf(limitMinor, rules.currency) })
  if (one.kind === 'coupon' && !one.code) return refuse('goodwill.no_code')
  const { goodwill, words } = one
  const code = one.kind === 'coupon' ? one.code : undefined
  const until = code && after(wish.at, rules.couponDays * dayMs)
  const said = { goodwill, rules: version, authority, team: state.team, words, code, until }
  return [fact(wish, 'goodwill.granted', present(said))]
}

const askedFor = (
  { goodwill, kind, origin, what, amountMinor, currency, fault, because }: Wanted,
  { version }: PublishedGoodwill,
) => ({ goodwill, kind, origin, what, amountMinor, currency, fault, because, rules: version })

export const goodwillDeciders: Deciders<GoodwillCommands> = {
  'goodwill.ask': (state, command, wish) => {
    const now = published(wish)
    if (isRefusal(now)) return now
    const no = notGiven(state, command, now)
    if (no) return no
    const dueAt = after(wish.at, now.rules.answerMinutes * minuteMs)
    return [fact(wish, 'goodwill.asked', { ...askedFor(command, now), dueAt })]
  },
  'goodwill.give': (state, command, wish) => {
    const now = published(wish)
    if (isRefusal(now)) return now
    const no = notGiven(state, command, now)
    if (no) return no
    const granted = grantedBy(state, command, now, wish)
    return isRefusal(granted) ? granted : [fact(wish, 'goodwill.asked', askedFor(command, now)), ...granted]
  },
  'goodwill.grant': (state, { goodwill, words, code }, wish) => {
    const one = open(state, goodwill)
    if (isRefusal(one)) return one
    const now = published(wish)
    if (isRefusal(now)) return now
    const { kind, amountMinor } = one
    return grantedBy(state, { goodwill, kind, amountMinor, words, code }, now, wish)
  },
  'goodwill.refuse': (state, { goodwill, words }, wish) => {
    const one = open(state, goodwill)
    if (isRefusal(one)) return one
    const now = published(wish)
    if (isRefusal(now)) return now
    return [fact(wish, 'goodwill.refused', { goodwill, rules: now.version, words })]
  },
  'goodwill.withdraw': (state, { goodwill, because }, wish) => {
    const one = open(state, goodwill)
    if (isRefusal(one)) return one
    // What a customer asked for is answered in words he can read.
    if (one.origin === 'customer') return refuse('goodwill.customer_asked')
    return [fact(wish, 'goodwill.withdrawn', { goodwill, because })]
  },
  'goodwill.revoke': (state, { goodwill, because }, wish) => {
    const one = granted(state, goodwill)
    return isRefusal(one) ? one : [fact(wish, 'goodwill.revoked', { goodwill, because })]
  },
  'goodwill.redeem': (state, { goodwill, where }, wish) => {
    const one = granted(state, goodwill)
    if (isRefusal(one)) return one
    if (one.until === null) return refuse('goodwill.no_coupon')
    if (one.until <= wish.setting.now) return refuse('goodwill.expired', { when: dayOf(one.until) })
    return [fact(wish, 'goodwill.redeemed', present({ goodwill, where }))]
  },
}

/** Those nobody answered in time. */
export const goodwillVerdicts = (state: OpenedCase, wish: Wish): Event[] =>
  openGoodwills(state).flatMap(([goodwill, { standing, dueAt }]) =>
    standing === 'asked' && dueAt !== null && dueAt <= wish.setting.now
      ? [fact(wish, 'goodwill.late', { goodwill, dueAt })]
      : [],
  )

const change = (state: OpenedCase, id: GoodwillId, now: Partial<Goodwill>): OpenedCase => {
  const one = goodwillOf(state, id)
  if (!one || !state.goodwills) return state
  return { ...state, goodwills: withOne(state.goodwills, id, { ...one, ...now }) }
}

const goodwillAsked: Evolver<'goodwill.asked'> = (state, event) => {
  const { goodwill, kind, origin, what, amountMinor, currency, rules, dueAt = null, at, by } = event
  const one: Goodwill = {
    ...{ kind, origin, what, standing: 'asked', amountMinor, currency, rules, askedAt: at, dueAt },
    askedBy: writerOf(by),
    ...{ decidedAt: null, decidedBy: null, team: null, until: null, endedAt: null },
  }
  return { ...state, goodwills: withOne(state.goodwills ?? {}, goodwill, one) }
}

export const goodwillEvolvers: {
  readonly [T in keyof GoodwillFacts]: Evolver<T>
} = {
  'goodwill.asked': goodwillAsked,
  'goodwill.late': (state, { goodwill }) => change(state, goodwill, { standing: 'late' }),
  'goodwill.granted': (state, { goodwill, at, by, team, until, rules }) =>
    change(state, goodwill, {
      ...{ standing: 'granted', decidedAt: at, decidedBy: writerOf(by), team, rules },
      until: until ?? null,
    }),
  'goodwill.refused': (state, { goodwill, at, by, rules }) =>
    change(state, goodwill, { standing: 'refused', decidedAt: at, decidedBy: writerOf(by), rules }),
  'goodwill.withdrawn': (state, { goodwill, at }) =>
    change(state, goodwill, { standing: 'withdrawn', endedAt: at }),
  'goodwill.revoked': (state, { goodwill, at }) =>
    change(state, goodwill, { standing: 'revoked', endedAt: at }),
  'goodwill.redeemed': (state, { goodwill, at }) =>
    change(state, goodwill, { standing: 'redeemed', endedAt: at }),
}
