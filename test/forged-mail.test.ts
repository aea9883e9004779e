// Thousands of mails of a stranger, ten thousand in full, whose fields are drawn: none comes into somebody
// else's case, and none is taken for the word of anybody we know, but what a stolen secret brings, and
// that is doubted. The deciding functions see all of them, the door on a real database some hundreds. Not:
// single ways to a case (server/intake-place.test.ts), nor what a stranger is told
// (server/strangers.test.ts).
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { createTransport } from 'nodemailer'
import type { Resolve } from '#channels/email/dns-cache.ts'
import type { Envelope } from '#channels/email/intake.ts'
import type { Acceptance } from '#channels/email/listener.ts'
import { openSenderChecker, type SenderChecker } from '#channels/email/sender-check.ts'
import { senderResults } from '#channels/email/sender-results.ts'
import { verdictOf } from '#channels/email/sender-verdict.ts'
import type { AgentId, CaseId, MessageId } from '#core/kit/id.ts'
import { usualChecks } from '#core/case/sender-check.ts'
import { agentId } from '#core/testing/world.ts'
import { settingsOf } from '#server/environment.ts'
import { testDesk } from '#server/http/testing.ts'
import { takeIn } from '#server/intake.ts'
import { openMailDoor } from '#server/mail-door.ts'
import { mailIdOf } from '#server/mail-id.ts'
import { sealer } from '#server/sealer.ts'
import type { MailShell, Shell } from '#server/shell.ts'
import { keepingRelay } from '#server/testing/sent-mail.ts'
import { chance } from '#sim/chance.ts'
import { type Forged, forgedMail, type Victim } from '#test/support/forged-mail.ts'
import { leave, memoryMail } from '#test/support/memory-mail.ts'

const isFull = process.env.FULL === '1'
/** So many desks are besieged, by so many mails each: a case that grows without end slows all behind it. */
const [desks, mailsEach] = [10, isFull ? 1_000 : 200]
const throughTheDoor = isFull ? 1_000 : 150
/** Which mails come is drawn anew each time; `SEED` draws as a run before did. */
const seed = Number(process.env.SEED) || 1 + (Date.now() % 2_147_000_000)

const [theirMachine, hisMachine] = ['192.0.2.1', '192.0.2.66']
/** Every domain says who writes for it, also the stranger's: his own mails are confirmed. */
const zone: Readonly<Record<string, string>> = {
  'strict.example': `v=spf1 ip4:${theirMachine} -all`,
  '_dmarc.strict.example': 'v=DMARC1; p=reject',
  'soft.example': `v=spf1 ip4:${theirMachine} ~all`,
  '_dmarc.soft.example': 'v=DMARC1; p=quarantine',
  'evil.example': `v=spf1 ip4:${hisMachine} -all`,
  '_dmarc.evil.example': 'v=DMARC1; p=reject',
}
const resolve: Resolve = async (name, type) => {
  const found = type === 'TXT' ? zone[name.toLowerCase()] : undefined
  if (found === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
  return [[found]]
}

const atOnce = 50

/** In this process: a thread of its own would take longer to ask than to reckon. */
const checkHere: SenderChecker['check'] = async (handed, how) =>
  verdictOf(await senderResults({ ...handed, host: 'desk.example' }, resolve), how.forwarders)

type Taking = (envelope: Envelope, raw: Buffer) => Promise<Acceptance>

/** Somebody's case: he wrote, one of ours answered twice, he answered. */
async function victimOf(shell: MailShell, address: string, n: number, agent: AgentId): Promise<Victim> {
  const envelope = { from: address, to: ['support@desk.example'], ip: theirMachine, helo: 'mx.example' }
  const id = (count: number) => `<word${n}.${count}@${address.split('@')[1]}>`
  const write = async (count: number, more: readonly string[], words: string) => {
    const head = [`From: Anna <${address}>`, 'To: support@desk.example', `Message-ID: ${id(count)}`, ...more]
    const taken = await takeIn(shell, envelope, Buffer.from([...head, '', words, ''].join('\r\n')))
    assert.ok('ok' in taken, JSON.stringify(taken))
    return taken.id
  }
  const number = Number(
    /^case (\d+)$/.exec(await write(1, ['Subject: Printer'], 'The printer is silent.'))![1],
  )
  const { id: caseId, customer } = (await shell.store.card(number))!
  const answers = [await answer(shell, caseId, agent, 'first'), await answer(shell, caseId, agent, 'again')]
  const ours = answers.map(one => `<${mailIdOf(one.message, caseId, 'desk.example')}>`)
  await write(2, [`In-Reply-To: ${ours[1]}`], 'It still is.')
  assert.equal((await shell.store.card(number))!.seq, (await shell.store.read(caseId))!.events.length)
  return { address, customer, caseId, number, ours, his: [id(1), id(2)], secret: answers[1]!.secret }
}

async function answer(
  shell: MailShell,
  caseId: CaseId,
  agent: AgentId,
  turn: 'first' | 'again',
): Promise<{ message: MessageId; secret: string }> {
  const seal = sealer(shell.newId)
  const message = shell.newId('msg')
  const text = seal.text('Restart it, please.')
  const handled = await shell.handle({
    ...{ caseId, by: { kind: 'agent', id: agent } },
    commands: [
      ...(turn === 'first' ? [{ type: 'worker.take' } as const] : []),
      { type: 'message.queue', message, channel: 'email', text, attached: [], undoSeconds: 0, keeps: [] },
    ],
    texts: seal.texts,
  })
  assert.equal(handled.outcome, 'done', JSON.stringify(handled))
  const { relay, mails: left } = keepingRelay()
  await leave(shell, relay)
  const replyTo = (left.at(-1)!.mail.replyTo as { address: string }).address
  return { message, secret: /\+([^@]+)@/.exec(replyTo)![1]! }
}

/** What is wrong with where a mail went; null: nothing. */
async function wrong(
  { store }: MailShell,
  victims: readonly Victim[],
  { raw, secretOf }: Forged,
  taken: Acceptance,
): Promise<string | null> {
  if (!('ok' in taken) || taken.id === 'aside') return null
  const [, number] = /^case (\d+)$/.exec(taken.id) ?? []
  const card = (await store.card(number ? Number(number) : (taken.id as CaseId)))!
  const whose = victims.find(one => one.caseId === card.id)
  if (!whose) return victims.some(one => one.customer === card.customer) ? 'taken for one we know' : null
  const sha256 = hash('sha256', raw)
  const came = (await store.read(card.id))!.events.filter(one => 'mail' in one && one.mail === sha256)
  for (const one of came) {
    // What a machine answers shows no writer and wakes nobody: with the secret its words may be seen.
    if (one.type === 'message.echoed' && one.text && secretOf !== whose) return 'words of a machine came in'
    if (one.type !== 'message.received') continue
    if (secretOf !== whose) return 'came in without a secret'
    if (one.doubt !== 'other_address') return 'came in by a secret and is not doubted'
    if (one.from === whose.customer) return 'came in by a secret as the word of one we know'
  }
  return null
}

type Fault = { readonly why: string; readonly forged: Forged }
const said = ({ why, forged: { raw, from, to } }: Fault): string =>
  `${why}: SEED=${seed}, MAIL FROM:<${from}> RCPT TO:<${to}>\n${JSON.stringify(raw.toString())}`

/** Sends so many; answers what became of them, and what was wrong with each. */
async function besiege(
  shell: MailShell,
  take: Taking,
  { victims, count, own }: { victims: readonly Victim[]; count: number; own: number },
) {
  const drawn = chance(own)
  const became: Record<string, number> = {}
  const faults: Fault[] = []
  for (let done = 0; done < count; done += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - done) }, (_, n) =>
      forgedMail(drawn, victims, done + n),
    )
    await Promise.all(
      some.map(async forged => {
        const envelope = { from: forged.from, to: [forged.to], ip: hisMachine, helo: 'mx.evil.example' }
        const taken = await take(envelope, forged.raw)
        const why = await wrong(shell, victims, forged, taken)
        if (why) faults.push({ why, forged })
        const what = 'ok' in taken ? taken.id.replace(/\d+/, 'n').replace(/^cas_.*/, 'the same') : 'refused'
        became[what] = (became[what] ?? 0) + 1
      }),
    )
  }
  return { became, faults }
}

const people = ['anna@strict.example', 'ben@strict.example', 'cleo@soft.example']

async function victimsAt(shell: MailShell, agent: AgentId): Promise<Victim[]> {
  const victims: Victim[] = []
  for (const [n, one] of people.entries()) victims.push(await victimOf(shell, one, n, agent))
  return victims
}

type Weak = (shell: MailShell, victims: readonly Victim[]) => MailShell
/** A besieged desk in memory. `weak` takes a protection away once its cases are there. */
async function besieged(count: number, own: number, weak: Weak) {
  const shell = memoryMail({ check: checkHere })
  const victims = await victimsAt(shell, agentId('bo'))
  const taking = weak(shell, victims)
  // Where very many come into one case at once, some are told "later", as by the door.
  const take: Taking = (...mail) =>
    takeIn(taking, ...mail).catch(() => ({ reply: '451 4.3.0 Later' }) as const)
  return besiege(shell, take, { victims, count, own })
}

test('thousands of drawn sets of fields: no stranger comes into a case, or is taken for somebody', async t => {
  const faults: Fault[] = []
  for (let n = 0; n < desks; n++) {
    const one = await besieged(mailsEach, seed + n, shell => shell)
    t.diagnostic(`SEED=${seed + n}, ${mailsEach} mails: ${JSON.stringify(one.became)}`)
    faults.push(...one.faults)
  }
  assert.deepEqual(faults.slice(0, 3).map(said), [])
})

const weaknesses: Readonly<Record<string, Weak>> = {
  'the domain a mail names is asked, not that of the writer the desk takes': shell => ({
    ...shell,
    senders: { check: (handed, how) => checkHere({ ...handed, from: '' }, how) },
  }),
  'no domain is asked': shell => ({
    ...shell,
    settings: () => ({ ...shell.settings(), senderChecks: { ...usualChecks, on: false } }),
  }),
  'everybody is one of each case': shell => ({
    ...shell,
    folded: ledger => ({ ...shell.folded(ledger), writers: Object.assign([], { includes: () => true }) }),
  }),
  'a secret is known by its first letters': (shell, victims) => ({
    ...shell,
    desk: {
      ...shell.desk,
      replyTokens: {
        ...shell.desk.replyTokens,
        find: async secret =>
          shell.desk.replyTokens.find(
            victims.find(one => one.secret.slice(0, 4) === secret.slice(0, 4))?.secret ?? secret,
          ),
      },
    },
  }),
}

for (const [weakness, weak] of Object.entries(weaknesses))
  test(`the same mails find a desk where ${weakness}`, async t => {
    const { faults } = await besieged(400, seed, weak)
    t.diagnostic(`${faults.length} of 400: ${[...new Set(faults.map(one => one.why))].join('; ')}`)
    assert.ok(faults.length > 0, `SEED=${seed}`)
  })

test('the same through the door: real bytes over SMTP, a thread that checks, a database', async t => {
  const checker = openSenderChecker({ host: 'desk.example', resolve })
  const desk = await testDesk()
  const stops: (() => unknown)[] = [() => checker.close(), () => desk.close()]
  t.after(async () => {
    for (const stop of stops.toReversed()) await stop()
  })
  const shell: Shell = { ...desk.shell, senders: checker }
  const victims = await victimsAt(shell, (await desk.person()).id)
  const settings = settingsOf({ SMTP_PORT: '0' }, { dataDir: '/nowhere' })
  const transport = createTransport({
    ...{ host: '127.0.0.1', port: await openMailDoor(shell, settings, stops, line => t.diagnostic(line)) },
    ...{ secure: false, ignoreTLS: true, pool: true, maxConnections: 4, maxMessages: 1e9 },
  })
  stops.push(() => transport.close())
  const throughDoor: Taking = async ({ from, to }, raw) => {
    try {
      const { response } = await transport.sendMail({ envelope: { from, to: [...to] }, raw })
      return { ok: true, id: /Kept as (.+)$/.exec(response)![1]! }
    } catch (error) {
      // A few that are drawn are more than the door takes from anybody.
      const { responseCode } = error as { responseCode?: number }
      if (responseCode !== 554) throw error
      return { reply: '554 5.6.0 Refused' }
    }
  }
  const { became, faults } = await besiege(shell, throughDoor, { victims, count: throughTheDoor, own: seed })
  t.diagnostic(`SEED=${seed}, ${throughTheDoor} mails: ${JSON.stringify(became)}`)
  assert.deepEqual(faults.slice(0, 3).map(said), [])
})
