// One piece of a node's work under way, and the faults that strike it at its calls to the outside. Not:
// what the work is (shell-stage.ts).
import type { Act, Fault } from '#sim/act.ts'
import type { NewId, Prefix } from '#core/kit/id.ts'
import { OutcomeUnknown } from '#store/outcome-unknown.ts'

export class NodeDied extends Error {
  override readonly name = 'NodeDied'
}

export type Task = {
  readonly act: Act
  readonly node: number
  readonly fault: Fault | null
  readonly newId: NewId
  calls: number
  isDead: boolean
  /** lets work that is held up go on */
  goOn: (() => void) | null
  /** asked to go on while its node is frozen */
  isAwaited: boolean
  /** told that the work is held up */
  onHeld: (() => void) | null
  /** resolves when the work is through, however it ended */
  done: Promise<void>
}

export function task(act: Act, node: number, fault: Fault | null): Task {
  const base = act.no.toString(36)
  let count = 0
  return {
    act,
    node,
    fault,
    newId: <P extends Prefix>(prefix: P) => `${prefix}_${base}z${(count++).toString(36)}` as const,
    calls: 0,
    isDead: false,
    goOn: null,
    isAwaited: false,
    onHeld: null,
    done: Promise.resolve(),
  }
}

/** Passes a call of a task on, unless its fault strikes here. `die` takes the whole node down. */
export async function struck<T>(
  own: Task,
  isCommit: boolean,
  call: () => Promise<T>,
  die: () => void,
): Promise<T> {
  if (own.isDead) throw new NodeDied()
  own.calls += 1
  if (own.fault === null || own.calls !== own.fault.call) return call()
  switch (own.fault.does) {
    case 'die':
      die()
      throw new NodeDied()
    case 'die_after':
      await call()
      die()
      throw new NodeDied()
    case 'stall':
      await held(own)
      return call()
    case 'stall_after': {
      const answer = await call()
      await held(own)
      return answer
    }
    case 'unknown_after':
      await call()
      throw isCommit ? new OutcomeUnknown() : new Error('the answer was lost')
    case 'unknown':
      throw isCommit ? new OutcomeUnknown() : new Error('the call was lost')
    case 'fail':
      throw new Error('the database is away')
  }
}

async function held(own: Task): Promise<void> {
  const gone = new Promise<void>(done => {
    own.goOn = done
  })
  own.onHeld?.()
  await gone
  if (own.isDead) throw new NodeDied()
}
