// The code words of a text, as people and programs ask for them; the words of our own screens hold none.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { run } from '#bin/commands/conduct.ts'
import { findCodeWords } from '#core/conduct/find-code-words.ts'
import { languages } from '#core/people/language.ts'
import { allPhrases } from '#words/phrases/index.ts'

const cwd = mkdtempSync(join(tmpdir(), 'tierline-conduct-'))
after(() => rmSync(cwd, { recursive: true }))
writeFileSync(join(cwd, 'note.txt'), 'Hello,\nclassic p.e.b.k.a.c here\n')

async function told(args: string[], input = ''): Promise<string[]> {
  const out: string[] = []
  const io = { out: (line: string) => out.push(line), err: assert.fail, stdin: Readable.from([input]) }
  assert.equal(await run(args, { ...io, env: {}, cwd }), 0)
  return out
}

test('each with its place, for a person and for a program', async () => {
  assert.deepEqual(await told(['note.txt']), ['note.txt:2:9: "p.e.b.k.a.c" (PEBKAC)'])
  const [line, ...more] = await told(['note.txt', '--lang', 'sv', '--json'])
  const place = { line: 2, column: 9, from: 15, until: 26 }
  assert.deepEqual([JSON.parse(line!), more], [{ name: 'PEBKAC', written: 'p.e.b.k.a.c', ...place }, []])
})

test('from a pipe, in one language or all', async () => {
  assert.equal((await told(['-', '--json'], 'Il solito utonto')).length, 1)
  assert.deepEqual(await told(['-', '--lang', 'de'], 'Il solito utonto'), [])
  assert.deepEqual(await told(['-'], ''), [])
})

test('what cannot be is said', async () => {
  const io = { out: assert.fail, err: assert.fail, stdin: Readable.from(['']), env: {}, cwd }
  await assert.rejects(run([], io), /Name one file/)
  await assert.rejects(run(['a', 'b'], io), /Name one file/)
  await assert.rejects(run(['note.txt', '--lang', 'xx'], io), /--lang is one of/)
  await assert.rejects(run(['nothing.txt'], io), /cannot be read: ENOENT/)
})

test('the words of our own screens hold none, in any language', () => {
  const all = Object.values<Readonly<Record<string, unknown>>>(allPhrases)
  let looked = 0
  for (const phrase of all)
    for (const language of languages) {
      const text = phrase[language]
      if (typeof text !== 'string') continue
      looked += 1
      assert.deepEqual(findCodeWords(text, [language]), [], text)
    }
  assert.ok(looked > 10_000, `${looked}`)
})
