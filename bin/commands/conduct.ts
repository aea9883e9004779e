// `tierline conduct`: the code words in a text that mock whoever asks for help. Not: which they are
// (core/conduct).
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { text as allOf } from 'node:stream/consumers'
import { BadUsage, type Io } from '#bin/command.ts'
import { type FoundWord, findCodeWords } from '#core/conduct/find-code-words.ts'
import { isLanguage, languages } from '#core/people/language.ts'

export const summary = 'find code words that mock people in a text'
export const usage = `tierline conduct FILE [--lang L] [--json]

Says which code words stand in a text, and where: ID-10T, layer 8 and their kin, through spaced letters,
digits for letters, letters of other scripts and invisible signs. FILE - reads stdin.

  --lang L   the language it is written in: ${languages.join(', ')}; what is said in every language is
             sought as well (all of them)
  --json     one object per word found: name, written, line and column (from 1), from and until (from 0, in
             UTF-16 units of the text)

Ends with 0 whether there are any or not, with 1 where FILE cannot be read.`

export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { lang: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new BadUsage('Name one file, or - for stdin.')
  const { lang } = values
  if (lang !== undefined && !isLanguage(lang)) throw new BadUsage(`--lang is one of ${languages.join(', ')}.`)
  const text = await read(file, io)
  for (const one of findCodeWords(text, lang === undefined ? null : [lang])) {
    const placed = { ...one, ...placeOf(text, one) }
    const { name, written, line, column, from, until } = placed
    if (values.json) io.out(JSON.stringify({ name, written, line, column, from, until }))
    else io.out(`${file}:${line}:${column}: ${JSON.stringify(written)} (${name})`)
  }
  return 0
}

async function read(file: string, io: Io): Promise<string> {
  if (file === '-') return allOf(io.stdin)
  try {
    return readFileSync(resolve(io.cwd, file), 'utf8')
  } catch (problem) {
    throw new Error(`${file} cannot be read: ${(problem as NodeJS.ErrnoException).code ?? String(problem)}.`)
  }
}

function placeOf(text: string, { from }: FoundWord): { line: number; column: number } {
  const before = text.slice(0, from)
  const start = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: from - start + 1 }
}
