// Whether a text has marks of the composer's small Markdown. Not: what becomes of them (words/written.ts).

/** A text without marks can be shown as it is, without the library that reads them. */
export const isPlain = (text: string): boolean => !/[*_`>[\]#\\]|^\s*(?:[-+]|\d+[.)])\s/m.test(text)
