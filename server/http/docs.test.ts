// The pages docs/refusals.md and docs/events.md say what the code does, no more and no less.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { refusalCodes } from '#core/case/refusal-codes.ts'
import { languages } from '#core/people/language.ts'
import { Problem, type ProblemCode, problemCodes } from '#server/http/problems.ts'
import { problemDocument } from '#server/http/problem-reply.ts'
import { allPhrases } from '#words/phrases/index.ts'
import { refusalKey } from '#words/refusal-key.ts'

const page = (name: string) => readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
const rows = (text: string): string[][] =>
  text
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(line =>
      line
        .slice(1, -1)
        .split(' | ')
        .map(cell => cell.trim()),
    )

/** The sentence as the page shows it: of a plural its general form. */
const plainly = (sentence: string) =>
  sentence.replace(/\{(\w+), plural, one \{(.*?)\} other \{(.*)\}\}$/s, '$3')

describe('docs/refusals.md', () => {
  it('lists every code with its status and sentence, and no other', async () => {
    const listed = rows(await page('refusals.md')).map(([code = '', status, says]) => [
      code.replaceAll('`', ''),
      Number(status),
      says,
    ])
    const codes = [...new Set([...refusalCodes, ...problemCodes])]
    const own = codes.map(code => [
      code,
      new Problem(code).status,
      plainly(allPhrases[refusalKey(code)]?.en ?? 'no sentence'),
    ])
    assert.deepEqual(listed.sort(), own.sort())
  })

  it('no code belongs to the core and to the transport at once', () => {
    assert.deepEqual(
      problemCodes.filter(code => (refusalCodes as readonly string[]).includes(code)),
      [],
    )
  })
})

describe('the sentence of a code', () => {
  for (const language of languages)
    it(`is said in ${language}, whether or not the refusal has details`, () => {
      for (const code of [...refusalCodes, ...problemCodes]) {
        const { title } = problemDocument(new Problem(code as ProblemCode), 'ref', language)
        assert.doesNotMatch(title, /^refusal\.|[{}]|^$/, code)
      }
    })

  it('names the details it was given', () => {
    const problem = new Problem('worker.taken', { details: { agent: 'Karin Holm' } })
    assert.match(problemDocument(problem, 'ref', 'sv').title, /^Karin Holm /)
    const open = new Problem('case.has_open_promise', { details: { count: 3 } })
    assert.match(problemDocument(open, 'ref', 'ru').title, /^Открыты 3 обещания/)
  })
})

describe('docs/events.md', () => {
  it('lists every fact with its fields, and no other', async () => {
    const core = fileURLToPath(new URL('../../core', import.meta.url))
    const files = globSync('{case,problem,supplier,change,house-policy,may-tell}/*-fact.ts', { cwd: core })
    const sources = ['case/event.ts', ...files].map(file => {
      const source = readFileSync(`${core}/${file}`, 'utf8').replace(/^ {2}\/\*\*.*?\*\/\n/gms, '')
      return source.slice(source.search(/^(?:export )?type \w*Facts = /m))
    })
    const facts = [
      ...sources.join('\n').matchAll(/^ {2}'([a-z_]+\.[a-z_]+)': \{([\s\S]*?)\}( & Led)?(?=\n {2}'|\n\})/gm),
    ]
    const own = facts.map(([, type, inner = '', led]) => {
      // Where an answer led is said alike by each fact of a walk (core/script/walk.ts).
      const all = led ? `${inner}; to: ; end: ; ended?: ` : inner
      const fields = all.replace(/\{[^{}]*\}/g, '').matchAll(/(\w+\??):/g)
      return [`\`${type}\``, [...fields].map(([, field]) => `\`${field}\``).join(' ')]
    })
    const listed = rows(await page('events.md')).map(([type, , fields]) => [type, fields])
    assert.ok(own.length > 35, 'the facts are found in the source')
    assert.deepEqual(listed.sort(), own.sort())
  })
})
