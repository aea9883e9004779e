// What measures need of one case: its turning points, each with its instant, read off its facts in one pass.
// Nothing in it is changed by what comes later, so that the past is told as it was then. Not: what is made of
// it (marks-of.ts).
import type { Channel, EventOf, Kind, Recorded } from '#core/case/event.ts'
import type { CauseHow } from '#core/case/finding-fact.ts'
import type {
  CaseId,
  CustomerId,
  HandOffId,
  MessageId,
  PolicyId,
  ProductId,
  TargetId,
  TeamId,
} from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { type Charged, chargedIn, factsOfCost } from '#core/measure/cost-course.ts'
import { factsOfHelp, helpedBy } from '#core/measure/helped-by.ts'
import type { HouseLevel } from '#core/people/level.ts'

type Ended = { readonly at: Instant; readonly how: 'kept' | 'late' | 'missed' }
type TakenUp = { readonly at: Instant; readonly how: 'accepted' | 'returned'; readonly waitedMs: number }
type Asked = {
  readonly at: Instant
  /** each time he said it, the first one first */
  readonly answers: readonly { readonly at: Instant; readonly score: number }[]
}
type Held = { readonly at: Instant; readonly seconds: number }
type Owed = { readonly at: Instant; readonly policy: string; readonly kind: string; readonly met: boolean }

/**
 * `workingMs`: since it came, as it was counted then; null: in nobody's hours. `cause`: how the cause that
 * stood then had been established.
 */
type Fixed = {
  readonly at: Instant
  readonly level: HouseLevel
  readonly workingMs: number | null
  readonly cause: CauseHow | null
}

/** `workingMs`: as the word said it when it left; null: it says nothing. */
type Answer = { readonly at: Instant; readonly waitedMs: number; readonly workingMs: number | null }

/** Where a case lay from an instant on, and what it was taken for. */
export type Standing = {
  readonly at: Instant
  readonly team: TeamId
  readonly level: HouseLevel
  readonly product: ProductId | null
  readonly kind: Kind
}

export type CaseCourse = {
  readonly id: CaseId
  readonly number: number
  readonly customer: CustomerId
  readonly channel: Channel
  readonly openedAt: Instant
  /** whether the customer wrote it, so that somebody owes him a first word */
  readonly isWritten: boolean
  /** in order, the opening first; the last of one instant counts */
  readonly stood: readonly Standing[]
  /** a question of another case made it: the customer turned to us in that one */
  readonly isSplitOff: boolean
  /** when the customer turned to us, the opening first, unless it was split off */
  readonly contacts: readonly Instant[]
  /** words of a person of ours, or a call in which he was reached */
  readonly replies: readonly Instant[]
  /** how long the first of them took in working time, as it says itself; null: it says nothing */
  readonly firstWorkingMs: number | null
  /** the same where he had turned to us again: how long the oldest of that had waited */
  readonly answers: readonly Answer[]
  readonly solved: readonly Fixed[]
  readonly reopened: readonly Instant[]
  /** when it was closed because ours does not serve it, with what does */
  readonly referred: readonly Instant[]
  /** what helped to the first fix */
  readonly helpedBy: readonly string[]
  /** the highest level that worked on it before it was solved first */
  readonly highest: HouseLevel
  /** in order: when it came to lie open, and when it ended to: by a fix, an end, or another case */
  readonly lay: readonly { readonly at: Instant; readonly isOpen: boolean }[]
  /** calls in which somebody was reached, whoever called */
  readonly calls: readonly Held[]
  /** what somebody noted to have worked; what is struck later was noted all the same */
  readonly worked: readonly Held[]
  /** what it cost beside that */
  readonly charged: readonly Charged[]
  readonly promises: readonly Ended[]
  readonly takenUp: readonly TakenUp[]
  /** hand-offs to a higher level that got their answer, and whether it says that level 1 could have */
  readonly answeredAbove: readonly { readonly at: Instant; readonly couldHave: boolean }[]
  /** those of them that a lead checked and could say something of, and whether it is what the answer said */
  readonly checkedAbove: readonly {
    readonly at: Instant
    readonly could: boolean
    readonly agrees: boolean
  }[]
  readonly owed: readonly Owed[]
  /** each time he was asked how we did, and what he said */
  readonly satisfaction: readonly Asked[]
}

/** The types of facts that are read; a reader may leave out all others. */
export const factsOfCourse = [
  ...['case.opened', 'case.classified', 'case.solved', 'case.reopened', 'case.closed', 'case.merged'],
  ...(['case.parted'] as const),
  ...['message.received', 'message.queued', 'message.sent', 'contact.held', 'worker.assigned'],
  ...['worker.queued', 'note.added'],
  ...factsOfCost,
  ...['promise.kept', 'promise.missed', 'hand_off.offered', 'hand_off.accepted', 'hand_off.returned'],
  ...['hand_off.answered', 'hand_off.checked', 'cause.found', 'cause.withdrawn'],
  ...['target.started', 'target.retargeted', 'target.met', 'target.breached'],
  ...['satisfaction.asked', 'satisfaction.answered'],
  ...factsOfHelp,
] as const satisfies readonly Recorded['type'][]

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] }
type Reading = {
  readonly course: Writable<CaseCourse>
  readonly words: Set<MessageId>
  readonly offers: Map<HandOffId, Instant>
  readonly above: Set<HandOffId>
  /** of what was answered above, whether it says that level 1 could have */
  readonly said: Map<HandOffId, boolean>
  readonly targets: Map<TargetId, string>
  readonly judged: Set<TargetId>
  /** since when he waits for a word to what he said after the first one; null: he does not */
  waitingSince: Instant | null
  /** how the cause that stands was established; null: none stands */
  cause: CauseHow | null
}

/** The course of a case by its facts; null: they are of no case. */
export function courseOf(
  { id, number }: { readonly id: CaseId; readonly number: number },
  events: readonly Recorded[],
): CaseCourse | null {
  const [opened, ...rest] = events
  if (opened?.type !== 'case.opened') return null
  const course: Writable<CaseCourse> = {
    ...{ id, number, customer: opened.customer, channel: opened.channel, openedAt: opened.at },
    isWritten: opened.by.kind !== 'agent',
    isSplitOff: false,
    contacts: [opened.at],
    stood: [{ at: opened.at, team: opened.team, level: opened.level, product: null, kind: 'other' }],
    ...{
      replies: [],
      firstWorkingMs: null,
      answers: [],
      solved: [],
      helpedBy: helpedFirst(events),
      reopened: [],
      referred: [],
      highest: opened.level,
      lay: [{ at: opened.at, isOpen: true }],
      calls: [],
      worked: [],
      charged: chargedIn(events),
    },
    ...{ promises: [], takenUp: [], answeredAbove: [], checkedAbove: [], owed: [], satisfaction: [] },
  }
  const reading: Reading = {
    ...{
      course,
      words: new Set(),
      offers: new Map(),
      above: new Set(),
      said: new Map(),
      targets: new Map(),
      judged: new Set(),
    },
    ...{ waitingSince: null, cause: null },
  }
  for (const event of rest) read(reading, event, opened.at)
  return course
}

function helpedFirst(events: readonly Recorded[]): string[] {
  const fixed = events.findIndex(({ type }) => type === 'case.solved')
  const fix = events[fixed]
  return fix?.type === 'case.solved' ? helpedBy(events.slice(0, fixed), fix) : []
}

function read(reading: Reading, event: Recorded, openedAt: Instant): void {
  const { course } = reading
  switch (event.type) {
    case 'case.classified':
      stand(course, event.at, {
        ...(event.kind && { kind: event.kind }),
        ...(event.product !== undefined && { product: event.product }),
      })
      return
    case 'case.solved':
      reading.waitingSince = null
      course.lay.push({ at: event.at, isOpen: false })
      course.solved.push({
        ...{ at: event.at, level: event.level },
        ...{ workingMs: event.workingMs ?? null, cause: reading.cause },
      })
      if (course.solved.length === 1 && event.level > course.highest) course.highest = event.level
      return
    case 'case.reopened':
      course.reopened.push(event.at)
      course.lay.push({ at: event.at, isOpen: true })
      return
    case 'case.closed':
    case 'case.merged':
      course.lay.push({ at: event.at, isOpen: false })
      if (event.type === 'case.closed' && event.reason === 'referred') course.referred.push(event.at)
      return
    case 'case.parted': // it lies as it lay before
      course.lay.push({ at: event.at, isOpen: course.lay.at(-2)!.isOpen })
      return
    case 'cause.found':
      reading.cause = event.how
      return
    case 'cause.withdrawn':
      reading.cause = null
      return
    case 'worker.queued':
      stand(course, event.at, { team: event.team, level: event.level })
      return
    case 'worker.assigned':
      stand(course, event.at, { team: event.team, level: event.level })
      if (course.solved.length === 0 && event.level > course.highest) course.highest = event.level
      return
    default:
      readSplit(course, event)
      readTalk(reading, event, openedAt)
      readOwed(reading, event)
      readAsked(course, event)
  }
}

/** Nobody turned to us anew. What is only said to be split off later was opened for a word of his own. */
function readSplit(course: Reading['course'], event: Recorded): void {
  if (event.type !== 'case.linked' || event.how !== 'split_from' || event.at !== course.openedAt) return
  course.isSplitOff = true
  course.contacts.shift()
}

function stand({ stood }: Writable<CaseCourse>, at: Instant, change: Partial<Standing>): void {
  stood.push({ ...stood.at(-1)!, ...change, at })
}

/** What is said to and fro. The words a case was opened with came with it and are no second contact. */
function readTalk(reading: Reading, event: Recorded, openedAt: Instant): void {
  const { course, words } = reading
  switch (event.type) {
    case 'message.received':
      if (event.automatic !== null || event.at <= openedAt) return
      course.contacts.push(event.at)
      reading.waitingSince ??= event.at
      return
    case 'message.queued':
      if (!event.automatic && event.by.kind === 'agent') words.add(event.message)
      return
    case 'message.sent':
      if (words.has(event.message)) reply(reading, event)
      return
    case 'note.added':
      if (event.minutes) course.worked.push({ at: event.at, seconds: 60 * event.minutes })
      return
    case 'contact.held':
      if (event.minutes) course.worked.push({ at: event.at, seconds: 60 * event.minutes })
      if (event.reach !== 'reached') return
      if (event.means === 'phone') course.calls.push({ at: event.at, seconds: 60 * event.minutes })
      if (event.direction === 'in' && event.startedAt > openedAt) course.contacts.push(event.at)
      else if (event.direction === 'out') reply(reading, event)
  }
}

/** The first word to what the customer wrote is no next one, whatever he added to it meanwhile. */
function reply(reading: Reading, word: EventOf<'message.sent'> | EventOf<'contact.held'>): void {
  const { course, waitingSince } = reading
  const { at, workingMs = null, awaitedSince = null } = word
  const isNext = !course.isWritten || course.replies.length > 0
  if (!isNext) course.firstWorkingMs = workingMs
  else if (waitingSince !== null && waitingSince !== awaitedSince)
    course.answers.push({ at, waitedMs: at - waitingSince, workingMs })
  course.replies.push(at)
  reading.waitingSince = awaitedSince
}

/** How he said we did, once or anew. */
function readAsked({ satisfaction }: Reading['course'], event: Recorded): void {
  if (event.type === 'satisfaction.asked') satisfaction.push({ at: event.at, answers: [] })
  if (event.type !== 'satisfaction.answered') return
  const last = satisfaction.pop()
  if (last) satisfaction.push({ ...last, answers: [...last.answers, { at: event.at, score: event.score }] })
}

/** What was owed, and how it ended. */
function readOwed(reading: Reading, event: Recorded): void {
  const { course, offers, above, targets, judged } = reading
  switch (event.type) {
    case 'promise.kept':
      course.promises.push({ at: event.at, how: event.late ? 'late' : 'kept' })
      return
    case 'promise.missed':
      course.promises.push({ at: event.at, how: 'missed' })
      return
    case 'hand_off.offered':
      offers.set(event.handOff, event.at)
      if (event.to.level > event.from.level) above.add(event.handOff)
      return
    case 'hand_off.accepted':
    case 'hand_off.returned': {
      const offeredAt = offers.get(event.handOff)
      if (offeredAt === undefined) return
      const how = event.type === 'hand_off.accepted' ? 'accepted' : 'returned'
      course.takenUp.push({ at: event.at, how, waitedMs: event.at - offeredAt })
      offers.delete(event.handOff)
      return
    }
    case 'hand_off.answered':
    case 'hand_off.checked':
      readAbove(reading, event)
      return
    case 'target.started':
    case 'target.retargeted':
      targets.set(event.target, `${event.policy satisfies PolicyId}@${event.version}`)
      return
    case 'target.met':
    case 'target.breached': {
      const policy = targets.get(event.target)
      // Breached, it is judged; that it was met late afterwards changes nothing.
      if (policy === undefined || judged.has(event.target)) return
      judged.add(event.target)
      // Past only by another time than the one it was worked by: no failure of ours, and nothing kept.
      if (event.type === 'target.breached' && event.how === 'retarget') return
      const met = event.type === 'target.met' && !event.late
      course.owed.push({ at: event.at, policy, kind: event.kind, met })
    }
  }
}

/** What was answered above says whether level 1 could have; so does whoever checks it, unless he cannot. */
function readAbove(
  { course, above, said }: Reading,
  event: EventOf<'hand_off.answered'> | EventOf<'hand_off.checked'>,
): void {
  if (!above.has(event.handOff)) return
  if (event.type === 'hand_off.answered') {
    const couldHave = event.level1Because !== undefined
    said.set(event.handOff, couldHave)
    course.answeredAbove.push({ at: event.at, couldHave })
  } else if (event.says !== 'cannot_say') {
    const could = event.says === 'could'
    course.checkedAbove.push({ at: event.at, could, agrees: said.get(event.handOff) === could })
  }
}
