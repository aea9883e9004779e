// A run under way: what it was asked for, what it keeps, what may lie on its heap. Not: what is done with
// it.
import type { CaseId } from '#core/kit/id.ts'
import type { Act, Wish } from '#sim/act.ts'
import type { Chance } from '#sim/chance.ts'
import type { Inboxes } from '#sim/customers.ts'
import type { Hand, Impulse } from '#sim/hand.ts'
import type { Heap } from '#sim/heap.ts'
import type { Violation } from '#sim/known.ts'
import type { Parts } from '#sim/parts.ts'
import type { Due } from '#sim/recorder.ts'
import type { Stage } from '#sim/stage.ts'
import type { Calamity, Trouble } from '#sim/weather.ts'
import type { World, WorldOptions } from '#sim/world.ts'

export type RunOptions = WorldOptions & {
  /** the core alone, without shell, store and mail */
  readonly alone?: boolean
  /** the core alone judges what is owed as well, for nearly twice the time */
  readonly judges?: boolean
  readonly parts?: Parts
  /** keeps every act, so that a failing run can be cut down */
  readonly keep?: boolean
  readonly stepsMax?: number
  readonly progress?: ((steps: number, at: number) => void) | undefined
}

export type RunResult = {
  readonly seed: number
  readonly days: number
  readonly steps: number
  readonly cases: number
  readonly events: Readonly<Record<string, number>>
  /** which way hand-offs went, why they came back, what was asked for (tally.ts) */
  readonly tallies: Readonly<Record<string, number>>
  readonly violations: readonly Violation[]
  readonly trace: string
  readonly acts: readonly Act[]
  /** pieces of work by kind, and faults that struck */
  readonly played: Readonly<Record<string, number>>
}

export type Item =
  | { readonly kind: 'act'; readonly act: Act }
  | { readonly kind: 'impulse'; readonly impulse: Impulse }
  | { readonly kind: 'due'; readonly what: Due }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | { readonly kind: 'calamity'; readonly calamity: Calamity }
  | { readonly kind: 'staff' }
  | { readonly kind: 'queues' }
  | { readonly kind: 'rival'; readonly caseId: CaseId }

export type Run = {
  readonly options: RunOptions
  readonly world: World
  readonly stage: Stage
  readonly draw: Chance
  /** for calamities, so that they shift nothing else */
  readonly apart: Chance
  /** for the database that fails over, likewise */
  readonly beside: Chance
  /** for what crosses a deed that is held up */
  readonly crossing: Chance
  /** for walks through scripts, and for what strikes them */
  readonly walking: Chance
  /** for hand-offs on purpose, and for what strikes them */
  readonly handing: Chance
  /** for words between those who hand on and those who speak */
  readonly speaking: Chance
  /** for looks at what waits */
  readonly waiting: Chance
  /** for what stands beside cases, for help at once and for looking again, and for what strikes them */
  readonly mattering: Chance
  /** for people who come and go */
  readonly staffing: Chance
  readonly heap: Heap<Item>
  readonly inboxes: Inboxes
  readonly byEmail: ReadonlyMap<string, World['customers'][number]>
  readonly tries: Map<string, number>
  readonly acts: Act[]
  readonly played: Record<string, number>
  readonly freezing: Map<number, number>
  readonly restarting: Set<number>
  hand: Hand
  /** of those who walk */
  walkers: Hand
  /** of those who hand on */
  givers: Hand
  /** of those who speak, decide and correct */
  speakers: Hand
  /** of those who work on what stands beside cases */
  besiders: Hand
  isHealed: boolean
  nextNo: number
  mailNo: number
}

/** Lays something on the heap; what happens at the same instant comes in an order the seed draws. */
export const put = (own: Run, at: number, item: Item, draw: Chance = own.draw): void =>
  own.heap.put(at, draw.roll(), item)

const isOfWalks = ({ commands }: Wish): boolean => commands.some(({ type }) => type.startsWith('walk.'))

const besides = /^(matter|verification|regression|live_line|swarm|call_back)\./
const isBeside = ({ commands }: Wish): boolean => commands.some(({ type }) => besides.test(type))

/** The chance an act draws from: walks have their own, and so has what stands beside cases. */
export function chanceOf(own: Run, act: Act): Chance {
  switch (act.kind) {
    case 'queues':
      return own.waiting
    case 'matter':
    case 'join':
    case 'matters':
      return own.mattering
    case 'mail':
      return act.mail.quotes === undefined ? own.draw : own.mattering
    case 'wish':
      return isOfWalks(act) ? own.walking : isBeside(act) ? own.mattering : own.draw
    default:
      return own.draw
  }
}

/** Somebody else turns to the case of a wish that is held up: to what he was at himself. */
export const rivalTo = (act: Wish): Item =>
  isOfWalks(act)
    ? { kind: 'impulse', impulse: { who: 'walker', caseId: act.caseId } }
    : { kind: 'rival', caseId: act.caseId }

/** What came of a thing off the heap; what no longer matters is passed over and is no step. */
export type Taken = 'passed_over' | void | Promise<void>

/** Plays an act, and keeps it where the run is to be cut down later. */
export function record(own: Run, act: Act): void | Promise<void> {
  if (own.options.keep) own.acts.push(act)
  own.played[act.kind] = (own.played[act.kind] ?? 0) + 1
  return own.stage.play(act)
}
