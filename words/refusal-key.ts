// Where the sentence of a refusal or problem stands in the catalogue. Not: the sentences
// (phrases/refusals.ts).

/** `case.not_open` → `refusal.case_not_open`. */
export const refusalKey = (code: string): string => `refusal.${code.replace('.', '_')}`
