// What goes wrong: nodes that die, freeze and lose the time, mail that is late, doubled or garbled, a far
// side that refuses. Not: the people, nor the order of things (run.ts).
import { hourMs, minuteMs, secondMs } from '#core/kit/time.ts'
import type { Act, FarSide, Fault, Garble, NodeAct } from '#sim/act.ts'
import type { Chance } from '#sim/chance.ts'
import type { Weather } from '#sim/world.ts'

export type Trouble = 'die' | 'freeze' | 'clock'
/** What befalls the whole centre. */
export type Calamity = 'erase' | 'full' | 'failover'

/** The mean time between two troubles of a kind. */
export const everyMs = (weather: Weather, trouble: Trouble): number =>
  ({ die: weather.dieEveryMs, freeze: weather.freezeEveryMs, clock: weather.clockEveryMs })[trouble]

export const calamityEveryMs = (weather: Weather, calamity: Calamity): number =>
  ({ erase: weather.eraseEveryMs, full: weather.fullEveryMs, failover: weather.failoverEveryMs })[calamity]

/** At how many calls a piece of work may be struck. */
const calls: Readonly<Record<Act['kind'], number>> = {
  wish: 2,
  mail: 3,
  relay: 7,
  clock: 4,
  queues: 0,
  matter: 2,
  join: 3,
  matters: 7,
  go_on: 0,
  node: 0,
  staff: 6,
  erase: 0,
  room: 0,
  primary: 0,
}

/** Looks at what stands beside cases are few: struck so many times as often, a day sees what comes of it. */
const oftener: { readonly [K in Act['kind']]?: number } = { matters: 4 }

const kinds: readonly Fault['does'][] = [
  'die',
  'die_after',
  'stall',
  'stall',
  'stall_after',
  'unknown',
  'unknown_after',
  'fail',
]

/** What strikes a piece of work, if anything does. */
export function faultOf(draw: Chance, weather: Weather, kind: Act['kind']): Fault | undefined {
  if (!draw.happens(weather.workFault * (oftener[kind] ?? 1))) return undefined
  return { call: draw.between(1, calls[kind]), does: draw.pick(kinds) }
}

/** Where a node stands still when it freezes in the middle of its work. */
export const frozenAt = (draw: Chance, kind: Act['kind']): Fault => ({
  call: draw.between(1, calls[kind]),
  does: draw.pick(['stall', 'stall_after'] as const),
})

/** How the far mail server is today. */
export function farSide(draw: Chance, { farLater, farNever, farCut }: Weather): FarSide {
  const roll = draw.roll()
  if (roll < farLater) return 'later'
  if (roll < farLater + farNever) return 'never'
  if (roll < farLater + farNever + farCut) return draw.pick(['cut_after', 'cut_before'] as const)
  return 'takes'
}

const garbles: readonly Garble[] = ['cut', 'bits', 'headless', 'bare']
export const garbleOf = (draw: Chance, { mailGarbled }: Weather): Garble | undefined =>
  draw.happens(mailGarbled) ? draw.pick(garbles) : undefined

/** How long a mail is under way. */
export const transitMs = (draw: Chance, { mailLate }: Weather): number =>
  draw.happens(mailLate) ? draw.wait(12 * hourMs) : draw.between(secondMs, 20 * secondMs)

/** What happens to a node, and what ends it. */
export function troubleOf(
  draw: Chance,
  trouble: Exclude<Trouble, 'freeze'>,
  at: { no: () => number; now: number; node: number },
): { readonly first: NodeAct; readonly then: NodeAct } {
  const act = (ms: number, does: NodeAct['does'], skewMs = 0): NodeAct => ({
    kind: 'node',
    no: at.no(),
    at: at.now + ms,
    node: at.node,
    does,
    skewMs,
  })
  if (trouble === 'die') return { first: act(0, 'die'), then: act(restartMs(draw), 'start') }
  const skew = draw.between(secondMs, draw.pick([3 * secondMs, 30 * secondMs, 10 * minuteMs]))
  const skewMs = draw.happens(0.5) ? skew : -skew
  // A node compares its clock with the database's each minute.
  return { first: act(0, 'set_clock', skewMs), then: act(draw.between(secondMs, minuteMs), 'set_clock') }
}

export const restartMs = (draw: Chance): number => draw.between(secondMs, draw.pick([5, 60, 600]) * secondMs)
export const fullMs = (draw: Chance): number => draw.between(10 * secondMs, 10 * minuteMs)
/** How long nothing can be written until a standby has become the primary. */
export const awayMs = (draw: Chance): number =>
  draw.between(5 * secondMs, draw.pick([30, 60, 180]) * secondMs)
/** How far its clock is from the true one: every other time not at all. */
export const primaryClockMs = (draw: Chance): number => (draw.happens(0.5) ? 0 : draw.between(-400, 400))
export const frozenMs = (draw: Chance): number => draw.between(5 * secondMs, 5 * minuteMs)
