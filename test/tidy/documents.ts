// Documents that must agree with the tree. Not: what they say beyond that.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { code, type Complaint, filesOf, root } from '#test/tidy/source.ts'

type Package = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>

/** Every dependency has a line that says what for; every line has a dependency. */
export function dependencies(): Complaint[] {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package
  const used = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap(kind =>
    Object.keys(own[kind] ?? {}),
  )
  const [document] = filesOf('docs/dependencies.md')
  const rows = (document?.lines ?? []).flatMap(line => {
    const [, name, licence] = line.match(/^\| `([^`]+)` .*\| ([^|]+) \|$/) ?? []
    return name && licence ? [{ name, licence }] : []
  })
  const listed = rows.map(row => row.name)
  const stated = rows.map(row => ({ ...row, truth: licenceOf(row.name) ?? row.licence }))
  return [
    ...used
      .filter(name => !listed.includes(name))
      .map(name => `docs/dependencies.md lacks a line for ${name}`),
    ...listed
      .filter(name => !used.includes(name))
      .map(name => `docs/dependencies.md still lists ${name}: delete its line`),
    ...stated
      .filter(row => row.licence !== row.truth)
      .map(row => `docs/dependencies.md calls ${row.name} ${row.licence}: its package says ${row.truth}`),
  ]
}

/** The licence that an installed package states itself; null where it is not for this machine. */
function licenceOf(name: string): string | null {
  try {
    const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')
    return (JSON.parse(text) as { license?: string }).license ?? null
  } catch {
    return null
  }
}

/** The code map names the folders that are there, and only those. */
export function codeMap(): Complaint[] {
  const [architecture] = filesOf('ARCHITECTURE.md')
  if (!architecture) return []
  const after = architecture.text.split(/^#+\s+code map\s*$/im)[1]
  if (after === undefined) return ['ARCHITECTURE.md has no section "Code map": list the folders there']
  const section = after.split(/^#{1,2}\s/m)[0] ?? ''
  const named = [...section.matchAll(/(?:^|[\s`|(])([a-z][\w-]*\/(?:[\w-]+\/)*)/gm)].map(
    match => match[1] ?? '',
  )
  const tops = [...new Set([...code.map(source => source.top), 'docs'])].filter(
    top => top && !top.startsWith('.'),
  )
  return [
    ...named
      .filter(folder => !exists(folder))
      .map(folder => `ARCHITECTURE.md maps ${folder}, which is not there: delete its line`),
    ...tops
      .filter(top => !named.some(folder => folder.startsWith(`${top}/`)))
      .map(top => `ARCHITECTURE.md does not map ${top}/: say in one line what it is`),
  ]
}

/** A folder, from the root or from any top folder (a map is often indented). */
const exists = (folder: string) =>
  existsSync(join(root, folder)) ||
  readdirSync(root, { withFileTypes: true }).some(
    top => top.isDirectory() && existsSync(join(root, top.name, folder)),
  )
