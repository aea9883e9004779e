// By which signs a case is stuck, since when, and when the clock has to look: kept with the case as its facts
// come, so that nothing has to be read again. Explicit signs only.
// Not: what is recorded of it (deed/stuck.ts).
import { openHelp } from '#core/case/deed/help-facts.ts'
import { isOpenPromise } from '#core/case/deed/promise.ts'
import { waitOf } from '#core/case/deed/wait.ts'
import type { Event, EventOf, EventType } from '#core/case/event.ts'
import { goesOnBy } from '#core/case/goes-on.ts'
import { isWord } from '#core/case/sender-check.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { type ShownSign, type StuckSign, stuckSigns } from '#core/case/stuck-sign.ts'
import { type Counting, dueOf } from '#core/clock/due.ts'
import type { PromiseId, StepId, StuckId } from '#core/kit/id.ts'
import { earliest, type Instant, instant, minuteMs } from '#core/kit/time.ts'
import { type DeskFacts, minutesFor, workSetting } from '#core/people/desk-facts.ts'
import { calendarOf } from '#core/people/week.ts'

type Evidence = { readonly id: string | null; readonly at: Instant }
type Move = Evidence & { readonly to: PromiseId }

/** What was said of the case being stuck, until a new fact ended it. */
export type Noticed = {
  readonly id: StuckId
  /** when it was said first */
  readonly at: Instant
  readonly signs: readonly StuckSign[]
  readonly leadAt: Instant
  /** the worker has said what he does: until then; null: he has not */
  readonly until: Instant | null
  readonly carriedOn: number
}
export type StuckState = {
  /** since when its worker has it */
  readonly since: Instant
  /** since when he has done nothing: his last fact, or when it came to him, or came back to him */
  readonly still: Instant
  /** what the customer sent since our last word */
  readonly words: readonly Evidence[]
  /** more help he asked for, and a severity he wishes, since our last word */
  readonly help: Evidence | null
  readonly wish: Evidence | null
  /** words in a row that there is no news */
  readonly noNews: readonly Evidence[]
  readonly moves: readonly Move[]
  readonly returned: Evidence | null
  readonly nowhere: Evidence | null
  /** the step tried again that came to the same, and the one before */
  readonly again: readonly Evidence[]
  readonly noticed: Noticed | null
}

/** Nothing has happened yet. */
export const unstuck = (at: Instant): StuckState => ({
  since: at,
  still: at,
  words: [],
  help: null,
  wish: null,
  noNews: [],
  moves: [],
  returned: null,
  nowhere: null,
  again: [],
  noticed: null,
})

/** So many words of the customer's without one of ours are a sign … */
const wordsMin = 2
/** … unless the second came right behind: whoever forgot the attachment urges nobody. */
const wordGapMs = 10 * minuteMs
/** So many words in a row without news, and so many moves of one promise. */
const noNewsMin = 3
const movesMin = 2

type Known = { readonly stuck: StuckState; readonly before: OpenedCase; readonly after: OpenedCase }
type Gather<T extends EventType> = (event: EventOf<T>, known: Known) => Partial<StuckState> | null

/** We have spoken with him: whatever he was waiting for us to say. */
const spoken: Partial<StuckState> = { words: [], help: null, wish: null }

function noNewsOf({ stuck, before, after }: Known, one: Evidence): Partial<StuckState> {
  if (after.news.noneInARow === 0) return stuck.noNews.length === 0 ? {} : { noNews: [] }
  return after.news.noneInARow > before.news.noneInARow ? { noNews: [...stuck.noNews, one] } : {}
}

function wordOf({ stuck }: Known, one: Evidence): Partial<StuckState> | null {
  const last = stuck.words.at(-1)
  return last && one.at - last.at < wordGapMs ? null : { words: [...stuck.words, one] }
}

/** What each fact adds to the evidence, or takes from it. */
const gathers: { readonly [T in EventType]?: Gather<T> } = {
  'message.received': (event, known) =>
    isWord(event) ? wordOf(known, { id: event.message, at: event.at }) : null,
  'message.sender_confirmed': ({ message, at }, known) => wordOf(known, { id: message, at }),
  'message.sent': ({ message, at }, known) => {
    const isOurs = known.before.messages[message]?.automatic === false
    return { ...(isOurs && spoken), ...noNewsOf(known, { id: message, at }) }
  },
  'contact.held': ({ contact, direction, reach, at }, known) => {
    if (reach === 'reached') return { ...spoken, ...noNewsOf(known, { id: contact, at }) }
    return direction === 'in' ? wordOf(known, { id: contact, at }) : null
  },
  'help.asked': ({ help, at }) => ({ help: { id: help ?? null, at } }),
  'severity.assessed': ({ wished, severity, claim, at }, { before }) => {
    const isRaised = wished !== undefined && wished < (before.impact?.wished ?? severity)
    return isRaised && wished < severity ? { wish: { id: claim ?? null, at } } : null
  },
  'promise.moved': ({ promise, to, at }, { stuck, before }) =>
    before.promises[promise]?.topic ? { moves: [...stuck.moves, { id: promise, to, at }] } : null,
  'hand_off.returned': ({ handOff, at }) => ({ returned: { id: handOff, at } }),
  'walk.answered': ({ walk, nowhere, at }) => (nowhere ? { nowhere: { id: walk, at } } : null),
  'step.tried': (event, { before }) => {
    const same = isSameAgain(event, before)
    return {
      again: same
        ? [
            { id: event.repeats as StepId, at: event.at },
            { id: event.step, at: event.at },
          ]
        : [],
    }
  },
}

const isSameAgain = ({ repeats, outcome }: EventOf<'step.tried'>, { steps }: OpenedCase): boolean =>
  repeats !== undefined && outcome !== 'worked' && steps[repeats]?.outcome === outcome

/** What the worker did himself; to say that he carries on is not to do something. */
const isAct = ({ type, by }: Event, { worker }: OpenedCase): boolean =>
  by.kind === 'agent' && by.id === worker && type !== 'stuck.answered'

/** Whether the case comes to its worker, or back to him: his time begins. */
const isBack = (event: Event, before: OpenedCase, after: OpenedCase): boolean =>
  after.worker !== before.worker ||
  event.type === 'wait.ended' ||
  goesOnBy(event) ||
  event.type === 'hand_off.returned' ||
  event.type === 'hand_off.withdrawn'

/** What is known of being stuck after one more fact. */
export function stuckAfter(before: OpenedCase, after: OpenedCase, event: Event): StuckState {
  let { stuck } = after
  const { at } = event
  const gather = gathers[event.type] as Gather<EventType> | undefined
  const isMoved = isAct(event, before) || isBack(event, before, after)
  if (isMoved) {
    stuck = { ...stuck, still: at, returned: null, nowhere: null, again: [] }
    if (after.worker !== before.worker || goesOnBy(event)) stuck = { ...stuck, since: at }
  }
  const found = gather?.(event, { stuck, before, after })
  if (found) stuck = { ...stuck, ...found }
  const noticed = stuck.noticed && left(stuck.noticed, { stuck, before, after }, isMoved)
  return noticed === stuck.noticed ? stuck : { ...stuck, noticed }
}

/** What still holds of what was noticed; another worker begins anew. */
function left(noticed: Noticed, { stuck, before, after }: Known, isMoved: boolean): Noticed | null {
  if (!isWatched(after) || after.worker !== before.worker) return null
  const signs = noticed.signs.filter(sign =>
    sign === 'held' ? !isMoved : evidenceOf[sign]({ ...after, stuck }).length > 0,
  )
  if (signs.length === noticed.signs.length) return noticed
  return signs.length === 0 ? null : { ...noticed, signs }
}

/**
 * Whether it lies with its worker. While it waits for others, or for a date, or was offered to somebody, or
 * nobody has it, no time runs against anybody.
 */
function isWatched(state: OpenedCase): boolean {
  if (state.phase !== 'open' || state.worker === null || state.offered !== null) return false
  const wait = waitOf(state)
  return wait === null || (wait.turn === 'us' && wait.until === null)
}

/** Evidence counts once its last piece came while this worker had the case. */
const since = (
  { stuck }: OpenedCase,
  found: readonly (Evidence | null)[],
  least = 1,
): readonly Evidence[] => {
  const all = found.filter(one => one !== null)
  const last = all.at(-1)
  return last && all.length >= least && last.at >= stuck.since ? all : []
}

/** What shows a sign; nothing: it is not there. */
const evidenceOf: Readonly<Record<Exclude<StuckSign, 'held'>, (state: OpenedCase) => readonly Evidence[]>> = {
  help_asked: state => since(state, [openHelp(state) && state.stuck.help]),
  unanswered: state => since(state, state.stuck.words, wordsMin),
  severity_wished: state => since(state, [state.stuck.wish]),
  no_news: state => since(state, state.stuck.noNews, noNewsMin),
  promise_moved: state => since(state, movedChain(state), movesMin),
  returned: state => since(state, [state.stuck.returned]),
  led_nowhere: state => since(state, [state.stuck.nowhere]),
  step_again: state => since(state, state.stuck.again),
}

/** The moves of the promise that is still owed and was moved last. */
function movedChain({ stuck, promises }: OpenedCase): readonly Evidence[] {
  const last = stuck.moves.findLast(({ to }) => promises[to] && isOpenPromise(promises[to]))
  const chain: Move[] = []
  for (let one = last; one; one = stuck.moves.find(({ to }) => to === chain[0]?.id)) chain.unshift(one)
  return chain
}

/** What is counted for its worker: his week, else the hours of the team; at severity 1 every minute. */
export function stuckCounting({ severity, worker, team }: OpenedCase, desk: DeskFacts): Counting {
  if (severity === 1) return null
  const week = worker && desk.agents[worker]?.week
  const hours = desk.teams[team]?.duty?.hours
  return (week && calendarOf(week)) || (hours && desk.calendars[hours]) || null
}

/** The instant at which so many minutes of those that count have passed. */
export const stuckMinutesAfter = (
  state: OpenedCase,
  desk: DeskFacts,
  from: Instant,
  count: number,
): Instant => dueOf(stuckCounting(state, desk), { count, unit: 'minutes' }, from, 0)

/** A sign that is there or will be by time alone, and when it is to be said. */
export type DueSign = ShownSign & { readonly at: Instant }

/** What is to be said of a case, and when, unless something new comes. */
export function dueSigns(state: OpenedCase, desk: DeskFacts): DueSign[] {
  if (!isWatched(state)) return []
  const { noticed } = state.stuck
  const signs = stuckSigns.filter(
    // Said once, until the worker's answer has run out.
    one => desk.stuck.signs.includes(one) && !(noticed?.until === null && noticed.signs.includes(one)),
  )
  return signs.flatMap(sign => {
    const found = signOf(sign, state, desk)
    if (!found) return []
    const isAnswered = found.isByTime || noticed?.signs.includes(sign) === true
    const from = isAnswered ? (noticed?.until ?? found.at) : found.at
    const { since, evidence, at } = found
    return [{ sign, since, evidence, at: instant(Math.max(at, from)) }]
  })
}

type Found = Omit<DueSign, 'sign'> & { readonly isByTime: boolean }

function signOf(sign: StuckSign, state: OpenedCase, desk: DeskFacts): Found | null {
  const setting = workSetting(desk, state.team)
  const within = (from: Instant, four: readonly [number, number, number, number]) =>
    stuckMinutesAfter(state, desk, from, minutesFor(four, state.severity))
  if (sign === 'held') {
    const { still } = state.stuck
    return { since: still, evidence: [], at: within(still, setting.heldMinutes), isByTime: true }
  }
  const found = evidenceOf[sign](state)
  const [first, last] = [found[0], found.at(-1)]
  if (!first || !last) return null
  const evidence = found.flatMap(({ id }) => (id === null ? [] : [id]))
  const isByTime = sign === 'returned' || sign === 'led_nowhere'
  // Work that came back has to be taken up within the time in which work offered has.
  const at = isByTime ? within(first.at, setting.acceptMinutes) : last.at
  return { since: first.at, evidence, at, isByTime }
}

/** When the clock has to look whether the case is stuck; null: by time alone it will not be. */
export const stuckRing = (state: OpenedCase, desk: DeskFacts): Instant | null =>
  earliest(dueSigns(state, desk).map(one => one.at))

/** By which signs it is stuck, since when that was said, and until when its worker goes on all the same. */
export type CardStuck = {
  readonly since: Instant
  readonly signs: readonly StuckSign[]
  readonly until?: Instant
}

/** What the card says of it. */
export function stuckOn({ stuck: { noticed } }: OpenedCase): { readonly stuck?: CardStuck } {
  if (!noticed) return {}
  const { at, signs, until } = noticed
  return { stuck: { since: at, signs, ...(until !== null && { until }) } }
}
