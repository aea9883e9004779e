// All that is wrong with what somebody has written so far, be it of its form or of the script it makes. Not:
// what each fault is (form.ts, script-fault.ts), nor its sentence for people.
import { type Fields, fieldsOf } from '#core/kit/fields.ts'
import { checkScript, type Pictures, type SubScripts } from '#core/script/check-script.ts'
import type { FormFaultCode } from '#core/script/form.ts'
import { parseScript } from '#core/script/parse-script.ts'
import type { Script } from '#core/script/script.ts'
import type { ScriptFaultCode } from '#core/script/script-fault.ts'

export type DraftFault = {
  /** where in the form, from the outside in: `steps.3.why`; empty: the whole of it */
  readonly path: string
  readonly code: FormFaultCode | ScriptFaultCode
  /** the step it is of, if that has a name */
  readonly step: string | null
  /** what a remedy names: an example, a language, another step */
  readonly details: Readonly<Record<string, string>>
}

/** `script` null: its form is wrong, and nothing is known of what it would say or where it would lead. */
export type Judged = { readonly script: Script | null; readonly faults: readonly DraftFault[] }

/** `subs`, `pictures` null: they are not at hand, and nothing is said of them. */
export function judgeForm(form: unknown, subs: SubScripts | null, pictures: Pictures | null = null): Judged {
  const parsed = parseScript(form)
  if ('script' in parsed) return { script: parsed.script, faults: checkScript(parsed.script, subs, pictures) }
  const names = stepNames(form)
  return {
    script: null,
    faults: parsed.faults.map(({ path, code, example }) => {
      const [, index] = /^steps\.(\d+)/.exec(path) ?? []
      return { path, code, step: names[Number(index)] ?? null, details: { example } }
    }),
  }
}

/** The scripts a form calls, as far as it can be read. */
export const calledBy = (form: unknown): readonly string[] =>
  stepsOf(form).flatMap(step => (typeof step.script === 'string' ? [step.script] : []))

/** The pictures a form shows, as far as it can be read. */
export const shownBy = (form: unknown): readonly string[] =>
  stepsOf(form).flatMap(step => {
    const { file } = fieldsOf(step.picture)
    return typeof file === 'string' ? [file] : []
  })

const stepNames = (form: unknown): readonly (string | null)[] =>
  stepsOf(form).map(({ name }) => (typeof name === 'string' && name !== '' ? name : null))

const stepsOf = (form: unknown): readonly Fields[] => {
  const { steps } = fieldsOf(form)
  return Array.isArray(steps) ? steps.map(fieldsOf) : []
}
