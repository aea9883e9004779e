// What came from outside, read as fields with unknown values. Not: which fields there may be, which each
// reader says with its own words.

export type Fields = Readonly<Record<string, unknown>>

/** An object with fields: no list, nothing bare. */
export const isFields = (one: unknown): one is Fields =>
  typeof one === 'object' && one !== null && !Array.isArray(one)

/** Its fields; of what has none, none. */
export const fieldsOf = (one: unknown): Fields => (isFields(one) ? one : {})
