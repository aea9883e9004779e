// How much working time passed between the coming of a case and its fix. Not: what is owed until then
// (target-times.ts), nor in whose hours it is counted (worked-time.ts).
import type { Wish } from '#core/case/deed/deed.ts'
import { type WorkedTime, workedTime } from '#core/case/deed/worked-time.ts'
import type { OpenedCase } from '#core/case/state.ts'

/** In the hours a solution is owed in. */
export const fixTime = (state: OpenedCase, wish: Wish): WorkedTime =>
  workedTime(state, wish, {
    ...{ since: state.openedAt, kind: 'resolution' },
    owed: Object.values(state.targets).findLast(
      one => one.kind === 'resolution' && one.standing !== 'cancelled',
    ),
  })
