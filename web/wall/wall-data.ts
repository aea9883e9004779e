// What a screen on a wall is sent, and when what it shows no longer speaks for now. Not: the screen.

export type WallBoard = {
  readonly at: number
  readonly desk: string
  readonly name: string
  readonly team: string | null
  readonly levels: readonly { readonly level: number; readonly open: number; readonly unassigned: number }[]
  readonly overdue: number
  readonly promisesSoon: number
  readonly answeredToday: number
  readonly solvedToday: number
}
export type WallState = {
  readonly board: WallBoard | null
  /** when the last numbers came, by the clock of this screen */
  readonly heardAt: number
  readonly isGone: boolean
}

/** The desk speaks every second: whoever has heard nothing for so long has lost the line. */
export const silentAfterMs = 5_000

export const isSilent = ({ board, heardAt }: WallState, now: number): boolean =>
  board !== null && now - heardAt > silentAfterMs

/** Whole seconds since the numbers came; never less than none. */
export const secondsOld = (heardAt: number, now: number): number =>
  Math.max(0, Math.floor((now - heardAt) / 1_000))
