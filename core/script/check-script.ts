// What is wrong with a script, though its form is right: every fault at its place, in the order of the
// steps. A script without any can be published. Not: reading the form (parse-script.ts), nor sentences for
// people.
import { checkArrows } from '#core/script/check-arrows.ts'
import { checkNames } from '#core/script/check-names.ts'
import { checkSubScripts, checkWays } from '#core/script/check-ways.ts'
import type { Asked, End, EndName, Script, Step, Wording } from '#core/script/script.ts'
import type { ScriptFault, ScriptFaultCode } from '#core/script/script-fault.ts'

/** The other scripts of the desk, as they would be published; null: none of that name. */
export type SubScripts = (slug: string) => Script | null

/** Whether there is a picture of that name. */
export type Pictures = (file: string) => boolean

/** What is not at hand is left out: then nothing is said of sub-scripts, or of pictures. */
export function checkScript(
  script: Script,
  subs: SubScripts | null = null,
  pictures: Pictures | null = null,
): readonly ScriptFault[] {
  const faults = [
    ...checkWhole(script),
    ...script.steps.flatMap((step, index) => checkStep(script, step, `steps.${index}`)),
    ...checkWays(script),
    ...checkArrows(script),
    ...(subs ? checkSubScripts(script, subs) : []),
    ...(pictures ? checkPictures(script, pictures) : []),
  ]
  const place = ({ path }: ScriptFault) => Number(path.match(/^steps\.(\d+)/)?.[1] ?? -1)
  return faults.toSorted((one, other) => place(one) - place(other))
}

const checkPictures = ({ steps }: Script, pictures: Pictures): ScriptFault[] =>
  steps.flatMap(({ name, picture }, index) =>
    picture && !pictures(picture.file)
      ? [
          {
            path: `steps.${index}.picture.file`,
            code: 'picture_unknown',
            step: name,
            details: { file: picture.file },
          },
        ]
      : [],
  )

type Said = { readonly at: string; readonly wording: Wording; readonly isMissing?: ScriptFaultCode }

const checkWhole = (script: Script): ScriptFault[] =>
  [
    { at: 'title', wording: script.title },
    { at: 'says', wording: script.says },
  ].flatMap(said => [...unsaid(script, said, null), ...checkNames(said, null)])

function checkStep(script: Script, step: Step, path: string): ScriptFault[] {
  const incomplete = (at: string, code: ScriptFaultCode): ScriptFault => ({
    path: `${path}.${at}`,
    code,
    step: step.name,
    details: { what: at },
  })
  const sentences = [...saidAt(step), ...saidBeside(step)]
  return [
    ...sentences
      .map(said => ({ ...said, at: `${path}.${said.at}` }))
      .flatMap(said => [...unsaid(script, said, step.name), ...checkNames(said, step.name)]),
    ...(step.kind === 'end' ? missingAt(step).map(at => incomplete(at, 'end_incomplete')) : []),
    ...(step.kind === 'check' && step.check === 'case_value' && step.of === undefined
      ? [incomplete('of', 'check_incomplete')]
      : []),
  ]
}

/** The languages a sentence is not written in. */
function unsaid(script: Script, { at, wording, isMissing }: Said, step: string | null): ScriptFault[] {
  const missing = script.languages.filter(language => wording[language] === undefined)
  if (missing.length === script.languages.length)
    return [{ path: at, code: isMissing ?? 'sentence_missing', step, details: {} }]
  return missing.map(language => ({ path: at, code: 'language_missing', step, details: { language } }))
}

/** What a step says, by the name it has in the form. */
function saidAt(step: Step): Said[] {
  const why = (wording: Wording): Said => ({ at: 'why', wording, isMissing: 'why_missing' })
  switch (step.kind) {
    case 'ask':
      return [
        { at: 'ask', wording: step.question },
        why(step.why),
        { at: 'say', wording: step.say },
        ...choicesSaid(step.asked),
      ]
    case 'do':
      return [
        { at: 'do', wording: step.instruction },
        why(step.why),
        { at: 'say', wording: step.say },
        { at: 'expect', wording: step.expect },
      ]
    case 'check':
      return [why(step.why), { at: 'say', wording: step.say }]
    case 'tell':
      return [{ at: 'tell', wording: step.say }]
    case 'script':
      return []
    case 'end':
      return [{ at: 'say', wording: step.say }, ...endSaid(step)]
  }
}

const choicesSaid = (asked: Asked): Said[] =>
  asked.kind === 'choice'
    ? asked.choices.map(({ words }, index) => ({ at: `choices.${index}.words`, wording: words }))
    : []

/** Where there is one, it is in every language; whether there must be one, `needs` says. */
const endSaid = ({ fixed, question }: End): Said[] => [
  ...(fixed ? [{ at: 'fixed', wording: fixed }] : []),
  ...(question ? [{ at: 'question', wording: question }] : []),
]

const saidBeside = ({ safety, picture }: Step): Said[] => [
  ...(safety ? [{ at: 'safety', wording: safety }] : []),
  ...(picture ? [{ at: 'picture.alt', wording: picture.alt }] : []),
]

/** What whoever receives the case needs of each end. */
const needs: Readonly<Record<EndName, readonly ('fixed' | 'question' | 'toLevel' | 'article')[]>> = {
  solved: ['fixed'],
  hand_off: ['toLevel', 'question'],
  visit: ['question'],
  supplier: ['question'],
  goodwill: ['question'],
  article: ['article'],
}

const missingAt = (end: End): readonly string[] => needs[end.end].filter(what => end[what] === undefined)
