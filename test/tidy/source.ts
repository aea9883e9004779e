// The files of the house as the tidy rules read them. Not: the rules.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** One broken rule, as a sentence that says where, which, and what to do instead. */
export type Complaint = string

export type Source = {
  /** from the root, with / */
  readonly path: string
  /** the top folder it lies in; '' for the root itself */
  readonly top: string
  readonly text: string
  readonly lines: readonly string[]
}

const elsewhere = ['node_modules/**', '.data/**', '.build/**', 'coverage/**']

/** Files by pattern, from the root. */
export function filesOf(...patterns: readonly string[]): Source[] {
  return globSync(patterns, { cwd: root, exclude: elsewhere })
    .sort()
    .map(path => {
      const text = readFileSync(join(root, path), 'utf8')
      const top = path.includes('/') ? (path.split('/')[0] ?? '') : ''
      return { path, top, text, lines: text.split('\n') }
    })
}

export const code = filesOf('*/**/*.{ts,tsx,js}')
export const styles = filesOf('*/**/*.css')
export const prose = filesOf('*.md', '*/**/*.md', '.ci/*')
export const sql = filesOf('*/**/*.sql')

/** Tests and what only helps tests: they may reach across the house. */
export const isTest = ({ path, top }: Source): boolean =>
  top === 'test' || /\.(test|contract)\.tsx?$|\/(testing|contract)(\/|\.ts$)/.test(path)

const trees = new Map<string, ts.SourceFile>()

/** The syntax of a code file, parsed once. */
export function treeOf({ path, text }: Source): ts.SourceFile {
  const known = trees.get(path)
  if (known) return known
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  trees.set(path, tree)
  return tree
}

/** Every node of a code file, outside in. */
export function* nodesOf(source: Source): Generator<ts.Node> {
  const waiting: ts.Node[] = [treeOf(source)]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node
    node.forEachChild(child => {
      waiting.push(child)
    })
  }
}

/** `file:line` of a node or of an offset. */
export function at(source: Source, where: ts.Node | number): string {
  const offset = typeof where === 'number' ? where : where.getStart(treeOf(source))
  return `${source.path}:${source.text.slice(0, offset).split('\n').length}`
}

export type Import = { readonly specifier: string; readonly offset: number }

/** What a code file imports: statically, dynamically or as a type. */
export const importsOf = (source: Source): Import[] =>
  ts
    .preProcessFile(source.text, true, true)
    .importedFiles.map(({ fileName, pos }) => ({ specifier: fileName, offset: pos }))

/** The path from the root that an import of our own means, or null for a package. */
export function targetOf(source: Source, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (!specifier.startsWith('.')) return null
  return join(source.path, '..', specifier)
}
