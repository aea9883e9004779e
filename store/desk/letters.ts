// Finding names by letters inside them, as people type them: without capitals and blanks. Not: words of cases
// (postgres/search.ts), nor customers (customer.ts).

/**
 * The condition that a text of a row has the letters of $1: by its runs of three where an index has them,
 * then by all of them. `text` as the index has it (migrations/0079-letters-of-names.sql).
 */
export const hasLetters = (text: string): string =>
  `letter_runs(bare_letters(${text})) @> letter_runs(bare_letters($1))
    and position(bare_letters($1) in bare_letters(${text})) > 0`
