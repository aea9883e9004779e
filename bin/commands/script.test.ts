// `tierline script`, as it is typed: in a pipe, and at a terminal.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { BadUsage } from '#bin/command.ts'
import { run } from '#bin/commands/script.ts'
import { sampleScript } from '#test/support/sample-script.ts'

const folder = mkdtempSync(join(tmpdir(), 'tierline-script-'))
after(() => rmSync(folder, { recursive: true }))
writeFileSync(join(folder, 'kettle.yaml'), sampleScript)
writeFileSync(join(folder, 'bad.yaml'), sampleScript.replace('    failed: plug', '    failed: plugg'))
writeFileSync(join(folder, 'torn.yaml'), sampleScript.replace('says: {en', 'says: {en: {'))
const calling = `slug: calling
languages: [en]
title: {en: Calls}
says: {en: Calls}
article: calling
start: kettle
steps:
  - {name: kettle, script: kettle, solved: done, unsolved: done}
  - {name: done, end: solved, say: {en: Good}, fixed: {en: It}}
`
writeFileSync(join(folder, 'calling.yaml'), calling)
writeFileSync(join(folder, 'alone.yaml'), calling.replace('script: kettle', 'script: nobody'))

async function typed(args: string[], ...lines: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await run(args, {
    out: line => void out.push(line),
    err: line => void err.push(line),
    stdin: Readable.from(lines.map(line => `${line}\n`)),
    env: {},
    cwd: folder,
  })
  return { code, out, err, all: out.join('\n') }
}

test('a sound file is said to be so', async () => {
  assert.deepEqual(await typed(['check', 'kettle.yaml']).then(({ code, out }) => [code, out]), [
    0,
    ['kettle.yaml: 8 steps, no fault'],
  ])
})
test('every fault of a file has its line, its place and a remedy, and ends the command with 1', async () => {
  const { code, out } = await typed(['check', 'kettle.yaml', 'bad.yaml'])
  assert.equal(code, 1)
  const line = sampleScript.split('\n').indexOf('    failed: plug') + 1
  assert.deepEqual(
    out[1],
    `bad.yaml:${line}: step "plug", steps.4.failed: This leads to "plugg", which is no step. Lead it to a step, or add that step.`,
  )
  const { out: json } = await typed(['check', 'bad.yaml', '--json'])
  assert.deepEqual(JSON.parse(json[0]!), {
    file: 'bad.yaml',
    slug: 'kettle',
    languages: ['en', 'sv'],
    steps: 8,
    faults: [
      {
        line,
        code: 'arrow_nowhere',
        place: 'steps.4.failed',
        step: 'plug',
        says: 'This leads to "plugg", which is no step.',
        remedy: 'Lead it to a step, or add that step.',
      },
    ],
  })
})
test('a broken YAML names line and cause', async () => {
  const { code, out } = await typed(['check', 'torn.yaml'])
  assert.equal(code, 1)
  assert.match(out[0]!, /^torn\.yaml:\d+: This cannot be read as YAML: .+/)
})
test('a sub-script is looked for beside the file', async () => {
  assert.equal((await typed(['check', 'calling.yaml'])).code, 0)
  const { out } = await typed(['check', 'alone.yaml'])
  assert.match(out[0]!, /alone\.yaml:8: step "kettle", steps\.0\.script: There is no script "nobody"\./)
})
test('bad usage and files that are not there are said', async () => {
  for (const args of [
    [],
    ['erase'],
    ['check'],
    ['run'],
    ['run', 'a', 'b'],
    ['run', 'kettle.yaml', '--language', 'fr'],
  ])
    await assert.rejects(typed(args), BadUsage, args.join(' '))
  await assert.rejects(typed(['check', 'nowhere.yaml']), /^Error: nowhere\.yaml cannot be read: ENOENT\.$/)
  await assert.rejects(typed(['check', '.']), /cannot be read: EISDIR/)
})
test('the scripts that ship are listed with their languages, steps and faults', async () => {
  const { code, out } = await typed(['list', '--json'])
  assert.equal(code, 0)
  for (const line of out) {
    const { slug, languages, steps, faults } = JSON.parse(line) as Record<string, unknown>
    assert.deepEqual(
      [typeof slug, Array.isArray(languages), typeof steps, faults],
      ['string', true, 'number', 0],
    )
  }
  assert.equal((await typed(['list'])).out.length, out.length)
})

test('a walk from a pipe answers line by line, says why, and ends as the script does', async () => {
  const { code, all, err } = await typed(['run', 'kettle.yaml'], '2', '2', '1')
  assert.deepEqual([code, err], [0, []])
  assert.match(all, /Why: Without light it has no power\./)
  assert.match(all, /! {2}Not with wet hands\./)
  assert.match(all, /End: solved · boils\n.*Say: Good\.\n.*What fixed it: Another socket/)
  assert.match(all, /recall: no\n.*light: dark\n.*plug: worked$/)
})
test('the walk speaks the language asked for', async () => {
  const { all } = await typed(['run', 'kettle.yaml', '--language', 'sv'], '2', '2', 'q')
  assert.match(all, /Vattenkokaren förblir kall · step 3 of about \d/)
  assert.match(all, /Left at plug\./)
  assert.match((await typed(['run', 'kettle.yaml', '--language', 'ru'], 'q')).all, /The kettle stays cold/)
})
test('back, skip and cannot: a reason is asked for, and the old answer stays shown', async () => {
  const { code, all } = await typed(
    ['run', 'kettle.yaml'],
    '2',
    '1',
    'b',
    's',
    'not now',
    'c',
    'no hands',
    'q',
  )
  assert.equal(code, 0)
  assert.match(all, /Why is it skipped\?/)
  assert.match(all, /Why can it not be done\?/)
  assert.match(all, /End: hand_off to level 2 · broken/)
  assert.match(all, /\(taken back\) light: shines\n.*light: skipped\n.*plug: cannot/)
})
test('an answer that does not fit is refused with what would, and the walk goes on', async () => {
  const { code, all } = await typed(['run', 'kettle.yaml'], 'b', '9', '3', '1', '7', 'much', '0,3', '1', '1')
  assert.equal(code, 0)
  assert.match(all, /This is the first step\. Nothing lies before it\./)
  assert.match(all, /Press a number from 1 to 3\./)
  assert.equal(all.match(/Enter a number from 0 to 2\./g)?.length, 2)
  assert.match(all, /litres: 0\.3\n.*fill: told\n.*plug: worked/)
})
test('a pipe that ends before the walk does ends it with 1', async () => {
  const { code, all } = await typed(['run', 'kettle.yaml'], '2')
  assert.deepEqual([code, all.split('\n').at(-1)], [1, 'Left at light.'])
  assert.equal((await typed(['run', 'kettle.yaml'], '2', 's')).code, 1)
})
test('what cannot be read is not walked; what has faults is, with a word', async () => {
  const { code, err } = await typed(['run', 'torn.yaml'], '1')
  assert.equal(code, 1)
  assert.match(err[0]!, /cannot be read as YAML/)
  const bad = await typed(['run', 'bad.yaml'], '2', '2', '2', 'q')
  assert.match(bad.err[0]!, /^1 faults; tierline script check bad\.yaml tells them\.$/)
  assert.match(bad.all, /The script leads nowhere from here\./)
})
test('a walk goes into the script beside it', async () => {
  const { code, all } = await typed(['run', 'calling.yaml'], '1')
  assert.equal(code, 0)
  assert.match(all, /recall: yes/)
  assert.match(all, /End: solved · done/)
})

const bin = fileURLToPath(new URL('../main.ts', import.meta.url))
const hasTerminal = spawnSync('script', ['--version']).status === 0
const skip = hasTerminal ? false : 'needs script(1) of util-linux, which makes a terminal'

/** A walk at a terminal: presses keys once the screen shows what they answer; what was shown in all. */
async function pressed(presses: readonly (readonly [shown: RegExp, keys: string])[]) {
  const command = `${process.execPath} ${bin} script run kettle.yaml`
  const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: folder, timeout: 20_000 })
  const left = [...presses]
  let shown = ''
  let seen = 0
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text
    if (!left[0]?.[0].test(shown.slice(seen))) return
    seen = shown.length
    child.stdin.write(left.shift()![1])
  })
  const code = await new Promise<number | null>(ended => child.on('close', ended))
  assert.deepEqual(left, [], shown)
  return { code, shown }
}

test('at a terminal one press answers, typed answers can be mended, and each screen is shown alone', {
  skip,
}, async () => {
  const { code, shown } = await pressed([
    [/step 1 of.*q leave/s, '2'],
    [/step 2 of.*q leave/s, '1'],
    [/step 3 of.*> $/s, '0.35\u007f\r'],
    [/step 4 of.*q leave/s, '\r'],
    [/step 5 of.*q leave/s, 's'],
    [/Why is it skipped\?.*> $/s, 'later\r'],
  ])
  assert.equal(code, 0)
  assert.ok(shown.includes('\u001b[2J'))
  assert.match(shown, /litres: 0\.3\r\n.*fill: told\r\n.*plug: skipped/)
})
test('at a terminal q and Ctrl-C leave the walk', { skip }, async () => {
  const left = await pressed([[/step 1 of.*q leave/s, 'q']])
  assert.deepEqual([left.code, /Left at recall\./.test(left.shown)], [0, true])
  const broken = await pressed([[/step 1 of.*q leave/s, '\u0003']])
  assert.deepEqual([broken.code, /Left at recall\./.test(broken.shown)], [1, true])
})
