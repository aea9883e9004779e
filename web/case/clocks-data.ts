// The explained clocks of a case as the server gives them, and what the screen makes of one. Not: its looks
// (clocks-sheet.tsx).
import { queryOptions } from '@tanstack/react-query'
import { type Holder, type Stretch, wholeMinutes } from '#core/clock/explain.ts'
import type { Length, TargetRule } from '#core/clock/policy.ts'
import type { Entitled, EntitlementStep } from '#core/entitlement/entitle.ts'
import type { Units } from '#core/entitlement/units.ts'
import type { Recorded, RetargetReason, Severity } from '#core/case/event.ts'
import type { TargetState } from '#core/case/state.ts'
import type { Actor } from '#core/people/actor.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { get } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'
import { spanSpokenExact, type Words, wallTime } from '#web/kit/times.ts'
import type { ClockState } from '#web/kit/clock.ts'

export type ExplainedClock = Pick<
  TargetState,
  'kind' | 'standing' | 'from' | 'dueAt' | 'warnAt' | 'metAt' | 'breached' | 'policy' | 'version'
> & {
  readonly target: string
  readonly rule: TargetRule | null
  readonly calendar: string | null
  readonly moves: readonly {
    readonly at: number
    readonly because: RetargetReason
    readonly dueAt: number
    readonly policy: string
  }[]
  readonly stretches: readonly Stretch[]
}
export type CaseClocks = {
  readonly now: number
  readonly entitlements: readonly DecidedOnce[]
  readonly clocks: readonly ExplainedClock[]
  /** when the customer would be asked whether the fix holds, were it solved now; null: he is not */
  readonly askedBackAt: number | null
  /** the whole case, whoever had it */
  readonly held: { readonly stretches: readonly Stretch[] }
  /** of calendars and of contracts, by id */
  readonly names: Readonly<Record<string, string>>
}
/** One decision of who is covered: when, by whom and why it was made. */
export type DecidedOnce = Entitled & {
  readonly at: number
  readonly by: Actor
  readonly because?: string
}

/** The question for the clocks of a case at a seq: each new fact asks anew. */
export const clocksQuery = (number: string, seq: number) =>
  queryOptions({
    queryKey: [...keys.case(number), 'clocks', seq],
    queryFn: ({ signal }) => get<CaseClocks>(`/cases/${number}/clocks`, undefined, signal),
  })

const isOver = ({ standing }: Pick<TargetState, 'standing'>): boolean =>
  standing === 'met' || standing === 'cancelled'

/** What is still owed first, the soonest due on top; then what ended, the newest first. */
export const inOrder = (clocks: readonly ExplainedClock[]): ExplainedClock[] =>
  clocks.toSorted((a, b) => {
    if (isOver(a) !== isOver(b)) return isOver(a) ? 1 : -1
    return isOver(a) ? b.from - a.from : a.dueAt - b.dueAt
  })

type Judged = Pick<TargetState, 'standing' | 'dueAt' | 'metAt' | 'breached'>
/** A verdict that is written stays, though a lower severity gave more time since. */
const isMetLate = ({ metAt, dueAt, breached }: Pick<Judged, 'metAt' | 'dueAt' | 'breached'>): boolean =>
  breached === 'due' || (metAt !== null && metAt > dueAt)

/** The sign in front of a clock that has ended or stands still; undefined: it runs and ticks. */
export function signOf({ standing, breached, metAt, dueAt }: Judged): ClockState | undefined {
  if (standing === 'met') return isMetLate({ metAt, dueAt, breached }) ? 'missed' : 'kept'
  if (standing === 'paused' || standing === 'cancelled') return breached ? 'missed' : 'paused'
  return breached ? 'late' : undefined
}

/** What became of a clock, in words. */
export function standingText(one: Judged, now: number, words: Words): string {
  const { standing, metAt, dueAt, breached } = one
  const { say } = words
  if (standing === 'met') {
    const at = wallTime(metAt ?? dueAt, now, words)
    return say(isMetLate(one) ? 'clocks.state_met_late' : 'clocks.state_met', { at })
  }
  if (breached && standing !== 'cancelled') return say('clocks.state_breached')
  return say(`clocks.state_${standing}`)
}

/** The severity a clock was counted by last: that of the end, where it ended; null: the case has it still. */
export function severityAtEnd(ledger: readonly Recorded[], target: string): Severity | null {
  let severity: Severity | null = null
  for (const event of ledger) {
    const isEnd = event.type === 'target.met' || event.type === 'target.cancelled'
    if (isEnd && event.target === target) return severity
    if (event.type === 'case.opened') severity = 3
    if (event.type === 'case.classified') severity = event.severity ?? severity
  }
  return null
}

/** The rule a clock follows, as a sentence: within how long, counted on what. */
export function ruleText(rule: TargetRule | null, severity: Severity, words: Words): string {
  const length = rule?.within[severity - 1]
  return rule && length ? lengthText(length, rule.counts, words) : ''
}

export function lengthText({ count, unit }: Length, counts: TargetRule['counts'], words: Words): string {
  const { say } = words
  const isAlways = counts === 'always'
  if (unit === 'days') return say(isAlways ? 'clocks.rule_days_always' : 'clocks.rule_days', { n: count })
  // What was agreed is said as it was agreed: forty hours of working time are no two days.
  return say(isAlways ? 'clocks.rule_always' : 'clocks.rule_minutes', { span: spanSpokenExact(count, words) })
}

/** Why another time is owed than before, with the time, in words. */
export const moveText = (
  { at, because, dueAt, policy }: ExplainedClock['moves'][number],
  policies: Readonly<Record<string, { readonly name: string }>>,
  now: number,
  words: Words,
): string =>
  words.say(`clocks.moved_${because}`, {
    at: wallTime(at, now, words),
    due: wallTime(dueAt, now, words),
    policy: policies[policy]?.name ?? '–',
  })

/** What is told apart in a bar: who held it, what he offered that nobody had accepted yet, and waiting. */
export type Shown = Holder | `offered_${HouseLevel}` | 'elsewhere_waited'
export function shownOf({ holder, cause, counts }: Pick<Stretch, 'holder' | 'cause' | 'counts'>): Shown {
  if (holder === 'elsewhere') return counts ? holder : 'elsewhere_waited'
  return typeof holder === 'number' && cause?.why === 'acceptance' ? `offered_${holder}` : holder
}

/** Who held a stretch, in words. */
export function holderText(shown: Shown, { say }: Pick<Words, 'say'>): string {
  if (typeof shown === 'number') return say('clocks.held_level', { n: shown })
  if (shown === 'offered_1' || shown === 'offered_2' || shown === 'offered_3')
    return say('clocks.held_offered', { n: Number(shown.at(-1)) })
  return say(`clocks.held_${shown}`)
}

/** What was waited for, and who began it, in words; empty: it was simply worked on. */
export function causeText(
  { holder, cause }: Pick<Stretch, 'holder' | 'cause'>,
  who: (actor: Actor) => { readonly name: string },
  { say }: Pick<Words, 'say'>,
): string {
  if (!cause) return ''
  const by = say('clocks.by_whom', { name: who(cause.by).name })
  if (cause.why === 'acceptance' || cause.why === 'ended') return by
  const turn = holder === 'customer' || holder === 'supplier' ? holder : 'us'
  return `${say(`case.wait_${turn}`, { what: say(`kinds.wait_${cause.why}`) })} · ${by}`
}

/** How long each held it, the longest first, and the whole: the minutes add up to it. */
export function sharesOf(stretches: readonly Stretch[]) {
  const held: Partial<Record<Shown, number>> = {}
  for (const one of stretches) held[shownOf(one)] = (held[shownOf(one)] ?? 0) + (one.to - one.from)
  const parts = wholeMinutes(held)
  return { parts, whole: parts.reduce((sum, { minutes }) => sum + minutes, 0) }
}

/** What came of a rule, and how much was used of what it counts. */
export function resultText({ result, units }: EntitlementStep, words: Words): string {
  const { say } = words
  const said = say(`clocks.result_${result}`)
  return units ? `${said} · ${unitsText(units, units.used, words)}` : said
}

/** How many of the units that were agreed are used. */
export function unitsText({ of, total }: Units, used: number, words: Words): string {
  if (of === 'cases') return words.say('clocks.units_cases', { used, total })
  // Agreed hours are counted as hours, however many: days would be rounded.
  const hours = new Intl.NumberFormat(words.language, { maximumFractionDigits: 2 })
  const [had, agreed] = [hours.format(used / 60), hours.format(total / 60)]
  return words.say('clocks.units_minutes', { used: had, total: agreed })
}

type Covered = Pick<Entitled, 'outcome' | 'supplier' | 'registered' | 'includes'> & {
  readonly policy?: string | null
}

/** How much of a clock counted, in whole minutes; the shares of those who had it add up to it. */
export function countedMinutes(stretches: readonly Stretch[]): number {
  const counting = new Set(stretches.filter(one => one.counts).map(shownOf))
  const { parts } = sharesOf(stretches)
  return parts.reduce((sum, { holder, minutes }) => sum + (counting.has(holder) ? minutes : 0), 0)
}

/** Where in a bar of these stretches an instant lies, 0 to 1; null: not in it. */
export function placeOf(at: number, stretches: readonly Stretch[]): number | null {
  const [first, last] = [stretches[0], stretches.at(-1)]
  if (!first || !last || at <= first.from || at >= last.to) return null
  return (at - first.from) / (last.to - first.from)
}

/** By which published rule a clock is judged, and by whose hours. */
export function judgedByText(
  { policy, version, calendar }: Pick<ExplainedClock, 'policy' | 'version' | 'calendar'>,
  { policies, names }: { policies: Policies; names: CaseClocks['names'] },
  say: Words['say'],
): string {
  const by = say('clocks.by', { policy: policies[policy]?.name ?? '–', n: version })
  const hours = calendar && names[calendar]
  return hours ? `${by} · ${say('clocks.by_hours', { calendar: hours })}` : by
}
type Policies = Readonly<Record<string, { readonly name: string }>>

/** Who is covered by what, as a sentence: whose product, by which number of his, what else is agreed. */
export function coveredText(judged: Covered, policies: Policies, say: Words['say']): string {
  const policy = (judged.policy && policies[judged.policy]?.name) ?? '–'
  const { supplier, registered, includes = [] } = judged
  return [
    say(`clocks.${judged.outcome}`, { policy }),
    supplier && say('clocks.supplier', { supplier }),
    registered && say('clocks.registered', { number: registered }),
    ...includes.map(one => say(`clocks.includes_${one}`)),
  ]
    .filter(Boolean)
    .join(' · ')
}
