// When long work speaks. Not: the bar (progress.tsx).

/** The last of 25, 50, 75 and 100 that a percentage has reached; 0 before the first. */
export const quarterReached = (percent: number): number => Math.min(100, Math.floor(percent / 25) * 25)
