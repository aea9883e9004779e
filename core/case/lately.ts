// Steps that were taken lately, so that they are not taken twice: while a deed is decided the same fact is
// laid on the same case again and again. Not: a memory of cases between deeds (server/folds.ts).

/** So many steps are remembered: a deed of some facts, with what follows from each. */
const most = 16

/**
 * A function of a state and what is laid on it, which remembers its last answers. It must be pure, and nobody
 * may change what it was given or answered.
 */
export function lately<S extends object, E extends object>(step: (state: S, event: E) => S) {
  const taken: { readonly state: S; readonly event: E; readonly after: S }[] = []
  let oldest = 0
  return (state: S, event: E): S => {
    for (let i = 0; i < taken.length; i++) {
      const one = taken[i]!
      if (one.event === event && one.state === state) return one.after
    }
    const after = step(state, event)
    taken[oldest] = { state, event, after }
    oldest = (oldest + 1) % most
    return after
  }
}
