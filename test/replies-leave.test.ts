// What agents wrote leaves, once wherever the far side is sane, and the case says what became of it: past
// a mail server that dies before and after it has taken a mail, says "later" and "never". Desks where this
// is not so are found out. Not: nodes that die meanwhile (crash.test.ts), nor what is cancelled
// (server/outbox.test.ts).
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { type Delivery, type Relay, smtpRelay } from '#channels/email/relay.ts'
import type { CaseId, MessageId } from '#core/kit/id.ts'
import { hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailIdOf } from '#server/mail-id.ts'
import { deliverAll, eventsOf } from '#server/testing/sent-mail.ts'
import { dyingSink, type Sink, type Whim } from '#test/support/dying-sink.ts'

const isFull = process.env.FULL === '1'
const replies = isFull ? 5_000 : 100
/** In full, one mail in fifty is kept and nobody hears so; in short, one in ten. */
const every = isFull ? 50 : 10
/** So many write at once, and so often in one case. */
const [agents, repliesOfCase] = [8, 20]
const inTurn: Readonly<Record<number, Whim>> = {
  1: 'cut_early',
  3: 'cut_after',
  5: 'cut_before',
  7: 'later',
  9: 'never',
}
const whim = (nth: number): Whim => inTurn[nth % every] ?? 'keep'

/** What a desk that fails at it would do: to the mails on their way, or to what waits in its outbox. */
type Weak = {
  readonly relay?: (real: Relay) => Relay
  readonly outbox?: (query: (sql: string) => Promise<unknown>) => Promise<unknown>
}

type Reply = { readonly caseId: CaseId; readonly mailId: string; standing: 'waits' | 'sent' | 'failed' }

/** Agents write in many cases at a time, and in each one after another. */
async function write(desk: TestDesk, by: Person, ids: readonly CaseId[], count: number): Promise<void> {
  const left = [...ids.entries()]
  const agent = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [first, id] = next
      for (let i = first; i < count; i += ids.length) {
        const { seq } = (await desk.store.card(id))!
        const body = { text: `No. ${i}`, undoSeconds: 0, seenSeq: seq }
        const answer = await desk.ask(by, 'POST', `cases/${id}/message/queue`, body)
        assert.equal(answer.status, 200, answer.text)
      }
    }
  }
  await Promise.all(Array.from({ length: agents }, agent))
}

/** Writes, sends until nothing waits any more, and tells all that is not as it must be. */
async function wrongs(t: TestContext, count: number, weak: Weak = {}): Promise<string[]> {
  const [desk, sink] = await Promise.all([testDesk(), dyingSink(whim)])
  const real = smtpRelay(sink.url)
  t.after(async () => {
    real.close()
    sink.close()
    await desk.close()
  })
  const bo = await desk.token(['agent', 'lead'])
  const ids: CaseId[] = []
  for (let i = 0; i < Math.max(15, count / repliesOfCase); i++) ids.push((await desk.opened(bo)).id)
  await write(desk, bo, ids, count)
  await weak.outbox?.(sql => desk.store.pool.query(sql))
  const found: string[] = []
  // What was not taken rests a while, then goes again.
  for (let round = 0; round < 20; round++) {
    await deliverAll(desk, weak.relay?.(real) ?? real)
    const all = (await Promise.all(ids.map(id => repliesOf(id)))).flat()
    found.push(...untruths(all, sink))
    if (all.every(one => one.standing !== 'waits') && round > 0) break
    desk.pass(6 * hourMs)
  }
  const all = (await Promise.all(ids.map(id => repliesOf(id)))).flat()
  assert.equal(all.length, count)
  found.push(...losses(all, sink))
  t.diagnostic(
    `${count} replies, ${sink.kept.length} taken, ${sink.refused.length} refused, ${sink.cuts()} cut`,
  )
  assert.ok(sink.cuts() > 0 && sink.refused.length > 0)
  return [...new Set(found)]

  /** Every reply of a case, with what its ledger says of it. */
  async function repliesOf(caseId: CaseId): Promise<Reply[]> {
    const known = new Map<MessageId, Reply>()
    for (const event of await eventsOf(desk, caseId)) {
      if (event.type === 'message.queued')
        known.set(event.message, {
          ...{ caseId, standing: 'waits' },
          mailId: `<${mailIdOf(event.message, caseId, desk.shell.config.mailDomain)}>`,
        })
      if (event.type === 'message.sent') known.get(event.message)!.standing = 'sent'
      if (event.type === 'message.failed' && event.final) known.get(event.message)!.standing = 'failed'
    }
    return [...known.values()]
  }
}

/** What the ledger says and is not so. */
function untruths(all: readonly Reply[], sink: Sink): string[] {
  const [kept, refused] = [new Set(sink.kept), new Set(sink.refused)]
  return all.flatMap(({ mailId, standing }) => [
    ...(standing === 'sent' && !kept.has(mailId) ? ['said to be sent and never taken'] : []),
    ...(standing === 'failed' && !refused.has(mailId) ? ['said to have failed and never refused'] : []),
  ])
}

function losses(all: readonly Reply[], { kept, refused, cuts }: Sink): string[] {
  const own = new Set(all.map(one => one.mailId))
  const [different, never] = [new Set(kept), new Set(refused)]
  return [
    ...(all.some(one => one.standing === 'waits') ? ['it waits for ever'] : []),
    ...([...own].some(id => !different.has(id) && !never.has(id)) ? ['lost'] : []),
    ...([...different].some(id => !own.has(id)) ? ['under another Message-ID'] : []),
    ...(kept.length - different.size > cuts() ? ['twice without need'] : []),
  ]
}

test('every reply leaves or is refused, twice only where the line was cut, and its case says which', async t => {
  assert.deepEqual(await wrongs(t, replies), [])
})

let attempt = 0
const sending = (
  change: (real: Relay, ...mail: Parameters<Relay['send']>) => ReturnType<Relay['send']>,
): Weak => ({
  relay: real => ({ close: () => {}, send: (...mail) => change(real, ...mail) }),
})
const isBroken = (one: Delivery): boolean => one.outcome !== 'sent' && one.status === undefined

const weaknesses: Readonly<Record<string, readonly [Weak, string]>> = {
  'takes a broken line for a mail that left': [
    sending(async (real, ...mail) => {
      const delivery = await real.send(...mail)
      return isBroken(delivery) ? { outcome: 'sent', answer: '' } : delivery
    }),
    'lost',
  ],
  'takes a broken line for a mail that never will': [
    sending(async (real, ...mail) => {
      const delivery = await real.send(...mail)
      return isBroken(delivery) ? { outcome: 'failed', answer: 'broken' } : delivery
    }),
    'said to have failed and never refused',
  ],
  'makes a Message-ID at each attempt': [
    sending((real, key, mail) => real.send(key, { ...mail, messageId: `<${++attempt}@desk.example>` })),
    'under another Message-ID',
  ],
  'sends again what was taken': [
    sending(async (real, key, mail) => {
      await real.send(key, mail)
      return real.send(key, mail)
    }),
    'twice without need',
  ],
  'loses what it should send, between two commits': [
    {
      outbox: query => query('delete from effect where key in (select key from effect order by key limit 3)'),
    },
    'lost',
  ],
}
for (const [what, [weak, found]] of Object.entries(weaknesses))
  test(`a desk that ${what} is found out`, async t => {
    assert.ok((await wrongs(t, 30, weak)).includes(found))
  })
