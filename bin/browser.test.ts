// Which Chromium the tests take, by programs planted on a PATH of our own, npm among them.
// Not: the one npm really has (70 MB), nor what tests do with it.
import assert from 'node:assert/strict'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
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

describe('where none is', { skip: process.arch !== 'x64' && 'none comes from npm for this machine' }, () => {
  /** The same code in a checkout of its own, in which nothing was ever fetched. */
  async function fresh(): Promise<typeof import('#bin/browser.ts')> {
    mkdirSync(join(home, 'bin'))
    writeFileSync(join(home, 'package.json'), '{ "type": "module" }')
    const copy = join(home, 'bin', 'browser.ts')
    copyFileSync(fileURLToPath(new URL('browser.ts', import.meta.url)), copy)
    return import(pathToFileURL(copy).href)
  }
  const toldOnce = () => {
    assert.equal(said.length, 1)
    assert.match(said[0]!, /^No Chromium on this machine; fetching one from npm/)
  }

  test('one is fetched from npm, and found the next time', async () => {
    const { ensureBrowser, findBrowser, libraries } = await fresh()
    const packed = join(home, 'packed', '@sparticuz', 'chromium', 'build')
    mkdirSync(packed, { recursive: true })
    writeFileSync(
      join(packed, 'index.js'),
      `const { writeFileSync } = require('node:fs')
       module.exports = { executablePath: () =>
         writeFileSync(process.env.TMPDIR + '/chromium', '#!/bin/sh\\nexit 0\\n', { mode: 0o755 }) }`,
    )
    plant('tools', 'npm', `/bin/cp -r "${join(home, 'packed')}" node_modules`)
    const path = await ensureBrowser(pathOf('tools'), log)
    assert.equal(path, join(home, '.data', 'browser', 'tmp', 'chromium'))
    toldOnce()
    assert.equal(findBrowser(pathOf('tools')), path)
    assert.ok(libraries(path).LD_LIBRARY_PATH, 'it brings its own libraries')
    assert.deepEqual(libraries('/usr/bin/chromium'), {})
  })

  test('npm that brings none is told with its last words and what to do', async () => {
    const { ensureBrowser } = await fresh()
    plant('tools', 'npm', 'echo trying >&2; echo "network is away" >&2; exit 1')
    await assert.rejects(ensureBrowser(pathOf('tools'), log), {
      message: 'No Chromium for the tests, and npm brought none (network is away): set CHROMIUM.',
    })
    toldOnce()
  })

  test('one that does not unpack is told too', async () => {
    const { ensureBrowser } = await fresh()
    plant('tools', 'npm', 'exit 0')
    await assert.rejects(ensureBrowser(pathOf('tools'), log), /from npm does not unpack .*: set CHROMIUM\.$/)
  })
})
