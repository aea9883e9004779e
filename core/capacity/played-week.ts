// One week of the levels, played by chance that a seed repeats: contacts come, wait, are worked on and handed
// on. The week before it is played too, so that Monday does not begin with an empty house. Not: what many
// such weeks say (what-if-told.ts).
import { dice, exponential, normal, seedOf } from '#core/kit/dice.ts'
import { type ByLevel, byLevel } from '#core/capacity/traffic.ts'
import type { Network, PlayedLevel } from '#core/capacity/network.ts'
import { openClock, type OpenClock, peopleByQuarter } from '#core/capacity/played-hours.ts'
import { arrivalsAt, type Contact } from '#core/capacity/played-arrivals.ts'
import { type Line, line } from '#core/capacity/played-line.ts'

/** How a level went in the week. */
export type LevelOutcome = {
  /** contacts of which it is known how long they waited here, with those handed here */
  readonly begun: number
  readonly inTime: number
  /** of all of them together */
  readonly waitedS: number
  /** open at the end: waiting, or begun and not done */
  readonly left: number
  /** people times seconds */
  readonly workedS: number
  readonly plannedS: number
}
export type WeekOutcome = {
  /** contacts of customers of which it is known whether they were begun in time */
  readonly came: number
  readonly inTime: number
  readonly gaveUp: number
  readonly levels: ByLevel<LevelOutcome>
}

const weekS = 604_800
const endS = 2 * weekS
const quarterS = 900
/** Whoever plays gives way to others after so many events. */
const eventsAtOnce = 2_000
/** What was handed on so often stays where it is. */
const handedOnMost = 8

type Work = { readonly contact: Contact; leftS: number; endsAt: number }
type Tally = { -readonly [K in keyof LevelOutcome]: number }
type Place = {
  readonly level: PlayedLevel
  readonly clock: OpenClock
  readonly quarters: readonly number[]
  readonly arrivals: () => Contact
  readonly tally: Tally
  /** by how much of itself work takes longer this time */
  readonly handle: number
  next: Contact
  readonly queue: Line
  /** who was laid down when people left: first when they are back */
  laid: Work[]
  working: Work[]
  endsAt: number
  people: number
}
type Play = {
  readonly network: Network
  readonly places: ByLevel<Place>
  readonly first: { came: number; inTime: number; gaveUp: number }
}

/**
 * Plays a week. Yields now and then, so that whoever plays can give way. Two networks with the same seed meet
 * the same contacts: what differs between them is no chance.
 */
export function* playWeek(network: Network, seed: number): Generator<undefined, WeekOutcome> {
  const play = begun(network, seed)
  let now = 0
  for (let step = 1, events = 0; now < endS; events++) {
    if (events % eventsAtOnce === eventsAtOnce - 1) yield
    let at = step * quarterS
    for (const { next, endsAt } of play.places) at = Math.min(at, next.cameAt, endsAt)
    for (const place of play.places) pass(place, now, at)
    now = at
    if (now === step * quarterS) {
      for (const place of play.places) turn(play, place, step, now)
      step += 1
    } else for (const place of play.places) happen(play, place, now)
  }
  return told(play)
}

function begun(network: Network, seed: number): Play {
  const off = dice(seedOf(seed, 7))
  return {
    network,
    first: { came: 0, inTime: 0, gaveUp: 0 },
    places: byLevel(number => {
      const level = network.levels[number - 1]!
      const wrong = Math.max(0, 1 + level.off.perHour * normal(off))
      const arrivals = arrivalsAt(level, { factor: network.arrivals, wrong, seed, until: endS })
      const quarters = peopleByQuarter(level.people)
      return {
        ...{ level, arrivals, quarters, clock: openClock(level.planned), next: arrivals() },
        handle: Math.max(0.1, 1 + level.off.handle * normal(off)),
        tally: { begun: 0, inTime: 0, waitedS: 0, left: 0, workedS: 0, plannedS: 0 },
        ...{ queue: line(), laid: [], working: [], endsAt: Number.POSITIVE_INFINITY, people: quarters[0]! },
      }
    }),
  }
}

/** Time goes by: only that of the second week is told. */
function pass({ working, people, tally }: Place, from: number, until: number): void {
  const s = Math.max(0, until - Math.max(from, weekS))
  tally.workedS += working.length * s
  tally.plannedS += people * s
}

/** Another quarter of an hour, with other people. */
function turn(play: Play, place: Place, step: number, now: number): void {
  place.people = place.quarters[step % place.quarters.length]!
  while (place.working.length > place.people) {
    const work = place.working.pop()!
    work.leftS = work.endsAt - now
    place.laid.push(work)
  }
  endsNext(place)
  fill(play, place, now)
}

function happen(play: Play, place: Place, now: number): void {
  if (place.next.cameAt === now) {
    const contact = place.next
    place.next = place.arrivals()
    come(play, place, contact)
  }
  if (place.endsAt > now) return
  const i = place.working.findIndex(one => one.endsAt <= now)
  const [done] = place.working.splice(i, 1)
  endsNext(place)
  handOn(play, place, { contact: done!.contact, now })
  fill(play, place, now)
}

function come(play: Play, place: Place, contact: Contact): void {
  place.queue.put(contact)
  fill(play, place, contact.cameAt)
}

function endsNext(place: Place): void {
  place.endsAt = Number.POSITIVE_INFINITY
  for (const one of place.working) place.endsAt = Math.min(place.endsAt, one.endsAt)
}

/** Whoever is free takes what was laid down, then what waits longest. */
function fill(play: Play, place: Place, now: number): void {
  while (place.working.length < place.people) {
    const work = place.laid.pop() ?? taken(play, place, now)
    if (work === null) return
    work.endsAt = now + work.leftS
    place.working.push(work)
    place.endsAt = Math.min(place.endsAt, work.endsAt)
  }
}

function taken(play: Play, place: Place, now: number): Work | null {
  for (;;) {
    const contact = place.queue.take()
    if (!contact) return null
    const waitS = place.clock(now) - place.clock(contact.cameAt)
    note(play, place, { contact, waitS })
    if (waitS > patienceOf(play, contact)) continue
    const { pieces, meanS } = place.level
    const share = contact.roll()
    const tookS = pieces[Math.floor(share * pieces.length)] ?? meanS * exponential(() => share)
    // Breaks and learning are as much longer as work is: people are busy for a part of their time.
    return { contact, leftS: (tookS * place.handle) / play.network.busyShare, endsAt: 0 }
  }
}

/** Only customers give up: what was handed on is ours by then. */
const patienceOf = ({ network: { patienceS } }: Play, { patience, handedOn }: Contact): number =>
  patienceS === null || handedOn > 0 ? Number.POSITIVE_INFINITY : patience * patienceS

/** How long somebody waited, of those who came in the second week. */
function note(play: Play, place: Place, { contact, waitS }: { contact: Contact; waitS: number }): void {
  if (contact.cameAt < weekS) return
  const patienceS = patienceOf(play, contact)
  const isGone = waitS > patienceS
  const isInTime = !isGone && waitS <= play.network.waitS
  place.tally.begun += 1
  place.tally.inTime += Number(isInTime)
  place.tally.waitedS += Math.min(waitS, patienceS)
  if (contact.handedOn > 0) return
  play.first.came += 1
  play.first.inTime += Number(isInTime)
  play.first.gaveUp += Number(isGone)
}

function handOn(play: Play, place: Place, { contact, now }: { contact: Contact; now: number }): void {
  const [one, two, three] = place.level.onTo
  const all = one + two + three
  // Both are rolled in any case, so that all later rolls are the same whatever is handed on.
  const [isOn, where] = [contact.roll() < all, contact.roll() * all]
  if (!isOn || contact.handedOn === handedOnMost) return
  const to = play.places[where < one ? 0 : where < one + two ? 1 : 2]
  come(play, to, { ...contact, cameAt: now, handedOn: contact.handedOn + 1 })
}

/** What still waits late is known to be late; what waits in time may still be begun so. */
function told(play: Play): WeekOutcome {
  for (const place of play.places) {
    const { clock, queue, laid, working, tally } = place
    let gone = 0
    const waiting = queue.all()
    for (const contact of waiting) {
      const waitS = clock(endS) - clock(contact.cameAt)
      const isGone = waitS > patienceOf(play, contact)
      gone += Number(isGone)
      if (isGone || waitS > play.network.waitS) note(play, place, { contact, waitS })
    }
    tally.left = waiting.length - gone + laid.length + working.length
    tally.workedS *= play.network.busyShare
  }
  return { ...play.first, levels: byLevel(level => play.places[level - 1]!.tally) }
}
