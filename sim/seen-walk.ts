// A walk as a bystander keeps it, from its facts alone. Deliberately naive. Not: the product's own folding
// (core/script/walk.ts).
import type { EventOf, EventType } from '#core/case/event.ts'
import type { WalkId } from '#core/kit/id.ts'
import type { EndName } from '#core/script/script.ts'
import type { Led, Pins, Stack } from '#core/script/walk.ts'

export type SeenWalk = {
  readonly pins: Pins
  walker: 'agent' | 'customer'
  stands: Stack
  end: EndName | null
  isGivenUp: boolean
  isPaused: boolean
  needsSupport: boolean
  /** where it stood at each answer, the first first */
  readonly path: { readonly at: Stack; readonly isByPerson: boolean; undone: boolean }[]
  /** keys of the wishes that have answered a step of it */
  readonly answeredBy: Set<string>
}
export type SeenWalks = Map<WalkId, SeenWalk>

export const isOver = ({ end, isGivenUp }: SeenWalk): boolean => isGivenUp || end !== null

type Seen = { readonly walks: SeenWalks }
type Writers = { readonly [T in EventType]?: (seen: Seen, event: EventOf<T>) => void }

const changed = ({ walks }: Seen, walk: WalkId, change: Partial<SeenWalk>): void => {
  const one = walks.get(walk)
  if (one) Object.assign(one, change)
}

function led({ walks }: Seen, walk: WalkId, { to, end }: Led, isByPerson: boolean): void {
  const one = walks.get(walk)
  if (!one) return
  one.path.push({ at: one.stands, isByPerson, undone: false })
  Object.assign(one, { stands: to, end, isPaused: false })
}

/** The last answer of a person that still holds; none: -1. */
export const lastAnswer = ({ path }: SeenWalk): number =>
  path.findLastIndex(({ undone, isByPerson }) => isByPerson && !undone)

const walkerOf = ({ by }: EventOf<EventType>) => (by.kind === 'customer' ? 'customer' : 'agent')

export const walkWriters: Writers = {
  'walk.begun': ({ walks }, event) => {
    const { walk, pins, to, end } = event
    const fresh = {
      isGivenUp: false,
      isPaused: false,
      needsSupport: false,
      path: [],
      answeredBy: new Set<string>(),
    }
    walks.set(walk, { ...fresh, pins, walker: walkerOf(event), stands: to, end })
  },
  'walk.answered': (seen, event) => {
    const { kind } = event.answer
    led(seen, event.walk, event, kind !== 'result' && kind !== 'silent')
  },
  'walk.reused': (seen, event) => led(seen, event.walk, event, true),
  'walk.jumped': (seen, event) => led(seen, event.walk, event, true),
  'walk.went_back': (seen, { walk }) => {
    const one = seen.walks.get(walk)
    const to = one ? lastAnswer(one) : -1
    if (!one || to < 0) return
    Object.assign(one, { stands: one.path[to]!.at, end: null, isPaused: false })
    for (const passed of one.path.slice(to)) passed.undone = true
  },
  'walk.paused': (seen, { walk, needs }) =>
    changed(seen, walk, { isPaused: true, ...(needs && { needsSupport: true }) }),
  'walk.resumed': (seen, event) =>
    changed(seen, event.walk, { isPaused: false, needsSupport: false, walker: walkerOf(event) }),
  'walk.given_up': (seen, { walk }) => changed(seen, walk, { isGivenUp: true }),
  'walk.sent': (seen, { walk }) =>
    changed(seen, walk, { isPaused: true, needsSupport: false, walker: 'customer' }),
}
