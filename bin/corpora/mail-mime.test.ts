// The misses docs/mail-corpus.md explains are those there are, where the corpora lie beside the checkout.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { mimeChecks } from './mail-mime.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = resolve(root, process.env.CORPORA_DIR ?? '../shared/corpora', 'email-mime')
const skip = existsSync(folder) ? false : `there are no corpora at ${folder}`

test('each check we do not hold to is explained, and at least 98 of 100 hold', { skip }, async () => {
  const checks = await mimeChecks(folder)
  const missed = checks.filter(({ isHit }) => !isHit).map(({ id, path }) => `${id} ${path || 'value'}`)
  const text = readFileSync(resolve(root, 'docs/mail-corpus.md'), 'utf8')
  const part = text.slice(
    text.indexOf('## Misses of the MIME set'),
    text.indexOf('## Misses of the reply set'),
  )
  const explained = [...part.matchAll(/^- `([^`]+)` — .+$/gm)].map(([, name]) => name)
  assert.deepEqual(explained.toSorted(), missed.toSorted())
  for (const only of [checks, checks.filter(({ isSoft }) => !isSoft)])
    assert.ok(only.filter(({ isHit }) => isHit).length >= 0.98 * only.length)
})
