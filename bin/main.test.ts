import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import type { Command, Io } from '#bin/command.ts'
import { main } from '#bin/main.ts'

async function run(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = []
  const err: string[] = []
  const io: Io = {
    out: line => out.push(line),
    err: line => err.push(line),
    stdin: Readable.from([]),
    env: {},
    cwd: '/',
  }
  return { code: await main(args, io), out, err }
}

const built = readdirSync(new URL('commands/', import.meta.url))
  .filter(file => !file.includes('.test.') && file.endsWith('.ts'))
  .map(file => file.slice(0, -'.ts'.length))

test('help lists every command that is built', async () => {
  const { code, out } = await run('--help')
  assert.equal(code, 0)
  const listed = out.flatMap(line => line.match(/^ {2}(\w+) /)?.[1] ?? [])
  assert.deepEqual(listed.sort(), built.sort())
})

for (const name of built) {
  test(`${name} has help that begins with how it is called`, async () => {
    const { code, out, err } = await run(name, '--help')
    assert.deepEqual([code, err], [0, []])
    assert.match(out[0] ?? '', new RegExp(`^tierline ${name}\\b`))
    const { summary } = (await import(`./commands/${name}.ts`)) as Command
    assert.ok(summary.length > 0 && summary.length < 80)
  })

  test(`${name} refuses a flag it does not know, as bad usage`, async () => {
    const { code, out, err } = await run(name, '--no-such-flag')
    assert.deepEqual([code, out], [2, []])
    assert.ok(err.length >= 1)
  })
}

test('without a command, the list is bad usage; an unknown one too', async () => {
  assert.equal((await run()).code, 2)
  const { code, err } = await run('mend')
  assert.equal(code, 2)
  assert.match(err.join(), /no command "mend"/)
})

test('a port that is none is bad usage', async () => {
  assert.equal((await run('start', '--port', '70000')).code, 2)
})
