// Which Chromium the tests take, by programs planted on a PATH of our own. Not: one that is fetched and unpacked
// (its 70 MB come from npm), nor what tests do with it.
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { ensureBrowser, findBrowser } from '#bin/browser.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tierline-browser-'))
})
afterEach(() => rmSync(home, { recursive: true }))

/** A program that does this, in a folder of that name; answers its path. */
function plant(folder: string, name: string, does: string, mode = 0o755): string {
  mkdirSync(join(home, folder), { recursive: true })
  const path = join(home, folder, name)
  writeFileSync(path, `#!/bin/sh\n${does}\n`)
  chmodSync(path, mode)
  return path
}
const pathOf = (...folders: string[]) => ({ PATH: folders.map(one => join(home, one)).join(delimiter) })

const said: string[] = []
const log = (line: string) => void said.push(line)
beforeEach(() => void said.splice(0))

test('the one that is named stands before those on the way', async () => {
  plant('a', 'chromium', 'exit 0')
  const named = plant('b', 'mine', 'exit 0')
  const env = { ...pathOf('a'), CHROMIUM: named }
  assert.equal(findBrowser(env), named)
  assert.equal(await ensureBrowser(env, log), named)
})

test('chromium is taken before chrome, in whatever folder it lies, and only if it may be run', () => {
  const chrome = plant('a', 'google-chrome', 'exit 0')
  const chromium = plant('b', 'chromium', 'exit 0')
  plant('c', 'chromium', 'exit 0', 0o644)
  assert.equal(findBrowser(pathOf('a', 'b')), chromium)
  assert.equal(findBrowser(pathOf('c', 'a')), chrome)
})

test('one that starts is taken without a word; nothing is fetched', async () => {
  const chromium = plant('a', 'chromium', '[ "$1" = --version ]')
  assert.equal(await ensureBrowser(pathOf('a'), log), chromium)
  assert.deepEqual(said, [])
})

test('one that does not start is told with its reason, in one sentence', async () => {
  const broken = plant('a', 'chromium', 'echo "libnss3.so is missing" >&2; echo more >&2; exit 127')
  await assert.rejects(ensureBrowser(pathOf('a'), log), {
    message: `The browser ${broken} does not start (libnss3.so is missing); install chromium or set CHROMIUM.`,
  })
})

test('one that is named and is not there is told, not passed over', async () => {
  plant('a', 'chromium', 'exit 0')
  const gone = join(home, 'gone')
  await assert.rejects(ensureBrowser({ ...pathOf('a'), CHROMIUM: gone }, log), /gone does not start .*ENOENT/)
})
