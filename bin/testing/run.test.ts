import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { nodeTest } from '#bin/testing/run.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tierline-runner-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, `import { describe, test } from 'node:test'\n${text}`)
  return path
}

const count = (...files: string[]) => nodeTest({ files, world: {}, atOnce: 2 })

test('tests are counted, suites are not', async () => {
  const path = file('a.test.ts', `describe('s', () => { test('one', () => {}); test('two', () => {}) })`)
  assert.deepEqual(await count(path), { passed: 2, failed: 0, skipped: 0 })
})

test('a test left out is neither passed nor failed', async () => {
  const path = file('a.test.ts', `test('one', () => {}); test('two', { skip: 'no moon' }, () => {})`)
  assert.deepEqual(await count(path), { passed: 1, failed: 0, skipped: 1 })
})

test('a failure in one file does not hide the tests of another', async () => {
  const good = file('a.test.ts', `test('one', () => {})`)
  const bad = file('b.test.ts', `test('two', () => { throw new Error('two') }); test('three', () => {})`)
  assert.deepEqual(await count(good, bad), { passed: 2, failed: 1, skipped: 0 })
})

test('a file that breaks while loading is a failure', async () => {
  const path = file('a.test.ts', `throw new Error('broken')`)
  assert.equal((await count(path)).failed, 1)
})

test('a file that ends itself in the middle is a failure', async () => {
  const path = file('a.test.ts', `test('one', () => {}); test('two', () => process.exit(1))`)
  assert.equal((await count(path)).failed >= 1, true)
})

test('a file that ends itself as if all were well is a failure', async () => {
  const path = file(
    'a.test.ts',
    `test('one', () => {}); test('two', () => process.exit(0)); test('three', () => {})`,
  )
  const good = file('b.test.ts', `test('one', () => {})`)
  assert.equal((await count(path, good)).failed, 1)
})

test('no result is lost when the machine is too busy to read them at once', async () => {
  // Only the runner itself is slow: it reads for a moment and does something else for a longer one.
  const slow = join(folder, 'slow.mjs')
  const busy = 'const until = performance.now() + 40; while (performance.now() < until);'
  writeFileSync(slow, `if (!process.env.NODE_TEST_CONTEXT) setInterval(() => { ${busy} }, 1).unref()`)
  const path = file(
    'a.test.ts',
    `for (let i = 0; i < 1000; i++) test('one of many ' + 'x'.repeat(2000), () => {})`,
  )
  const world = { NODE_OPTIONS: `--import=${slow}` }
  assert.deepEqual(await nodeTest({ files: [path], world }), { passed: 1000, failed: 0, skipped: 0 })
})

test('a run without a test is a failure', async () => {
  assert.equal((await count(join(folder, 'none.test.ts'))).failed, 1)
})

const branchy = `export const pick = (is: boolean): string => {
  if (is) return 'yes'
  return 'no'
}`
const covered = (text: string) => {
  writeFileSync(join(folder, 'pick.ts'), branchy)
  const path = file('a.test.ts', `import { pick } from './pick.ts'\n${text}`)
  return nodeTest({ files: [path], world: {}, together: true, cover: [join(folder, 'pick.ts')] })
}

test('a branch that no test takes is a failure', async () => {
  const one = await covered(`test('one', () => { pick(false) })`)
  assert.deepEqual(one, { passed: 1, failed: 1, skipped: 0 })
  const both = await covered(`test('both', () => { pick(false); pick(true) })`)
  assert.deepEqual(both, { passed: 1, failed: 0, skipped: 0 })
})

test('a branch that was seen to be taken in the second of two runs is taken', async () => {
  // As if the first run had forgotten that it ran.
  const mark = JSON.stringify(join(folder, 'ran'))
  const outcome = await covered(`import { existsSync, writeFileSync } from 'node:fs'
    test('one', () => { pick(false); if (existsSync(${mark})) pick(true); writeFileSync(${mark}, '') })`)
  assert.deepEqual(outcome, { passed: 1, failed: 0, skipped: 0 })
})
