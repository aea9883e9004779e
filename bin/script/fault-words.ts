// What a fault of a script is called on the command line, and its remedy. Not: where it is (channels/script).
import type { PlacedFault } from '#channels/script/read-script.ts'
import type { FormFaultCode } from '#core/script/form.ts'
import type { ScriptFaultCode } from '#core/script/script-fault.ts'

export type FaultWords = { readonly says: string; readonly remedy: string }

/** The fault in a sentence, and what to do about it in another. */
export function wordsOf(fault: PlacedFault): FaultWords {
  if (fault.code === 'not_yaml')
    return {
      says: `This cannot be read as YAML: ${fault.because}.`,
      remedy: 'Mend the line; nothing behind it was looked at.',
    }
  if ('example' in fault)
    return { says: formWords[fault.code], remedy: `Write, for example: ${fault.example}` }
  return scriptWords[fault.code](fault.details)
}

const formWords: Readonly<Record<FormFaultCode, string>> = {
  not_an_object: 'Names with values are expected here.',
  not_a_list: 'A list is expected here.',
  key_unknown: 'There is nothing of that name here.',
  missing: 'Something is missing here.',
  too_many: 'There are too many.',
  too_long: 'This is too long.',
  too_deep: 'This condition is nested too deep, or has too many parts.',
  name_wrong: 'A name is small letters and digits, with hyphens between them.',
  name_twice: 'This is there twice.',
  sentence_wrong: 'A sentence is expected here.',
  language_unknown: 'The desk does not speak this language.',
  number_wrong: 'Another number is expected here.',
  file_wrong: 'A picture is a file of its own folder.',
  one_of: 'This is none of those there are.',
  kind_unclear: 'Exactly one of these must be here.',
  range_turned: 'The most is less than the least.',
  condition_unreadable: 'This condition cannot be read.',
}

type Told = (details: Readonly<Record<string, string>>) => FaultWords

const scriptWords: Readonly<Record<ScriptFaultCode, Told>> = {
  start_unknown: ({ to }) => ({
    says: `It starts at "${to}", which is no step.`,
    remedy: 'Name the first step as the start.',
  }),
  arrow_nowhere: ({ to }) => ({
    says: `This leads to "${to}", which is no step.`,
    remedy: 'Lead it to a step, or add that step.',
  }),
  unreachable: () => ({
    says: 'Nobody comes to this step.',
    remedy: 'Lead an arrow here, or take the step out.',
  }),
  dead_end: () => ({
    says: 'For some answers none of the arrows is taken.',
    remedy: 'End the list with an arrow without a condition.',
  }),
  loop: ({ around }) => ({
    says: `This goes round without end: ${around}.`,
    remedy: 'Give one of these steps `tries`, with a `spent` that leads out.',
  }),
  why_missing: () => ({
    says: 'It does not say why.',
    remedy: 'Tell the agent what the answer is good for.',
  }),
  sentence_missing: () => ({
    says: 'A sentence is missing.',
    remedy: 'Write it, in every language of the script.',
  }),
  language_missing: ({ language }) => ({
    says: `This is not said in "${language}".`,
    remedy: `Write it in "${language}", or take that language from the script.`,
  }),
  open_name_unknown: ({ language, names }) => ({
    says: `Nobody fills ${names} in "${language}".`,
    remedy: 'Write one of {agent}, {customer}, {product}, {desk} and {outage}, or plain words.',
  }),
  open_names_differ: ({ language, names }) => ({
    says: `In "${language}" the sentence leaves other names open than in its first language: ${names}.`,
    remedy: 'Leave the same names open in every language.',
  }),
  end_incomplete: ({ what }) => ({
    says: `Whoever receives the case needs "${what}" here.`,
    remedy: `Add "${what}" to this end.`,
  }),
  check_incomplete: () => ({
    says: 'It does not say which value of the case is meant.',
    remedy: 'Add "of": kind, severity, product or language.',
  }),
  step_unknown: ({ of }) => ({
    says: `The condition asks about "${of}", which is no step.`,
    remedy: 'Name a step of this script.',
  }),
  never_answered: ({ of }) => ({
    says: `Nobody can have answered "${of}" before this step.`,
    remedy: 'Ask about a step that lies before it.',
  }),
  value_never: ({ of, value }) => ({
    says: `"${of}" is never answered with ${value}.`,
    remedy: 'Compare with one of its choices, with a number if it is one, or with `answered`.',
  }),
  contradiction: () => ({
    says: 'This condition can never hold.',
    remedy: 'Mend the condition, or take the arrow out.',
  }),
  arrow_never: () => ({
    says: 'This arrow is never taken: an earlier one always is.',
    remedy: 'Move it up, or take it out.',
  }),
  picture_unknown: ({ file }) => ({
    says: `There is no picture "${file}".`,
    remedy: 'Put it into the folder "pictures" beside the script, or name another.',
  }),
  sub_unknown: ({ script }) => ({
    says: `There is no script "${script}".`,
    remedy: 'Add it beside this one, or name another.',
  }),
  sub_ring: ({ around }) => ({
    says: `These scripts call each other: ${around}.`,
    remedy: 'Take one of the calls out.',
  }),
}
