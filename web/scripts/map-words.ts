// What stands on a drawn step and on an arrow: short, in one language. Not: where (map-layout.ts).
import type { Language } from '#core/people/language.ts'
import type { Say } from '#words/say.ts'
import { conditionIn } from './condition-parts.ts'
import type { Edge } from './map-graph.ts'
import type { OutlineStep } from './outline.ts'
import { inWords } from './scripts-list.ts'

const labelMax = 24

/** The beginning of a text, to the last whole word that fits. */
export function shortened(text: string, max: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if (line.length <= max) return line
  const cut = line.slice(0, max - 1)
  const end = cut.lastIndexOf(' ')
  return `${(end > max / 2 ? cut.slice(0, end) : cut).trimEnd()}…`
}

/** By which answers an arrow is taken. */
export function labelOf({ ways }: Edge, say: Say, language: Language): string {
  const said = ways.map(({ by, words, when, condition }) => {
    if (by === 'choice') return inWords(words, language)?.text ?? ''
    return when === null ? say(`scripts.by_${by}`) : signs(condition)
  })
  return shortened([...new Set(said)].filter(Boolean).join(', '), labelMax)
}

const sign = { is: ' = ', among: ' = ', atLeast: ' ≥ ', below: ' < ', answered: '' } as const

/** A condition in signs, the same in every language: `light = red, blinking`. The outline has it in words. */
function signs(form: unknown): string {
  const condition = conditionIn(form)
  if (!condition) return '…'
  if ('how' in condition) {
    const { how, parts } = condition
    const joined = parts.map(signs).join(how === 'all' || how === 'not_all' ? ' & ' : ' | ')
    return how === 'all' || how === 'any' ? joined : `¬(${joined})`
  }
  const { by, isNot, step, value } = condition
  const values = Array.isArray(value) ? value.join(' | ') : String(value ?? '')
  return `${isNot ? '¬ ' : ''}${step}${sign[by]}${values}`
}

/** What stands for a step: what is asked, done or said, else its name. */
export const headOf = ({ head, name }: OutlineStep, language: Language): string =>
  inWords(head, language)?.text ?? name

/** "→ 14, 16": the steps to which its long arrows lead. */
export const toldOf = (told: readonly Edge[], index: number): string => {
  const all = told.filter(one => one.from === index).map(one => one.to + 1)
  return all.length === 0 ? '' : `→ ${all.join(', ')}`
}
