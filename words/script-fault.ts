// What is wrong with a script, as a sentence of the reader's language. Not: where it is (core/script).
import type { DraftFault } from '#core/script/judge-form.ts'
import type { Say } from '#words/say.ts'

const whole = /-?\d+(?:\.\d+)?/g

/** `languageName`: what the reader calls a language. */
export function sayScriptFault(
  say: Say,
  { code, details }: Pick<DraftFault, 'code' | 'details'>,
  languageName: (language: string) => string,
): string {
  const { language, example, ...others } = details
  return say(`script.fault_${code}`, {
    ...others,
    ...(example !== undefined && { example: exampleOf(code, example) }),
    ...(language !== undefined && { language: languageName(language) }),
  })
}

/** Where the command line says an example in a few words, the numbers and names in it are enough. */
function exampleOf(code: DraftFault['code'], example: string): string {
  if (code === 'too_many' || code === 'too_long' || code === 'number_wrong' || code === 'range_turned')
    return example.match(whole)?.join('–') ?? example
  return example.replace(/^one of /, '').replace(/^nothing$/, '–')
}
