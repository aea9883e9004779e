// What is wrong with which field of a set-up form, and the sentence for it, whether the form or the server
// found it. Not: refusals of a whole wish (api/refusal-text.ts).
import type { Say } from '#words/say.ts'
import { isProblem } from '../api/problem.ts'

export type Fault = {
  /** the field as the form names it */
  readonly path: string
  /** `interval_empty`; the sentence is `set_up.fault_<code>` */
  readonly code: string
  readonly example?: string
}

/** The faults a server's problem names; a message reads `code, e.g. example`. */
export function faultsIn(thrown: unknown): Fault[] {
  if (!isProblem(thrown)) return []
  return thrown.fields.map(({ path, message }) => {
    const [code = '', example] = message.split(', e.g. ')
    return { path, code: code.replaceAll('.', '_'), ...(example && { example }) }
  })
}

/** The sentence for a fault; one we have no words for shows what would be right. */
export function faultText({ path, code, example }: Fault, say: Say): string {
  const key = `set_up.fault_${code}`
  // How many there may be stands in the example; the rest of it is for programs, in English.
  const most = /\d+/.exec(example ?? '')?.[0] ?? ''
  const text = /^\w+$/.test(code) ? say(key, { most }) : key
  return text === key ? say('set_up.fault_other', { example: example ?? path }) : text
}

/** The sentence at a field; undefined: nothing is wrong there. */
export function faultAt(faults: readonly Fault[], path: string, say: Say): string | undefined {
  const found = faults.find(one => one.path === path)
  return found && faultText(found, say)
}
