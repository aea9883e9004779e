// Who may import whom, who may know the time, the database and the environment. Not: how code looks
// (measure.ts).
import ts from 'typescript'
import {
  at,
  type Complaint,
  code,
  importsOf,
  isTest,
  nodesOf,
  type Source,
  targetOf,
} from '#test/tidy/source.ts'

/**
 * Left may import right; a value without a slash is a whole folder, one with a slash the beginning of a path.
 */
const may: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  words: ['words', 'core'],
  store: ['store', 'core'],
  channels: ['channels', 'core', 'words'],
  portal: ['portal', 'core', 'words'],
  web: ['web', 'core', 'words'],
  server: ['server', 'core', 'words', 'store', 'channels', 'portal'],
  // The simulated company goes in by the same door as everybody (docs/decisions/0005).
  sim: [
    'sim',
    'core',
    'channels',
    'store/memory',
    'store/desk',
    'store/bulk',
    'store/store',
    'store/outcome-unknown',
    'server/handle',
    'server/deed',
    'server/entitlement',
    'server/folds',
    'server/sealer',
    'server/intake',
    'server/placing',
    'server/brought-words',
    'server/matters',
    'server/matter-rules',
    'server/problems',
    'server/supplier-mail',
    'server/confirmation',
    'server/shell',
    'server/react',
  ],
}
const everything = ['bench', 'test', 'bin']

/** The arrows of the house. */
export function imports(): Complaint[] {
  return code.flatMap(source =>
    importsOf(source).flatMap(({ specifier, offset }) => {
      const target = targetOf(source, specifier)
      const remedy = target === null ? packageRule(source, specifier) : arrowRule(source, specifier, target)
      return remedy === null ? [] : [`${at(source, offset)} imports ${specifier}: ${remedy}`]
    }),
  )
}

function packageRule(source: Source, specifier: string): string | null {
  if (isTest(source)) return null
  if (source.top === 'core') return 'core has no packages; take what is needed as an argument'
  if (source.top === 'web' && specifier.startsWith('node:') && !source.path.endsWith('vite.config.ts')) {
    return 'the browser has no Node; ask the server'
  }
  return null
}

function arrowRule(source: Source, specifier: string, target: string): string | null {
  const top = target.split('/')[0] ?? ''
  if (specifier.startsWith('.') && top !== source.top)
    return `never leave a top folder by ../; write #${target}`
  const allowed = may[source.top]
  if (!allowed || isTest(source) || everything.includes(source.top)) return null
  const fits = allowed.some(each => top === each || (each.includes('/') && target.startsWith(each)))
  return fits ? null : `${source.top} may import only ${allowed.join(', ')}; move the code or pass it in`
}

const bans: readonly {
  readonly is: (node: ts.Node) => boolean
  readonly what: string
  readonly remedy: string
}[] = [
  { is: isAccess('Date', 'now'), what: 'Date.now', remedy: 'take the instant as an argument' },
  { is: isNewDate, what: 'new Date', remedy: 'take the instant as an argument' },
  { is: isAccess('Math', 'random'), what: 'Math.random', remedy: 'take ids and dice as arguments' },
  { is: isAccess('Temporal', 'Now'), what: 'Temporal.Now', remedy: 'take the instant as an argument' },
  {
    is: node => node.kind === ts.SyntaxKind.AsyncKeyword,
    what: 'async',
    remedy: 'core never waits; say when to wake it',
  },
]

/** Core knows no clock, no dice and no waiting. */
export function purity(): Complaint[] {
  return code
    .filter(source => source.top === 'core' && !isTest(source))
    .flatMap(source =>
      [...nodesOf(source)].flatMap(node =>
        bans
          .filter(ban => ban.is(node))
          .map(ban => `${at(source, node)} uses ${ban.what} in core: ${ban.remedy}`),
      ),
    )
}

function isAccess(object: string, name: string): (node: ts.Node) => boolean {
  return node =>
    ts.isPropertyAccessExpression(node) && node.name.text === name && node.expression.getText() === object
}

function isNewDate(node: ts.Node): boolean {
  return ts.isNewExpression(node) && node.expression.getText() === 'Date'
}

const statement =
  /^\s*(select\s[\s\S]+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|(create|alter|drop)\s+(table|index|database|role|schema)\s|with\s+\w+\s+as\s*\()/i

/** SQL lies in store/, and nowhere else. */
export function sqlPlace(): Complaint[] {
  const elsewhere = code.filter(source => !['store', 'bench'].includes(source.top) && !isTest(source))
  return elsewhere.flatMap(source =>
    [...nodesOf(source)]
      .filter(node => isText(node) && statement.test(node.getText().slice(1)))
      .map(node => `${at(source, node)} holds SQL: move the question to a file of store/`),
  )
}

const isText = (node: ts.Node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)

/** The environment is read in one place of the server, and by tools. */
export function environment(): Complaint[] {
  const inside = (source: Source) => ['bin', 'bench'].includes(source.top) || isTest(source)
  return code
    .filter(source => source.path !== 'server/main.ts' && !inside(source))
    .flatMap(source =>
      [...nodesOf(source)]
        .filter(isAccess('process', 'env'))
        .map(node => `${at(source, node)} reads process.env: take it as an argument from server/main.ts`),
    )
}
