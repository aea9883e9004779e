// Everything a sound script has not: what the checker looks for. Not: the sentences for people.

export const scriptFaultCodes = [
  'start_unknown',
  'arrow_nowhere',
  'unreachable',
  'dead_end',
  'loop',
  'why_missing',
  'sentence_missing',
  'language_missing',
  'open_name_unknown',
  'open_names_differ',
  'end_incomplete',
  'check_incomplete',
  'step_unknown',
  'never_answered',
  'value_never',
  'contradiction',
  'arrow_never',
  'picture_unknown',
  'sub_unknown',
  'sub_ring',
] as const
export type ScriptFaultCode = (typeof scriptFaultCodes)[number]

export type ScriptFault = {
  /** where in the form, from the outside in: `steps.3.why` */
  readonly path: string
  readonly code: ScriptFaultCode
  /** the step it is of; null: of the script as a whole */
  readonly step: string | null
  /** what a remedy may name: the language, the other step, the way round */
  readonly details: Readonly<Record<string, string>>
}
