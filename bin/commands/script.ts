// `tierline script`: the scripts that ship, what is wrong with one, and a walk through one in the terminal.
import { parseArgs } from 'node:util'
import { resolve } from 'node:path'
import { BadUsage, type Io } from '#bin/command.ts'
import { wordsOf } from '#bin/script/fault-words.ts'
import { scriptIn, shippedFiles, subsOf } from '#bin/script/files.ts'
import { play } from '#bin/script/play.ts'
import { readerOf } from '#bin/script/reader.ts'
import type { PlacedFault, ReadScript } from '#channels/script/read-script.ts'
import { isLanguage, languages } from '#core/people/language.ts'

export const summary = 'list, check and walk scripts'
export const usage = `tierline script list [--json]
tierline script check FILE… [--json]
tierline script run FILE [--language en]

list    the scripts that ship; --json: {slug, languages, steps, faults} a line, steps and faults as numbers
check   every fault in a script (YAML or JSON), with its line and what to do; ends with 1 if there is one
run     a walk: number keys answer, b back, s skip, c cannot, q leave; or the same, a line each, from a pipe

--language is one of ${languages.join(', ')}. docs/scripts.md says how a script is written.`

export async function run([verb, ...args]: string[], io: Io): Promise<number> {
  if (verb === 'list') return list(args, io)
  if (verb === 'check') return check(args, io)
  if (verb === 'run') return walk(args, io)
  throw new BadUsage('tierline script knows three verbs: list, check, run.')
}

function list(args: string[], io: Io): number {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  for (const path of shippedFiles()) {
    const read = scriptIn(path)
    const { slug, ...facts } = { slug: read.script?.slug ?? path, ...factsOf(read) }
    if (values.json) io.out(JSON.stringify({ slug, ...facts }))
    else
      io.out(`${slug.padEnd(32)} ${facts.steps} steps, ${facts.languages.join(' ')}, ${facts.faults} faults`)
  }
  return 0
}

const factsOf = ({ script, faults }: ReadScript) => ({
  languages: script?.languages ?? [],
  steps: script?.steps.length ?? 0,
  faults: faults.length,
})

function check(args: string[], io: Io): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  if (positionals.length === 0) throw new BadUsage('Name a file.')
  const named = positionals.map(name => resolve(io.cwd, name))
  const faulty = positionals.filter(name => {
    const read = fileRead(name, named, io)
    if (values.json) io.out(JSON.stringify({ file: name, ...told(read) }))
    else for (const line of linesOf(name, read)) io.out(line)
    return read.faults.length > 0
  })
  return faulty.length > 0 ? 1 : 0
}

function fileRead(name: string, named: readonly string[], io: Io): ReadScript {
  try {
    return scriptIn(resolve(io.cwd, name), named)
  } catch (problem) {
    throw new Error(`${name} cannot be read: ${(problem as NodeJS.ErrnoException).code ?? String(problem)}.`)
  }
}

const told = (read: ReadScript) => ({
  slug: read.script?.slug ?? null,
  ...factsOf(read),
  faults: read.faults.map(fault => ({
    line: fault.line,
    code: fault.code,
    place: 'path' in fault ? fault.path : null,
    step: 'step' in fault ? fault.step : null,
    ...wordsOf(fault),
  })),
})

function linesOf(name: string, read: ReadScript): string[] {
  if (read.faults.length === 0) return [`${name}: ${factsOf(read).steps} steps, no fault`]
  return read.faults.map(fault => {
    const { says, remedy } = wordsOf(fault)
    return `${name}:${fault.line}: ${placeOf(fault)}${says} ${remedy}`
  })
}

function placeOf(fault: PlacedFault): string {
  if (!('path' in fault)) return ''
  const step = 'step' in fault && fault.step !== null ? `step "${fault.step}", ` : ''
  return `${step}${fault.path || 'the whole'}: `
}

async function walk(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { language: { type: 'string', default: 'en' } },
  })
  const [name, ...more] = positionals
  const { language } = values
  if (name === undefined || more.length > 0) throw new BadUsage('Name one file.')
  if (!isLanguage(language)) throw new BadUsage(`--language is one of ${languages.join(', ')}.`)
  const path = resolve(io.cwd, name)
  const read = fileRead(name, [], io)
  const { script, faults } = read
  if (!script) {
    for (const line of linesOf(name, read)) io.err(line)
    return 1
  }
  if (faults.length > 0) io.err(`${faults.length} faults; tierline script check ${name} tells them.`)
  const subs = subsOf(path)
  const reader = readerOf(io)
  try {
    const scripts = (slug: string) => (slug === script.slug ? script : subs(slug))
    return await play({ script, scripts, language, reader, out: io.out })
  } finally {
    reader.close()
  }
}
