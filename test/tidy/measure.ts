// Lengths, leftovers and dead files. Not: who may import whom (boundaries.ts).
import ts from 'typescript'
import {
  type Complaint,
  code,
  filesOf,
  importsOf,
  isTest,
  nodesOf,
  prose,
  type Source,
  sql,
  styles,
  targetOf,
  treeOf,
} from '#test/tidy/source.ts'

const fileLinesMax = 400
const functionLinesMax = 50
const widthMax = 110

/** Phrases in six languages are data: as long as there is something to say. */
const isData = ({ path }: Source) => /^words\/phrases\/|^test\/corpus\//.test(path)

/** A file is one idea. */
export function fileLength(): Complaint[] {
  return [...code, ...styles]
    .filter(source => !isData(source) && source.lines.length - 1 > fileLinesMax)
    .map(
      ({ path, lines }) =>
        `${path} has ${lines.length - 1} lines of ${fileLinesMax}: find the second idea in it`,
    )
}

/** A line fits the screen. SQL and other long texts inside a template are left as they read best. */
export function width(): Complaint[] {
  return [...code, ...styles]
    .filter(source => !isData(source))
    .flatMap(source => {
      const tooWide = source.lines.flatMap((line, index) => (line.length > widthMax ? [index + 1] : []))
      if (tooWide.length === 0) return []
      const inText = source.path.endsWith('.css') ? new Set<number>() : linesOfTexts(source)
      return tooWide
        .filter(line => !inText.has(line))
        .map(line => `${source.path}:${line} is wider than ${widthMax}: break the line`)
    })
}

/** Lines that lie inside a text or pattern, which no formatter may break. */
function linesOfTexts(source: Source): Set<number> {
  const lines = new Set<number>()
  for (const node of nodesOf(source)) {
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isRegularExpressionLiteral(node)
    if (!isText) continue
    const [first, last] = span(source, node)
    for (let line = first; line <= last; line += 1) lines.add(line)
  }
  return lines
}

function span(source: Source, node: ts.Node): [first: number, last: number] {
  const tree = treeOf(source)
  const line = (offset: number) => tree.getLineAndCharacterOfPosition(offset).line + 1
  return [line(node.getStart(tree)), line(node.end)]
}

/**
 * A function is read without scrolling. Its own lines count: those of functions inside it are counted there,
 * so that
 * a factory or a table of routes is as long as the list it is. A suite is a list of tests, not a function.
 */
export function functionLength(): Complaint[] {
  return code.flatMap(source =>
    [...nodesOf(source)].flatMap(node => {
      if (!ts.isFunctionLike(node) || isSuite(source, node) || isShowcase(source)) return []
      const lines = ownLines(source, node)
      if (lines <= functionLinesMax) return []
      const [first] = span(source, node)
      return [
        `${source.path}:${first} is a function of ${lines} lines of ${functionLinesMax}: name its parts`,
      ]
    }),
  )
}

function ownLines(source: Source, node: ts.Node): number {
  const [first, last] = span(source, node)
  let lines = last - first + 1
  const visit = (child: ts.Node): void => {
    if (ts.isFunctionLike(child)) {
      const [from, to] = span(source, child)
      lines -= to - from
    } else child.forEachChild(visit)
  }
  node.forEachChild(visit)
  return lines
}

/** The gallery lists every part in every state: data written as markup. */
const isShowcase = ({ path }: Source) => path.startsWith('web/gallery/')

function isSuite(source: Source, node: ts.SignatureDeclaration): boolean {
  if (!isTest(source)) return false
  const { body } = node as ts.FunctionLikeDeclaration
  if (!body || !ts.isBlock(body)) return false
  return body.statements.some(each => /^(void )?(test|it|describe|suite)(\.\w+)?\(/.test(each.getText()))
}

const markers = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`)

/** What is not done is not in the code but in the plan. */
export const leftovers = (): Complaint[] =>
  matches(markers, 'holds a leftover marker: do it, or write down elsewhere that it is to be done')

const ourMachine = new RegExp(`(^|[\\s'"\`(=:])/(${['work', 'home', 'root', 'Users'].join('|')})/[\\w.]`)

/** Nothing works on one machine only. */
export const machinePaths = (): Complaint[] =>
  matches(
    ourMachine,
    'names a folder of one machine: derive it from import.meta.url or take it as an argument',
  )

function matches(pattern: RegExp, remedy: string): Complaint[] {
  return [...code, ...styles, ...sql, ...prose].flatMap(source =>
    source.lines.flatMap((line, index) =>
      pattern.test(line) ? [`${source.path}:${index + 1} ${remedy}`] : [],
    ),
  )
}

/** Files that somebody outside the code opens. */
const entries = [
  /\.test\.tsx?$/,
  /^bin\/(tierline\.js|main\.ts|commands\/[^/]+\.ts)$/,
  /vite\.config\.ts$/,
  /^web\/public\//,
  /\.d\.ts$/,
]

/** Every file is used: imported, named by a path in a string, or opened from outside. */
export function deadFiles(): Complaint[] {
  const used = new Set<string>()
  for (const source of [...code, ...styles, ...filesOf('web/*.html')]) {
    for (const target of targetsOf(source)) used.add(target)
  }
  return [...code, ...styles]
    .filter(({ path }) => !used.has(path) && !entries.some(entry => entry.test(path)))
    .map(({ path }) => `${path} is imported by nobody: use it or delete it`)
}

function targetsOf(source: Source): string[] {
  const imported = source.path.endsWith('.css') || source.path.endsWith('.html') ? [] : importsOf(source)
  // Style sheets, pages, workers and readers in processes of their own are named by their path.
  const named = [...source.text.matchAll(/['"(]((?:\.{0,2}\/|#)?[\w./-]+\.(?:tsx?|js|css))['")]/g)]
  return [
    ...imported.map(each => each.specifier),
    ...named.flatMap(match => variants(source, match[1] ?? '')),
  ].flatMap(specifier => targetOf(source, specifier) ?? [])
}

const variants = (source: Source, name: string): string[] =>
  name.startsWith('/') ? [`#${source.top}${name}`] : [name, `./${name}`, `#${name}`]
