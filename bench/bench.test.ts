// The bench runs from end to end and prints every line, so that it does not rot. Its figures mean nothing.
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { run } from '#bin/commands/bench.ts'
import { noDovecot } from '#test/support/dovecot.ts'

const expected = [
  'portal, scripts of its heaviest page',
  'core: decide and evolve',
  'dueAt within a month',
  'dueAt years ahead, times that',
  'all 4 clocks of a case counted anew',
  'mail read on one worker, one in ten with a picture',
  'mail read on one worker, words alone',
  'memory above rest for a mail of 25 MB, reader and taker',
  'simulator steps, core alone, on one core',
  'simulator steps, core alone, on all cores',
  'simulator steps, real shell on the memory store, on one core',
  'simulator steps, real shell on the memory store, on all cores',
  'middle walk by the order learnt, against the author’s',
  'order learnt from 1000000 walks',
  'second start',
  'server memory at rest, without PostgreSQL',
  'create over HTTP, 32 connections, empty',
  'bare statement, 32 at once, empty',
  'create against bare, load generator apart, empty',
  'SMTP intake before that, from the first mail on, empty',
  'SMTP intake, 3–10 kB, four senders, empty',
  'CPU of one mail, server and readers, empty',
  'upload of a file of 25 MB',
  'download of a file of 25 MB',
  'memory above rest for a file of 25 MB, up, sent and down',
  ...(noDovecot ? [] : ['IMAP backlog, 3–10 kB, empty']),
  'queue, first 50, 1 connection, 100 cases',
  'queue, first 50, 8 connections, 100 cases',
  'open a case of 20 entries, 1 connection, 100 cases',
  'open a case of 20 entries, 8 connections, 100 cases',
  'queue, first 50, 1 connection, 300 cases',
  'queue, first 50, 8 connections, 300 cases',
  'open a case of 20 entries, 1 connection, 300 cases',
  'open a case of 20 entries, 8 connections, 300 cases',
  'queue at 300 against 100 cases, p50',
  'a case at 300 against 100 cases, p50',
  'search, common word, 300 cases',
  'search, with a rare word, 300 cases',
  'create over HTTP, 32 connections, 300 cases',
  'bare statement, 32 at once, 300 cases',
  'create against bare, load generator apart, 300 cases',
  'create at 300 cases against empty',
  'SMTP intake before that, from the first mail on, 300 cases',
  'SMTP intake, 3–10 kB, four senders, 300 cases',
  'CPU of one mail, server and readers, 300 cases',
  'SMTP intake at 300 cases against empty',
  ...(noDovecot ? [] : ['IMAP backlog, 3–10 kB, 300 cases', 'IMAP backlog at 300 cases against empty']),
  'take next: cases with two owners, 200 takers, 300 waiting',
  'take next over HTTP, 200 at once, 300 waiting',
  'the most that were taken before an older case of equal weight',
  'oldest wait against the median, in a steady flow',
  'hand-offs through all states, two nodes',
  'hand-offs with two owners',
  'hand-offs that did not end once, or left a case with nobody',
  'ring to screen, 200 present',
  'cases of one problem told, 300 of them',
  'queue while they are told against before, p50',
  'list of problems, with 3000, p95',
  'list of problems, dismissed, with 3000, p95',
  'list of supplier cases, with 3000, p95',
  'list of supplier cases, what is due first, with 3000, p95',
  'list of change requests, with 3000, p95',
  'list of change requests, rejected, with 3000, p95',
  'waking of clocks, 100 due per second, two nodes, 300 cases',
  'the same, of what a policy owes, 300 cases',
  'clocks that ran meanwhile, counted in the ledger',
  'create over HTTP, with a policy',
  'SMTP intake, with a policy',
  'server memory after all this, without PostgreSQL',
  'figures of a script over 30000 walks',
  'the same with its two versions compared',
  'the newest twelfth of them, as its page and the script show',
  'days of 300 cases read and kept',
  'measures of this week and the one before',
  'measures of a week of 300 cases and the one before',
  'measures of two years',
  'measures of two years of one team',
  'the board with 300 cases',
  'a screen on a wall with 300 cases',
  'server memory after measures',
  'hostile mail: CPU of the dearest, node and readers',
  'hostile mail: the longest the node was at one thing',
]

/** Weighed only where the app is built. */
const firstView = "agents' first view, scripts"
const whatever = ['take next: cases with two owners', 'hand-offs with two', 'hand-offs that did not end']

test('parts can be measured by themselves, and what is no part is refused', async () => {
  const out: string[] = []
  const nothing = { err: () => {}, stdin: Readable.from([]), env: process.env, cwd: '/' }
  const io = { ...nothing, out: (line: string) => out.push(line) }
  const few = ['--seconds', '0.1', '--json', '--no-build']
  const only = (parts: string, cases = '300') => run(['--only', parts, '--cases', cases, ...few], io)
  assert.equal(await only('view,core,orders'), 0)
  assert.deepEqual(
    out.map(line => (JSON.parse(line) as { what: string }).what).filter(what => what !== firstView),
    expected.filter(one => /^portal, |^core: |order learnt/.test(one)),
  )
  out.length = 0
  assert.equal(await only('measures', '60'), 0)
  const at = expected.indexOf('days of 300 cases read and kept')
  assert.deepEqual(
    out.map(line => (JSON.parse(line) as { what: string }).what).slice(-8),
    expected.slice(at, at + 8).map(what => what.replace('300', '60')),
  )
  await assert.rejects(only('core,taking'), /--only takes parts: .*; not "taking"/)
})

test('the bench measures everything and fails at nothing', { timeout: 480_000 }, async () => {
  const out: string[] = []
  const err: string[] = []
  const io = {
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
    stdin: Readable.from([]),
    env: process.env,
    cwd: '/',
  }
  const args = ['--cases', '300', '--seconds', '0.3', '--json', '--no-build']
  assert.equal(await run(args, io), 0, err.join('\n'))
  const figures = out.map(line => JSON.parse(line) as { what: string; value: number; unit: string })
  const measured = figures.filter(figure => figure.what !== firstView)
  assert.deepEqual(
    measured.map(figure => figure.what),
    expected,
  )
  for (const { what, value, unit } of figures) {
    assert.ok(Number.isFinite(value) && value >= 0, `${what}: ${value}`)
    assert.doesNotMatch(unit, /\b[1-9]\d* failed/, what)
    // Not a matter of speed: it holds on the slowest machine.
    if (whatever.some(one => what.startsWith(one))) assert.equal(value, 0, `${what}, ${unit}`)
    if (what.startsWith('hand-offs that did not end')) assert.doesNotMatch(unit, / 0[,)]/)
  }
})
