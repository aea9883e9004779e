// How help at once goes on at this desk: how long it rings and at how many, how long a swarm lasts. Not: who
// is rung (who-rings.ts).
/** How long the live line rings, at how many at once, and how long a swarm goes on. */
export type LiveSetting = {
  readonly ringSeconds: number
  readonly onCallSeconds: number
  readonly leadSeconds: number
  /** so many of the level are rung at once */
  readonly atOnce: number
  readonly swarmMinutes: number
  /** so long without a step tried, and a swarm is proposed */
  readonly hypothesisMinutes: number
  /** of those who have as little, it rings first at who knows the product; absent: no */
  readonly knowsFirst?: boolean | undefined
}
export const defaultLive: LiveSetting = {
  ringSeconds: 25,
  onCallSeconds: 60,
  leadSeconds: 60,
  atOnce: 1,
  swarmMinutes: 15,
  hypothesisMinutes: 60,
}
