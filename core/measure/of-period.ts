// The measures of a period, each with its definition, counted from marks alone: whoever asks again in years
// gets the same. Not: which marks a case leaves (marks-of.ts), which pages are read (server/measured.ts), nor
// how it is told. Definitions: docs/measures.md.
import { lowScore } from '#core/case/satisfaction-fact.ts'
import type { Instant } from '#core/kit/time.ts'
import {
  anewSince,
  type DaySum,
  kindOfName,
  lastedName,
  namesOf,
  summedKinds,
} from '#core/measure/day-sum.ts'
import { isWholeDay, type Window, windowOf } from '#core/measure/days-needed.ts'
import { allBut, type Gathered, gathering, type Shared } from '#core/measure/gathered.ts'
import type { LyingOpen } from '#core/measure/lie-open.ts'
import { type Reading, reading, readRuns } from '#core/measure/kept-run.ts'
import {
  anewRead,
  cameAgain,
  costRead,
  couldHave,
  inOneContact,
  type MarkKind,
  promiseEnds,
  saidSo,
  wasReopened,
} from '#core/measure/mark.ts'
import { type Summed, meanRange, rateRange } from '#core/measure/mean-range.ts'
import { type MarkPage, rangeWithin } from '#core/measure/mark-page.ts'
import { answerDays, outlookDays } from '#core/measure/marks-of.ts'
import type { Period } from '#core/measure/period.ts'
import type { Staffed } from '#core/measure/staffed.ts'
import { isPlaceIn, type Scope, scopeText } from '#core/measure/scope.ts'
import { count, figure, middles, partOf, partsOfAll, share, type Told } from '#core/measure/told-figure.ts'

/** One measure of a part of the desk. */
export type Measure = Told & { readonly scope: string }

export type Asked = Period & {
  /** outlooks that are over by then are counted */
  readonly now: Instant
  /** only what happened while a case was within it; absent: all */
  readonly scope?: Scope | undefined
  /** how long people were there for it; absent or null: people are not there for such a part */
  readonly staffed?: Staffed | null
}
export type Tally = {
  /** takes in marks of a day that is kept of which only some count; what counts as a whole is in its sum */
  addPart(page: MarkPage): void
  /** takes in what a day that began at an instant and is kept comes to, as far as it counts as a whole */
  addSum(from: Instant, sum: DaySum): void
  /** takes in marks of what is not kept */
  add(page: MarkPage): void
  /**
   * the measures of all that was taken in
   * @param open what lay open when the period ended, or now
   * @param alone how often customers solved it without us; null: of this part of the desk nobody knows
   */
  told(open: LyingOpen, alone: number | null): readonly Measure[]
}

/** Begins to count a period. */
export function tallyOf(asked: Asked): Tally {
  const of = new Map<string, Gathered>()
  const gathered = (name: string): Gathered => {
    if (!of.has(name)) of.set(name, gathering())
    return of.get(name)!
  }
  const kept = reading(new Uint8Array())
  const windows = new Map(summedKinds.map(kind => [kind, windowOf(outlookOf(kind), asked)]))
  const add = (page: MarkPage, kinds: readonly MarkKind[]) => {
    const { scope } = asked
    const isIn = scope === undefined ? null : page.keys.map(key => isPlaceIn(scope, key))
    const one = { isIn, since: asked.from, staffed: asked.staffed ?? null }
    for (const kind of kinds) take(page, { kind, ...one, ...windows.get(kind)! }, gathered)
  }
  return {
    addPart: page =>
      add(
        page,
        summedKinds.filter(kind => !isWholeDay(page.from, windows.get(kind)!)),
      ),
    addSum(from, { names, bytes }) {
      Object.assign(kept, { bytes, at: 0 })
      for (const name of names) {
        const kind = kindOfName(name)
        const isCounted = isWholeDay(from, windows.get(kind)!) && isTold(kind, from, asked.staffed)
        takeKept(kept, name, isCounted ? { since: asked.from, gathered } : null)
      }
    },
    add: page => add(page, summedKinds),
    told: (open, alone) => told(gathered, of, { open, alone }, asked),
  }
}

/** What looks ahead is marked when its outlook was over. */
const outlookOf = (kind: MarkKind): number => outlookDays.find(days => kind.endsWith(`lasted_${days}`)) ?? 0

/** What was worked counts in days of which it is known who was there. */
const isTold = (kind: MarkKind, at: number, staffed: Staffed | null | undefined): boolean =>
  kind !== 'worked' || (staffed?.isKnown(at) ?? false)

type Taken = Window & {
  readonly kind: MarkKind
  /** by key of the page; null: all are */
  readonly isIn: readonly boolean[] | null
  /** when the period began */
  readonly since: number
  readonly staffed: Staffed | null
}

type Into = { readonly to: Gathered; readonly hasValues: boolean }

function take(
  page: MarkPage,
  { kind, isIn, since, staffed, ...window }: Taken,
  gathered: (name: string) => Gathered,
): void {
  const { at, number, value, key } = page
  const [first, last] = rangeWithin(page, kind, window)
  const places: (readonly Into[])[] = []
  for (let i = first; i < last; i++) {
    const own = key[i]!
    if ((isIn !== null && !isIn[own]) || !isTold(kind, page.from + at[i]!, staffed)) continue
    if (kind === 'answered_anew') {
      takeAnew(page, i, since, gathered)
      continue
    }
    places[own] ??= namesOf(kind, page.keys[own]!).map(({ name, hasValues }) => ({
      ...{ to: gathered(name), hasValues },
    }))
    for (const { to, hasValues } of places[own]) to.add(number[i]!, hasValues ? value[i]! : 0)
  }
}

/** By his first answer it is dated, the last one until the period ended counts. */
function takeAnew(page: MarkPage, i: number, since: number, gathered: (name: string) => Gathered): void {
  if (Number(page.keys[page.key[i]!]!.of) < since) return
  const { was, is } = anewRead(page.value[i]!)
  gathered('answered').change(was, is)
}

type Counting = { readonly since: number; readonly gathered: (name: string) => Gathered }

/** Goes through what stands under a name; null: it does not count. */
function takeKept(from: Reading, name: string, counting: Counting | null): void {
  const firstAt = anewSince(name)
  if (counting && firstAt === null) {
    counting.gathered(name).addKept(from)
    return
  }
  const { length, first, many } = readRuns(from)
  if (counting && firstAt! >= counting.since)
    for (let i = 0; i < length; i++) {
      const { was, is } = anewRead(first[i]!)
      counting.gathered('answered').change(was, is, many[i]!)
    }
  readRuns(from)
}

type Of = (kind: MarkKind) => Gathered

type Beyond = { readonly open: LyingOpen; readonly alone: number | null }

function told(
  gathered: Of,
  groups: ReadonlyMap<string, Gathered>,
  { open, alone }: Beyond,
  asked: Asked,
): Measure[] {
  const scope = scopeText(asked.scope)
  const whole = [
    ...counts(gathered),
    ...backlog(open, asked),
    ...times(gathered),
    ...levels(gathered),
    ...(alone === null ? [] : selfHelp(alone, gathered)),
    ...outlookDays.flatMap(days => lasting(gathered(`lasted_${days}`), days)),
    ...owing(gathered),
    ...content(gathered),
    ...spending(gathered),
    ...(asked.staffed ? [occupancy(gathered('worked'), asked.staffed)] : []),
  ].map(one => within(one, scope))
  return [...whole, ...grouped(groups, asked.scope)]
}

/** Numbers of cases are not made before somebody reads them, so it is not spread. */
const within = (one: Told, scope: string): Measure => ({
  ...{ measure: one.measure, scope, value: one.value, n: one.n, range: one.range, beside: one.beside },
  cases: one.cases,
  get list() {
    return one.list
  },
})

const counts = (of: Of): Told[] => [
  count('cases_opened', of('opened')),
  count('contacts', of('contact')),
  count('calls_handled', of('call'), 'repeat_contact_7d'),
]

/** What was neither solved nor ended when the period ended (or now, if it has not), and how old it was. */
function backlog(open: LyingOpen, { until, now, scope }: Asked): Told[] {
  const at = Math.floor(Math.min(until, now) / 1_000)
  const ages = gathering()
  for (const [number, { since, place }] of open)
    if (scope === undefined || isPlaceIn(scope, place)) ages.add(number, at - since)
  return [count('backlog', ages), ...middles('backlog_age', ages)]
}

const times = (of: Of): Told[] => [
  ...middles('first_reply', of('first_reply')),
  ...middles('next_reply', of('next_reply')),
  ...middles('first_reply_working', of('first_reply_working')),
  ...middles('next_reply_working', of('next_reply_working')),
  ...middles('time_to_solve', of('solved')),
  ...middles('time_to_solve_working', of('solved_working')),
  ...middles('handle_time', of('call'), 'reopened_7d'),
]

const isFirstLine = (level: number): boolean => level <= 1

/** A case that was worked on above counts there, whoever solved it in the end. */
const levels = (of: Of): Told[] => [
  share('level_1_share', of('solved_level'), isFirstLine),
  count('referred', of('referred')),
  partOf('cause_found', of('solved_cause'), of('solved')),
  partOf('article_named', of('helped_article'), of('solved')),
  share('level_1_could_have', of('answered_above'), could => could === 1),
  share('level_1_could_have_checked', of('checked_above'), bits => (bits & couldHave) !== 0),
  share('level_1_flag_agreed', of('checked_above'), bits => (bits & saidSo) !== 0),
]

/** Of all that was solved what needed none of us, behind which no case stands, and what no higher level. */
function selfHelp(alone: number, all: Of): Told[] {
  const solved = all('solved_level')
  const [of, held] = [alone + solved.n(), alone + solved.count(isFirstLine)]
  const part = (some: number) => (of === 0 ? null : some / of)
  const beside = 'level_1_share'
  return [
    figure('level_0_share', gathering(), { value: part(alone), of, held: alone, beside }),
    figure('level_0_1_share', solved, { value: part(held), of, held, beside }),
  ]
}

/** Whether a fix held, by what the customer did next; judged once so many days are over. */
const lasting = (fixes: Gathered, days: number): Told[] => [
  share(
    `first_contact_resolution_${days}d`,
    fixes,
    bits => (bits & inOneContact) !== 0 && (bits & cameAgain) === 0,
  ),
  share(`repeat_contact_${days}d`, fixes, bits => (bits & cameAgain) !== 0),
  share(`reopened_${days}d`, fixes, bits => (bits & wasReopened) !== 0),
]

function owing(of: Of): Told[] {
  return [
    ...promiseEnds.map((how, i) => share(`promises_${how}`, of('promise'), value => value === i)),
    share('hand_offs_returned', of('taken_up'), value => value === 1),
    ...middles('hand_off_accepted', of('accepted')),
  ]
}

/** How customers say we did: asked, answered, low ones, the quarters of it, and who says nothing. */
function content(of: Of): Told[] {
  const answered = of('answered')
  const quarters = partsOfAll(answered, [0.25, 0.5, 0.75])
  const beside = `satisfaction_response_${answerDays}d`
  return [
    count('satisfaction_asked', of('asked')),
    count('satisfaction_answered', answered),
    share(beside, of('asked_lasted_7'), answered => answered === 1),
    share('satisfaction_low', answered, score => score <= lowScore),
    ...['p25', 'median', 'p75'].map((name, i) =>
      figure(`satisfaction_${name}`, answered, { ...quarters[i]!, beside }),
    ),
  ]
}

/** What it cost, in the smallest coin: of nothing that was noted nothing is said. */
const spending = (of: Of): Told[] => [
  perContact('cost_per_contact', of('cost'), of('contact')),
  ...outlookDays.map(days => perSolved(of(`cost_lasted_${days}`), days)),
]

function perContact(measure: string, cost: Gathered, contacts: Gathered): Told {
  const of = contacts.n()
  const value = cost.n() === 0 || of === 0 ? null : inCoins(cost.sum(costRead) / of)
  const range = value === null ? null : rateRange(summed(cost), of)
  return figure(measure, cost, { value, of, range, beside: 'reopened_7d' })
}

/** In whole coins, half of one away from nothing: what is taken back is rounded as what was spent. */
const inCoins = (minor: number): number => Math.sign(minor) * Math.round(Math.abs(minor))

function perSolved(cost: Gathered, days: number): Told {
  const isNoted = cost.count(minor => minor !== 0) > 0
  const value = isNoted ? inCoins(cost.sum(costRead) / cost.n()) : null
  const range = value === null ? null : meanRange(summed(cost))
  return figure(`cost_per_solved_${days}d`, cost, { value, range, beside: `reopened_${days}d` })
}

const summed = (cost: Gathered): Summed => ({
  ...{ n: cost.n(), sum: cost.sum(costRead), squares: cost.sum(value => costRead(value) ** 2) },
})

/** Of how long people were there what they noted to have worked; of so many hours of theirs. */
function occupancy(worked: Gathered, { seconds }: Staffed): Told {
  const value = seconds === 0 ? null : worked.sum() / seconds
  return figure('occupancy', worked, {
    value,
    of: Math.round(seconds / 3_600),
    beside: 'next_reply_median_s',
  })
}

/**
 * First fixes by what the cases were taken for, those of a known cause by how it was found, those that a
 * script or article helped to by it, and whether they held, beside all others; targets met, by the version of
 * the policy they were owed by: shares of groups are never averaged.
 */
function grouped(groups: ReadonlyMap<string, Gathered>, scope: Scope | undefined): Measure[] {
  const also = scope === undefined ? '' : ` ${scopeText(scope)}`
  const all = (kind: MarkKind): Gathered => groups.get(kind)!
  return [...groups.keys()].toSorted().flatMap(name => {
    const own = groups.get(name)!
    const told = (...some: Told[]) => some.map(one => within(one, name + also))
    if (name.startsWith('policy:')) return told(share('targets_met', own, met => met === 1))
    if (name.startsWith('kind:')) return told(partOf('solved_kind', own, all('solved')))
    if (name.startsWith('cost:')) return told(perContact('cost_by_kind', own, all('contact')))
    if (name.startsWith('cause:')) return told(partOf('cause_how', own, all('solved_cause')))
    if (!/^(script|article):/.test(name)) return []
    const held = outlookDays.flatMap(days => {
      const its = groups.get(lastedName(name, days)) ?? gathering()
      return holding(days, its, allBut(all(`lasted_${days}`), its))
    })
    return told(partOf('solved_with', own, all('solved')), ...held)
  })
}

/** How often what was solved with something was opened again, and how often all the rest of the part was. */
const holding = (days: number, its: Shared, rest: Shared): Told[] =>
  [['solved_with', its] as const, ['solved_without', rest] as const].map(([of, fixes]) =>
    share(`${of}_reopened_${days}d`, fixes, bits => (bits & wasReopened) !== 0),
  )
