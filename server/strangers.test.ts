// Whatever a stranger writes into the fields of a mail, no case lets him in: mails made of every mixture of
// what may be forged, against a case that is open. Not: single ways to a case (intake-place.test.ts).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addressWithToken } from '#channels/email/reply-token.ts'
import { type Findings, unasked } from '#channels/email/sender-verdict.ts'
import { openedCase } from '#core/case/case.ts'
import { isParticipant, type SenderVerdict } from '#core/case/sender-check.ts'
import type { MessageId } from '#core/kit/id.ts'
import { minuteMs } from '#core/kit/time.ts'
import { confirmation } from '#server/confirmation.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailed } from '#server/mail-testing.ts'
import { mailIdOf } from '#server/mail-id.ts'
import type { Shell } from '#server/shell.ts'
import { deliverAll, keepingRelay, writtenTo } from '#server/testing/sent-mail.ts'
import { dice } from '#core/kit/dice.ts'

const isFull = process.env.FULL === '1'
const mails = isFull ? 500 : 54
/** Which mixtures come, and in which order, is drawn anew each time; `SEED` draws as a run before did. */
const seed = Number(process.env.SEED) || 1 + (Date.now() % 2_147_483_646)

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person()
})
after(() => desk.close())

const secretWord = 'tangerine-4711'

const verdicts = ['confirmed', 'unknown', 'denied'] as const
const tokens = ['none', 'true', 'guessed'] as const
const names = ['nothing', 'our mail', 'his mail', 'the number', 'everything'] as const
const writers = ['a stranger', 'as the customer', 'as one of ours'] as const

type Mixture = {
  readonly verdict: SenderVerdict
  readonly token: (typeof tokens)[number]
  readonly named: (typeof names)[number]
  readonly writer: (typeof writers)[number]
  readonly copied: boolean
}
/** Parted by what decides most, so that few mails, too, hold each of these. */
const strata: readonly (readonly Mixture[])[] = verdicts.flatMap(verdict =>
  tokens.flatMap(token =>
    writers.map(writer =>
      names.flatMap(named => [true, false].map(copied => ({ verdict, token, named, writer, copied }))),
    ),
  ),
)

/** Every mixture once in an order that was drawn, one of each stratum after the other; then once more. */
function* drawn(count: number): Generator<Mixture> {
  const roll = dice(seed)
  const shuffled = <T>(all: readonly T[]): T[] =>
    all
      .map(one => ({ one, at: roll() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ one }) => one)
  for (let left = count; left > 0; ) {
    const within = strata.map(shuffled)
    const round = within[0]!.flatMap((_, i) => shuffled(within.map(one => one[i]!)))
    yield* round.slice(0, left)
    left -= round.length
  }
}

/** The desk where a sender's domain says this. */
function where(sender: SenderVerdict): Pick<TestDesk, 'store' | 'shell'> {
  const findings: Findings = { ...unasked('off'), sender }
  const shell: Shell = {
    ...desk.shell,
    senders: { check: async () => findings },
    confirmation: of => confirmation(shell, of),
  }
  return { store: desk.store, shell }
}

/** An open case with an answer of ours, and the addresses around it. */
async function scene(n: number) {
  const customer = `anna${n}@example.org`
  const id = `first${n}@example.org`
  const written = { from: customer, id, text: `The ${secretWord} is broken.` }
  const opened = (await mailed(where('confirmed'), written))!
  assert.equal((await desk.ask(bo, 'POST', `cases/${opened.id}/worker/take`, {})).status, 200)
  const sent = await writtenTo(desk, bo, opened.id, { text: `About the ${secretWord}.` })
  const seq = (await desk.store.read(opened.id))!.events.length
  return { ...opened, customer, stranger: `mallory${n}@evil.example`, his: `<${id}>`, sent, seq }
}
type Scene = Awaited<ReturnType<typeof scene>>

/** A mail made of a mixture. */
function forged({ id, number, his, sent, customer, stranger }: Scene, mixed: Mixture) {
  const { named, token, writer, copied } = mixed
  const ours = `<${mailIdOf(sent.message as MessageId, id, 'desk.example')}>`
  const said = {
    nothing: [],
    'the number': [],
    'our mail': [ours],
    'his mail': [his],
    everything: [ours, his],
  }
  const ids = said[named]
  const to = {
    none: 'support@desk.example',
    true: sent.replyTo,
    guessed: addressWithToken('support@desk.example', 'g'.repeat(26)),
  }[token]
  const from = { 'a stranger': stranger, 'as the customer': customer, 'as one of ours': bo.email }[writer]
  const hasNumber = named === 'the number' || named === 'everything'
  return {
    from: `Anna <${from}>`,
    to,
    rcpt: [to],
    text: `Please add me. ${number}`,
    ...(hasNumber && { subject: `Re: [${number}] x` }),
    headers: [
      ...(ids.length > 0 ? [`In-Reply-To: ${ids[0]}`, `References: ${ids.join(' ')}`] : []),
      ...(copied ? [`Cc: ${stranger}`, `Reply-To: ${stranger}`] : []),
      'X-Tierline-Customer: 1',
    ],
  }
}

/** What came into the case since, by somebody who may not: only what the secret brings, and doubted. */
async function cameIn({ id, seq, stranger }: Scene, { token, writer, verdict }: Mixture) {
  const ledger = (await desk.store.read(id))!
  const known = await desk.desk.customers.byEmail(stranger)
  const state = openedCase(desk.shell.folded(ledger))!
  assert.ok(!known || !isParticipant(state, known.id), `nobody became one of the case, SEED=${seed}`)
  const came = ledger.events.slice(seq).filter(one => one.type === 'message.received')
  if (writer === 'as the customer' && verdict !== 'denied') return { appended: came.length, doubted: 0 }
  for (const event of came) {
    assert.equal(token, 'true', `${writer}, ${verdict}, SEED=${seed}`)
    assert.equal(event.doubt, 'other_address', `SEED=${seed}`)
  }
  return { appended: 0, doubted: came.length }
}

test('no mixture of forged fields makes anybody one of a case, or tells him a word of it', async t => {
  const counts = { appended: 0, doubted: 0, opened: 0, aside: 0 }
  t.diagnostic(`SEED=${seed}`)
  for (const [n, mixed] of [...drawn(mails)].entries()) {
    // No domain takes more than so many mails a minute.
    desk.pass(minuteMs)
    const here = await scene(n)
    const taken = await mailed(where(mixed.verdict), forged(here, mixed))
    const { appended, doubted } = await cameIn(here, mixed)
    counts.appended += appended
    counts.doubted += doubted
    if (taken === null) counts.aside += 1
    else if (taken.id !== here.id) counts.opened += 1
    // What left because of it holds nothing of the case, whoever it went to.
    const { relay, mails: left } = keepingRelay()
    await deliverAll(desk, relay)
    for (const { mail } of left)
      assert.ok(!JSON.stringify([mail.text, mail.html, mail.subject]).includes(secretWord), `SEED=${seed}`)
  }
  assert.ok(
    Object.values(counts).every(count => count > 0),
    `${JSON.stringify(counts)}, SEED=${seed}`,
  )
  t.diagnostic(`${mails} mails: ${JSON.stringify(counts)}`)
})
