// A node is started as anybody starts it, on a folder of its own: what it says when it cannot begin, and that
// Ctrl-C leaves nothing of it behind, whenever it comes. Not: what a killed node leaves (test/crash.test.ts).
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createTransport } from 'nodemailer'
import { holds, startedAt } from '#server/postgres/process.ts'

const program = fileURLToPath(new URL('../main.ts', import.meta.url))
const limitMs = 30_000

// One folder for all: PostgreSQL's is made by the first of them, and each leaves it free for the next.
let dataDir: string
let other: Server
let taken: number
before(async () => {
  other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  dataDir = mkdtempSync(join(tmpdir(), 'tierline-start-'))
  taken = (other.address() as AddressInfo).port
})
after(() => {
  other.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const begun: ChildProcess[] = []
afterEach(async () => {
  for (const child of begun.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
})

type Node = {
  readonly child: ChildProcess
  readonly out: () => string
  readonly err: () => string
  /** everything that worked for it at any time, by process number with the moment it began */
  readonly family: Map<number, string>
  /** its exit code and signal, once it and its output have ended */
  readonly closed: Promise<[number | null, NodeJS.Signals | null]>
}

/** Begins a start; nothing of the surroundings but the way to programs reaches it. */
function begin(flags: readonly string[] = []): Node {
  const args = [program, 'start', '--no-build', '--port', '0', '--smtp-port', '0', '--data', dataDir]
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, [...args, ...flags], {
    env: { PATH, ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }) },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, as a terminal makes it, so that Ctrl-C reaches it and not us.
    detached: true,
  })
  begun.push(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', text => {
    said.out += text
  })
  child.stderr.on('data', text => {
    said.err += text
  })
  const family = new Map<number, string>()
  const closed = once(child, 'close') as Node['closed']
  let isOver = false
  void closed.then(() => {
    isOver = true
  })
  // Who outlives his parent is a child of somebody else: the family is noted while it lives.
  void holds(() => noteChildren(child.pid!, family) || isOver, 4 * limitMs)
  return { child, out: () => said.out, err: () => said.err, family, closed }
}

function noteChildren(pid: number, family: Map<number, string>): false {
  for (const one of childrenOf(pid)) {
    const at = startedAt(one)
    if (at) family.set(one, at)
    noteChildren(one, family)
  }
  return false
}

const childrenOf = (pid: number) => proc(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number)

/** Waits until it takes people in; answers where. */
async function ready(node: Node): Promise<string> {
  const url = () => /is ready at (\S+)\n/.exec(node.out())?.[1]
  const isOver = () => node.child.exitCode !== null
  assert.ok((await holds(() => url() !== undefined || isOver(), limitMs)) && url(), node.err())
  return url()!
}

const smtpPortOf = (node: Node) => Number(/^SMTP_PORT is (\d+)$/m.exec(node.err())?.[1])
const mail = { from: 'anna@hem.example', to: 'help@localhost', subject: 'Post', text: 'No mail comes in.' }

const proc = (pid: number, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
const commandOf = (pid: number) => proc(pid, 'cmdline')
const groupOf = (pid: number) => Number(/\) \S+ \d+ (\d+)/.exec(proc(pid, 'stat'))?.[1])

/** As a terminal sends it: to the node and to all that runs in its group. */
const pressCtrlC = ({ child }: Node) => process.kill(-child.pid!, 'SIGINT')

/** Nothing of it runs, and whoever comes next finds the folder free. */
async function isGone({ family }: Node): Promise<void> {
  const left = () => [...family].filter(([pid, at]) => startedAt(pid) === at)
  await holds(() => left().length === 0, limitMs)
  assert.deepEqual(left(), [])
  assert.ok(!existsSync(join(dataDir, 'tierline.lock')), 'the folder is given back')
  assert.ok(!existsSync(join(dataDir, 'pg', 'data', 'postmaster.pid')), 'PostgreSQL ended in order')
}

const lines = (text: string) => text.split('\n').filter(Boolean)

test('Ctrl-C while it is still starting ends it, and nobody is told to come', async () => {
  const node = begin()
  assert.ok(await holds(() => existsSync(join(dataDir, 'pg', 'making')), limitMs), 'a folder is being made')
  pressCtrlC(node)
  assert.deepEqual(await node.closed, [0, null], node.err())
  assert.deepEqual([node.out(), lines(node.err())[0]], ['', 'Ending as soon as it has started …'])
  await isGone(node)
})

test('a web port that another program has ends the start with one line that says so', async () => {
  const node = begin(['--port', `${taken}`])
  assert.deepEqual(await node.closed, [1, null])
  const line = `Port ${taken} is in use. Choose another with --port or PORT, or end what listens there.`
  assert.deepEqual([lines(node.out()), lines(node.err())], [[], [line]])
  await isGone(node)
})

test('a port for mail that another program has ends it so too, and nobody is told to come', async () => {
  const node = begin(['--smtp-port', `${taken}`])
  assert.deepEqual(await node.closed, [1, null])
  const line = `Port ${taken} is in use. Choose another with --smtp-port or SMTP_PORT, or end what listens there.`
  const said = lines(node.err()).filter(each => !/^PORT is \d+$/.test(each))
  assert.deepEqual([lines(node.out()), said], [[], [line]])
  await isGone(node)
})

test('a second start on a folder learns in one line who has it, and Ctrl-C ends the first', async () => {
  const node = begin()
  const at = await ready(node)
  const second = begin()
  assert.deepEqual(await second.closed, [1, null])
  const who = `process ${node.child.pid}`
  assert.deepEqual(lines(second.err()), [`Tierline already runs on ${dataDir} (${who}) at ${at}.`])
  assert.equal(second.out(), '')
  pressCtrlC(node)
  assert.deepEqual(await node.closed, [0, null])
  await isGone(node)
})

test('Ctrl-C twice at once ends the node alone, which ends what works for it', async () => {
  const node = begin()
  await ready(node)
  await createTransport({ host: '127.0.0.1', port: smtpPortOf(node) }).sendMail(mail)
  const hasRead = () => [...node.family.keys()].some(pid => /reader-child/.test(commandOf(pid)))
  assert.ok(await holds(hasRead, limitMs), 'a process of its own has read the mail')
  const inGroup = [...node.family.keys()].filter(pid => groupOf(pid) === node.child.pid)
  assert.deepEqual(inGroup, [], 'Ctrl-C reaches nobody but the node')
  pressCtrlC(node)
  pressCtrlC(node)
  assert.deepEqual(await node.closed, [0, null])
  await isGone(node)
})
