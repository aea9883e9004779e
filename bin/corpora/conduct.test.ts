// Ordinary texts are left alone: of each language at most one false alarm in 10,000 of them, where the
// corpora lie beside the checkout. Not: which words are found (core/conduct).
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { languages } from '#core/people/language.ts'
import { Readable } from 'node:stream'
import { scoreConduct } from './conduct.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = resolve(root, process.env.CORPORA_DIR ?? '../shared/corpora', 'lang')
const skip = existsSync(folder) ? false : `there are no corpora at ${folder}`

test('of 10,000 ordinary texts at most one is taken for insulting, in each language', { skip }, async () => {
  const alarms: string[] = []
  const err = (line: string) => void alarms.push(line)
  const found = await scoreConduct(folder, {
    out: assert.fail,
    err,
    stdin: Readable.from([]),
    env: {},
    cwd: '/',
  })
  assert.deepEqual(
    found.map(({ what }) => what.slice(-2)).toSorted(),
    [...languages].toSorted(),
    'every language was looked at',
  )
  for (const { what, hits, of } of found) {
    assert.ok(of >= 900, `${what}: only ${of}`)
    assert.ok(of - hits <= of / 10_000, `${what}: ${hits} of ${of}\n${alarms.join('\n')}`)
  }
})
