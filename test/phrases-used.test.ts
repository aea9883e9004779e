// The catalogue and the code know each other: no key is asked for that is not there, and no phrase waits for
// nobody.
// Not: what the phrases say (words/phrases.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import ts from 'typescript'
import { allPhrases } from '#words/phrases/index.ts'
import { code, isTest, nodesOf, type Source, treeOf } from '#test/tidy/source.ts'

const keys = Object.keys(allPhrases)
const areas = new Set(keys.map(key => key.split('.')[0]!))
const sources = code.filter(
  source => !isTest(source) && !/^(words\/phrases|test|bench|bin)\//.test(source.path),
)

type Asked = { readonly where: string; readonly text: string }

/** A template as a pattern: what is put in is unknown here. */
const patternOf = (node: ts.TemplateExpression): RegExp => {
  const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const rest = node.templateSpans.map(span => `[\\w-]+${quoted(span.literal.text)}`)
  return new RegExp(`^${quoted(node.head.text)}${rest.join('')}$`)
}

const isKeyTemplate = (node: ts.TemplateExpression) => /^[a-z_]+\.\w*$/.test(node.head.text)

/** Whether a call says something: say(…), words.say(…), sayIn(language)(…). */
function isSaying({ expression, arguments: told }: ts.CallExpression): boolean {
  if (told.length > 2) return false
  if (ts.isIdentifier(expression)) return expression.text === 'say'
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text === 'say'
  return ts.isCallExpression(expression) && expression.expression.getText() === 'sayIn'
}

/** The keys in an argument, through conditions. */
function* said(node: ts.Expression): Generator<string> {
  if (ts.isStringLiteralLike(node)) yield node.text
  if (ts.isConditionalExpression(node)) {
    yield* said(node.whenTrue)
    yield* said(node.whenFalse)
  }
}

/** Beginnings of keys that a file completes itself: `'mail.promise'` where it also says `${key}_before`. */
function beginnings(source: Source): string[] {
  const nodes = [...nodesOf(source)]
  const completes = nodes.some(
    node =>
      ts.isTemplateExpression(node) &&
      node.head.text === '' &&
      node.templateSpans[0]?.literal.text.startsWith('_'),
  )
  if (!completes) return []
  return nodes.flatMap(node =>
    ts.isStringLiteralLike(node) && /^[a-z_]+\.[a-z_]+$/.test(node.text) ? [node.text] : [],
  )
}

function askedIn(source: Source): Asked[] {
  const tree = treeOf(source)
  return [...nodesOf(source)].flatMap(node => {
    if (!ts.isCallExpression(node) || !isSaying(node) || !node.arguments[0]) return []
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
    return [...said(node.arguments[0])].map(text => ({ where: `${source.path}:${line}`, text }))
  })
}

test('every key that code says has its phrase', () => {
  const missing = sources
    .flatMap(askedIn)
    .filter(({ text }) => !Object.hasOwn(allPhrases, text))
    .map(({ where, text }) => `${where} says ${text}, which is in no phrases/*.ts`)
  assert.deepEqual(missing, [])
})

test('every phrase is said by somebody, and every kind of key that is put together has phrases', () => {
  const whole = new Set<string>()
  const patterns = new Map<string, RegExp>()
  for (const source of sources)
    for (const node of nodesOf(source)) {
      if (ts.isStringLiteralLike(node)) whole.add(node.text)
      if (ts.isTemplateExpression(node) && isKeyTemplate(node)) patterns.set(node.getText(), patternOf(node))
    }
  const fits = [...patterns.values()]
  const begun = sources.flatMap(beginnings).map(text => `${text}_`)
  const unsaid = keys.filter(
    key => !whole.has(key) && !fits.some(one => one.test(key)) && !begun.some(start => key.startsWith(start)),
  )
  assert.deepEqual(unsaid, [], 'say it or delete it')
  const idle = [...patterns].filter(([, pattern]) => !keys.some(key => pattern.test(key)))
  assert.deepEqual(
    idle.map(([text]) => text).filter(text => areas.has(text.slice(1).split('.')[0]!)),
    [],
    'no phrase fits this',
  )
})
