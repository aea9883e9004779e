import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'

// A checkout with the real front door, an npm that only writes down what it was asked, and a main of one
// line.
let checkout: string
let calls: string

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'tierline-door-'))
  calls = join(checkout, 'calls')
  mkdirSync(join(checkout, 'bin'))
  mkdirSync(join(checkout, 'tools'))
  copyFileSync(fileURLToPath(new URL('tierline.js', import.meta.url)), join(checkout, 'bin', 'tierline.js'))
  writeFileSync(join(checkout, 'package.json'), '{ "type": "module" }')
  writeLock('1.0.0')
  writeFileSync(
    join(checkout, 'bin', 'main.ts'),
    `const [first, code]: string[] = process.argv.slice(2)
     if (first === 'wait') process.on('SIGTERM', () => process.exit(7)), setInterval(() => {}, 1000)
     console.log(first === 'heaps' ? process.env.MALLOC_ARENA_MAX : first)
     if (code) process.exit(Number(code))`,
  )
  npmDoes('mkdir -p node_modules')
})
afterEach(() => rmSync(checkout, { recursive: true }))

function writeLock(version: string): void {
  const packages = {
    '': {},
    'node_modules/x': { version },
    'node_modules/other-machine': { version, optional: true },
  }
  writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify({ packages }))
}

function npmDoes(command: string): void {
  const npm = join(checkout, 'tools', 'npm')
  writeFileSync(npm, `#!/bin/sh\necho "$1" >> "${calls}"\n${command}\n`)
  chmodSync(npm, 0o755)
}

const asked = () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [])

const surroundings: Record<string, string> = {}
afterEach(() => void delete surroundings.MALLOC_ARENA_MAX)

function open(...args: string[]) {
  const { npm_execpath: _, MALLOC_ARENA_MAX: __, ...env } = process.env
  const path = [join(checkout, 'tools'), dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter)
  return spawn(process.execPath, [join(checkout, 'bin', 'tierline.js'), ...args], {
    cwd: tmpdir(),
    env: { ...env, ...surroundings, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = open(...args)
  let out = ''
  let err = ''
  child.stdout.on('data', text => {
    out += text
  })
  child.stderr.on('data', text => {
    err += text
  })
  const [code] = await once(child, 'close')
  return { code, out, err }
}

test('a fresh checkout is installed once, from the lock, and says so in one line', async () => {
  const { code, out, err } = await run('hello')
  assert.deepEqual([code, out], [0, 'hello\n'])
  assert.match(err, /^Installing what Tierline needs .*\n$/)
  assert.deepEqual((await run('hello')).err, '')
  assert.deepEqual(asked(), ['ci'])
})

test('a lock that changed is installed again', async () => {
  await run()
  writeLock('2.0.0')
  await run()
  assert.deepEqual(asked(), ['ci', 'ci'])
})

test('what somebody installed by hand is not installed again', async () => {
  mkdirSync(join(checkout, 'node_modules'))
  const packages = { 'node_modules/x': { version: '1.0.0' } }
  writeFileSync(join(checkout, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }))
  await run()
  assert.deepEqual(asked(), [])
})

test('where npm ci refuses the lock, npm install is tried, and told', async () => {
  npmDoes('mkdir -p node_modules; [ "$1" = install ]')
  const { code, err } = await run('hello')
  assert.equal(code, 0)
  assert.match(err, /npm ci refuses the lock/)
  assert.deepEqual(asked(), ['ci', 'install'])
})

test('when npm brings nothing, one line says so and the run ends with 1', async () => {
  npmDoes('exit 1')
  const { code, out, err } = await run('hello')
  assert.deepEqual([code, out], [1, ''])
  assert.match(err, /npm could not install/)
})

test('the exit code of the command is ours', async () => {
  assert.equal((await run('hello', '3')).code, 3)
})

test('a signal reaches the command', async () => {
  const child = open('wait')
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'exit'), [7, null])
})

test('what runs keeps two heaps beside the engine’s, unless whoever starts it says otherwise', async () => {
  assert.equal((await run('heaps')).out, '2\n')
  surroundings.MALLOC_ARENA_MAX = '4'
  assert.equal((await run('heaps')).out, '4\n')
})
