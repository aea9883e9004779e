// A believable year of a support desk, made by the core from one seed: some hundred cases that are called in
// and written, handed up and returned, split, merged, erased, opened again and paid for, at all hours, those
// the clocks repeat and leave out among them; a week in which nobody does anything. Not: what is measured of
// it (test/measured-year.test.ts).
import { kinds, type Severity } from '#core/case/event.ts'
import { dice } from '#core/kit/dice.ts'
import { idOf } from '#core/kit/id.ts'
import type { NewId, WalkId } from '#core/kit/id.ts'
import { dayMs, hourMs, type Instant, instant, minuteMs } from '#core/kit/time.ts'
import type { Course, WalkTold } from '#core/measure/walk-told.ts'
import { languages } from '#core/people/language.ts'
import { bulkLoad } from '#store/bulk.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import {
  at,
  changedArticle,
  firstDay,
  lookedAt,
  recordDays,
  type YearDesk,
  yearDesk,
} from '#test/support/year/desk.ts'
import type { Tale, Who, Year } from '#test/support/year/tale.ts'
import * as tell from '#test/support/year/tales.ts'

/** Nothing is done in this week of summer. */
export const quiet = { from: at('2025-07-20T22:00:00Z'), until: at('2025-07-27T22:00:00Z') }
/** A case comes at these however it is rolled: where days, weeks and the year begin, where clocks change. */
const edges = [
  ...['2024-12-31T22:59:59.999Z', '2024-12-31T23:00:00Z', '2025-12-31T22:59:59.999Z'],
  // Two o'clock comes at three; midnight of a Monday; half past two comes twice.
  ...['2025-03-30T00:59:59.999Z', '2025-03-30T01:00:00Z', '2025-03-30T21:59:59.999Z', '2025-03-30T22:00:00Z'],
  ...['2025-10-26T00:30:00Z', '2025-10-26T01:30:00Z', '2025-10-26T22:59:59.999Z', '2025-10-26T23:00:00Z'],
  ...['2025-05-14T09:00:00Z', '2025-05-14T11:00:00Z', '2025-06-30T23:59:59.999Z', '2025-07-01T00:00:00Z'],
].map(at)
const casesOfYear = 260
const aloneOfYear = 60
const strangers = 30
const lastOpening = at('2026-01-05T00:00:00Z')

/** Makes it in an empty store. */
export async function makeYear(store: PostgresStore, url: string): Promise<YearDesk> {
  const roll = dice(2_025)
  const newId: NewId = prefix => {
    const chance = Uint8Array.from({ length: 10 }, () => Math.floor(roll() * 256))
    return idOf(prefix, firstDay, chance)
  }
  const desk = await yearDesk(store, newId)
  const customers = [...desk.cast.customers.values(), ...(await addStrangers(url, newId))]
  const year: Year = { ...desk, roll, newId, customers, quiet }
  const bulk = bulkLoad({ url })
  const erased: string[] = []
  for (const [i, when] of moments(year).entries()) {
    for (const one of told(year, i, when)) {
      if (i % 17 === 0) erased.push(...one.texts.map(({ id }) => id))
      await bulk.add(one.finished())
    }
  }
  await bulk.end()
  await store.erase(erased as never)
  await solveAlone(year)
  await recordDays(desk, lookedAt)
  return desk
}

async function addStrangers(url: string, newId: NewId): Promise<Who[]> {
  const bulk = bulkLoad({ url })
  const all = Array.from({ length: strangers }, (_, i) => ({
    ...{ id: newId('cus'), name: `Kund ${i}`, language: languages[i % languages.length]! },
    ...{ email: `kund-${i}@year.example`, phones: [], organisation: null, createdAt: firstDay },
  }))
  await bulk.addCustomers(all)
  await bulk.end()
  return all
}

/** When cases come: mostly by day, on workdays; at the edges; in the quiet week none. */
function moments({ roll }: Year): Instant[] {
  const all = [...edges]
  while (all.length < casesOfYear + edges.length) {
    const when = firstDay + Math.floor(roll() * (lastOpening - firstDay))
    const isByDay = new Date(when).getUTCHours() > 5 && new Date(when).getUTCHours() < 18
    const isQuiet = when >= quiet.from && when < quiet.until
    if (!isQuiet && (isByDay || roll() < 0.15)) all.push(instant(when))
  }
  return all.sort((a, b) => a - b)
}

/** `i`: how often this course came before. */
type Moment = { readonly i: number; readonly when: Instant; readonly who: Who }
type Told = (year: Year, moment: Moment) => Tale[]

/** One of the courses, each of which comes again and again. */
function told(year: Year, i: number, when: Instant): Tale[] {
  const who = year.customers[Math.floor(year.roll() ** 2 * year.customers.length)]!
  return courses[i % courses.length]!(year, { i: Math.floor(i / courses.length), when, who })
}

const pick = <T>({ roll }: Year, from: readonly T[]): T => from[Math.floor(roll() * from.length)]!
const first = ['bo', 'chiara', 'mikhail', 'karin']
const place = (year: Year) => ({
  kind: pick(year, kinds),
  severity: pick(year, [1, 2, 3, 3, 4]) as Severity,
  product: pick(year, [...year.cast.products.values(), undefined]),
})

const onTheLine: Told = (year, { i, when, who }) => {
  const key = pick(year, first)
  const by = tell.agent(year, key)
  const tale = tell.called(year, when, key, { who, ...place(year) })
  if (i % 2 === 0) tell.findCause(year, tale, by, tell.causeOf(year.roll()))
  if (i % 3 === 0) tell.walk(year, tale, by, i % 2 === 0)
  tell.solve(tale, by, 4, helpedBy(i, when))
  const said = pick(year, [[5], [4], [2], [], [3, 5], [1]] as const)
  tell.askHow(year, tale, tell.days(1 + Math.floor(year.roll() * 20)), ...said)
  if (i % 4 === 0) tell.comeBack(year, tale, by, tell.days(1 + Math.floor(year.roll() * 12)))
  return [tale]
}

/** In words, by the register as it stood then, by both, or by nothing. */
function helpedBy(i: number, when: Instant): tell.Helped {
  const cable = { article: 'art_cable', version: when < changedArticle ? 1 : 2 } as const
  const old = when < changedArticle ? ({ article: 'art_old', version: 1 } as const) : undefined
  return [{ isInWords: true }, { named: cable }, {}, { named: old }, { isInWords: true, named: cable }][
    i % 5
  ]!
}

const inWriting: Told = (year, { i, when, who }) => {
  const by = tell.agent(year, pick(year, first))
  const channel = i % 3 === 0 ? 'form' : 'email'
  const tale = tell.wrote(year, when, { who, channel, ...place(year) })
  tell.take(tale, by, 5 + Math.floor(year.roll() * 900))
  tell.work(year, tale, by, 10 + Math.floor(year.roll() * 50))
  tell.reply(year, tale, by, 6)
  for (let round = 0; round < i % 4; round++) {
    // What a machine writes waits for nothing, and of two answers the second ends no wait.
    if (round === 1) tell.away(year, tale, 5)
    tell.say(year, tale, 30 + Math.floor(year.roll() * 3_000))
    if (round === 1) tell.say(year, tale, 10)
    if (round === 2) tell.call(year, tale, by, { direction: 'out', minutes: 4, after: 45 })
    tell.reply(year, tale, by, 20 + Math.floor(year.roll() * 400))
  }
  if (i % 2 === 0) tell.promise(year, tale, by, pick(year, ['kept', 'late', 'missed']))
  tell.solve(tale, by, 60 + Math.floor(year.roll() * 9_000))
  tell.askHow(year, tale, tell.days(2), pick(year, [1, 2, 3, 4, 5]))
  return [tale]
}

const handedUp: Told = (year, { i, when, who }) => {
  const by = tell.agent(year, pick(year, ['bo', 'chiara']))
  // What burns is not returned.
  const tale = tell.wrote(year, when, { who, ...place(year), ...(i % 3 === 0 && { severity: 3 }) })
  tell.take(tale, by, 20)
  tell.reply(year, tale, by, 15)
  const to = pick(year, ['access', 'mail', 'network'])
  const receiver = tell.agent(year, { access: 'ivan', mail: 'lena', network: 'jordi' }[to]!)
  if (i % 3 === 0) tell.handUp(year, tale, { by, to, receiver, wait: 1, isReturned: true })
  tell.handUp(year, tale, {
    by,
    to,
    receiver,
    wait: 2 + Math.floor(year.roll() * 300),
    isFlagged: i % 2 === 0,
    helped: [{ named: { article: 'art_port', version: 1 } as const }, {}, { isInWords: true }][i % 3]!,
  })
  tell.spend(year, tale, by, i % 2 === 0 ? tell.days(20) : null)
  tell.solve(tale, by, 90, i % 4 === 0 ? { named: { article: 'art_port', version: 1 } } : {})
  if (i % 2 === 0) tell.comeBack(year, tale, by, tell.days(1 + Math.floor(year.roll() * 40)))
  return [tale]
}

const referred: Told = (year, { when, who }) => {
  const tale = tell.called(year, when, 'chiara', { who, ...place(year) })
  tell.refer(tale, tell.agent(year, 'chiara'))
  return [tale]
}

const given: Told = (year, { i, when, who }) => {
  const tale = tell.called(year, when, 'karin', { who, ...place(year), kind: 'malfunction' })
  const by = tell.agent(year, 'karin')
  tell.findCause(year, tale, by, 'test')
  tell.give(year, tale, i % 2 === 0 ? tell.days(1 + Math.floor(year.roll() * 30)) : null)
  tell.solve(tale, by, 30)
  return [tale]
}

const splitInTwo: Told = (year, { when, who }) => {
  const by = tell.agent(year, 'bo')
  const tale = tell.called(year, when, 'bo', { who, ...place(year) })
  // The first edge of the day after it: it is split as the day begins.
  const midnight = Math.ceil((tale.play.at + 1) / dayMs) * dayMs
  const own = tell.splitOff(year, tale, by, (midnight - tale.play.at) / minuteMs)
  tell.solve(tale, by, 5)
  tell.work(year, own, by, 14)
  tell.solve(own, by, tell.days(2))
  return [tale, own]
}

const merged: Told = (year, { i, when, who }) => {
  const by = tell.agent(year, 'bo')
  const into = tell.called(year, when, 'bo', { who, ...place(year) })
  const from = tell.called(year, instant(when + 5 * hourMs), 'bo', { who, ...place(year) })
  tell.spend(year, from, by, null)
  // Some are brought along into a case that was solved before.
  if (i % 2 === 0) tell.solve(into, by, 30)
  tell.merge(year, [from, into], by)
  if (i % 2 === 1) tell.solve(into, by, 30)
  return [into, from]
}

/** Some stay as they came, for good. */
const leftAlone: Told = (year, { i, when, who }) => {
  const tale = tell.wrote(year, when, { who, ...place(year) })
  if (i % 2 === 0) tell.take(tale, tell.agent(year, 'bo'), 200)
  return [tale]
}

const courses: readonly Told[] = [
  ...[onTheLine, inWriting, handedUp, onTheLine, given, inWriting, splitInTwo, onTheLine],
  ...[merged, inWriting, referred, handedUp, onTheLine, leftAlone, inWriting],
]

/** Customers who are helped by a script before there is a case. */
async function solveAlone({ desk, roll, newId }: Year): Promise<void> {
  const course: Course = { slug: 'help', version: 1, passed: [], end: 'solved', stands: 'end' }
  for (let i = 0; i < aloneOfYear; i++) {
    const walk: WalkId = newId('wlk')
    const changedAt = instant(firstDay + Math.floor(roll() * (lookedAt - firstDay)))
    const one: WalkTold = {
      ...{ walk, walker: 'customer', course, seconds: [], begunAt: instant(changedAt - minuteMs) },
      ...{ reopened: false, part: 0, changedAt },
    }
    const second: WalkTold = { ...one, part: 1, course: { ...course, end: 'left' } }
    await desk.walkFigures.tellAlone(walk, i % 5 === 0 ? [one, second] : [one])
  }
}
