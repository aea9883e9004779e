// Between which values a share is meant to lie, where there is such a goal. Not: the share (of-period.ts),
// nor how the band is drawn (web/reports/report-chart.tsx).

/** From one share to another. */
export type GoalBand = readonly [from: number, to: number]

const bands: Readonly<Record<string, GoalBand>> = { level_0_1_share: [0.7, 0.8] }

/** The goal of a measure; null: it has none. */
export const goalBand = (measure: string): GoalBand | null => bands[measure] ?? null
