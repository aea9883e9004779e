// What stands on a drawn step and on an arrow: short, in one language. Not: where (map-layout.ts).
import type { Language } from '#core/people/language.ts'
import type { Say } from '#words/say.ts'
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
  const said = ways.map(({ by, words, when }) => {
    if (by === 'choice') return inWords(words, language)?.text ?? ''
    return when ?? say(`scripts.by_${by}`)
  })
  return shortened([...new Set(said)].filter(Boolean).join(', '), labelMax)
}

/** What stands for a step: what is asked, done or said, else its name. */
export const headOf = ({ head, name }: OutlineStep, language: Language): string =>
  inWords(head, language)?.text ?? name

/** "→ 14, 16": the steps to which its long arrows lead. */
export const toldOf = (told: readonly Edge[], index: number): string => {
  const all = told.filter(one => one.from === index).map(one => one.to + 1)
  return all.length === 0 ? '' : `→ ${all.join(', ')}`
}
