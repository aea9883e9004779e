// The levels of a support centre. Not: who sits on them (team.ts).

/** 0 self-help, 1 first line, 2 specialists, 3 experts, 4 suppliers. */
export type Level = 0 | 1 | 2 | 3 | 4
/** The levels at which our own people work. */
export type HouseLevel = 1 | 2 | 3

export const houseLevels: readonly HouseLevel[] = [1, 2, 3]
