// Joins class names. Not: styling.

/** The given names that are there, separated by spaces. */
export const cx = (...names: readonly (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(' ')
