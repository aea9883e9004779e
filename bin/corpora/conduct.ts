// Scores code words on ordinary texts: declarations, words of screens and questions of customers hold none.
// Not: which words are sought (core/conduct).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Io } from '#bin/command.ts'
import { findCodeWords } from '#core/conduct/find-code-words.ts'
import { isLanguage, languages } from '#core/people/language.ts'
import { type Figure, tally } from './figure.ts'

type Texts = { readonly cases: readonly { readonly lang: string; readonly text: string }[] }
type Parallel = { readonly articles: Readonly<Record<string, Readonly<Record<string, string>>>> }
type Asked = readonly (readonly [text: string, intent: string])[]
type Small = Readonly<Record<'train' | 'val' | 'oos_train' | 'oos_val', Asked>>
type Terms = { readonly rows: readonly Readonly<Record<string, string>>[] }

/** Reads `lang`, and `tickets` beside it. */
export async function scoreConduct(folder: string, io: Io): Promise<Figure[]> {
  const score = tally()
  const look = (language: string, text: string) => {
    if (!isLanguage(language)) return
    const found = findCodeWords(text, [language])
    score.add(`ordinary texts left alone: ${language}`, found.length === 0)
    for (const one of found) io.err(`${language}: "${one.written}" (${one.name}) in: ${text}`)
  }
  for (const name of ['udhr_sentences.json', 'udhr_short.json'])
    for (const { lang, text } of jsonOf<Texts>(join(folder, name))?.cases ?? []) look(lang, text)
  for (const row of jsonOf<Terms>(join(folder, 'freescout_terms.json'))?.rows ?? [])
    for (const language of languages) if (row[language]) look(language, row[language])
  for (const of of Object.values(
    jsonOf<Parallel>(join(folder, 'udhr_parallel_articles.json'))?.articles ?? {},
  ))
    for (const [lang, text] of Object.entries(of)) look(lang, text)
  for (const name of ['train', 'val', 'oos_train', 'oos_val'] as const)
    for (const [text] of jsonOf<Small>(join(folder, '../tickets/clinc150_small.json'))?.[name] ?? [])
      look('en', text)
  const asked = join(folder, '../tickets/banking77_train.csv')
  if (existsSync(asked)) for (const line of readFileSync(asked, 'utf8').split('\n').slice(1)) look('en', line)
  return score.figures()
}

const jsonOf = <T>(path: string): T | null =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null
