// Mail that comes in while a node keeps dying, and whether all of it is there once at the end. Not: other
// writes (crash.test.ts), nor how a node dies.
import assert from 'node:assert/strict'
import { createHash, randomInt, randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import { deskAddress } from '#test/support/desk.ts'
import { sendMail } from '#test/support/mailbox.ts'
import type { NodeProcess } from '#test/support/node-process.ts'
import type { Kept } from '#test/support/rebuild.ts'

const moments = ['mail begun', 'mail acked', 'write begun', 'write acked', 'letter arrived'] as const
type Moment = (typeof moments)[number]
export type Mail = { readonly from: string; readonly raw: string }
export type Found = { readonly cases: readonly Kept[]; readonly store: PostgresStore }

/** An answer that trying again will not change: a fault of this test or of the desk. */
export class Refused extends Error {}

/** The world around a node that keeps dying: where it is now, and what happens. */
export class Stage {
  /** what was acknowledged as kept: it must be there at the end */
  readonly mails: Mail[] = []
  readonly happened = new EventEmitter().setMaxListeners(50)
  isOver = false
  #node: Promise<NodeProcess>
  constructor(node: Promise<NodeProcess>) {
    this.#node = node
  }
  /** the node that lives now, once its doors are open */
  get node(): Promise<NodeProcess> {
    return this.#node
  }
  set node(next: Promise<NodeProcess>) {
    this.#node = next
  }
  say(moment: Moment): void {
    this.happened.emit('any')
    this.happened.emit(moment)
  }
  /** Tries again, on whatever node lives, until it is answered for good. */
  async insist<T>(attempt: (node: NodeProcess) => Promise<T | null>): Promise<T> {
    for (;;) {
      const node = await this.#node
      const done = await attempt(node).catch(fault => {
        if (fault instanceof Refused) throw fault
        return null
      })
      if (done !== null) return done
      // It lives and says "later": once something else has happened, or soon.
      const soon = { signal: AbortSignal.timeout(500) }
      if (node === (await this.#node)) await once(this.happened, 'any', soon).catch(() => {})
    }
  }
}

const rawMail = (from: string): string =>
  [
    `From: ${from}`,
    `To: ${deskAddress}`,
    `Subject: Crash ${randomUUID()}`,
    `Message-ID: <${randomUUID()}@customers.example>`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `The line is gone. My word for it is ${randomUUID()}.`,
    ...Array.from({ length: randomInt(60) }, (_, line) => `${line}: ${randomUUID()}`),
    '',
  ].join('\r\n')

/** Sends mail after mail; each again, with the same bytes, until it is answered 250. */
export async function sender(stage: Stage, name: string): Promise<void> {
  for (let count = 0; !stage.isOver; count++) {
    // A domain we have not written to takes only so many a minute.
    const from = `${name}@customers-${count}.example`
    const mail = { from, raw: rawMail(from) }
    await stage.insist(({ smtpPort }) => {
      const sent = sendMail(smtpPort, { envelope: { from, to: [deskAddress] }, raw: mail.raw })
      stage.say('mail begun')
      return sent.catch(fault => {
        if (fault.responseCode >= 500) throw new Refused(`mail of ${from}: ${fault.message}`)
        throw fault
      })
    })
    stage.mails.push(mail)
    stage.say('mail acked')
  }
}

/** Resolves at a moment nobody knows beforehand: the so-many-th time that something of a kind happens. */
export async function someMoment(stage: Stage, among: readonly Moment[] = moments): Promise<void> {
  const moment = among[randomInt(among.length)]!
  for (let left = 1 + randomInt(9); left > 0; left--) await once(stage.happened, moment)
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

/** Every acknowledged mail is there once, with its very bytes, and nothing else came in. */
export async function compareMails({ cases, store }: Found, mails: readonly Mail[]): Promise<void> {
  const stored = cases.flatMap(({ ledger }) =>
    ledger.events.filter(
      (one): one is EventOf<'message.received'> & Recorded => one.type === 'message.received',
    ),
  )
  const times = Map.groupBy(stored, one => one.mail)
  for (const { raw, from } of mails) {
    const sha = sha256(raw)
    assert.equal(times.get(sha)?.length ?? 0, 1, `the mail of ${from} is there once`)
    const blob = await store.blob(sha)
    assert.equal(Buffer.from(blob?.bytes ?? []).toString('utf8'), raw)
  }
  assert.equal(stored.length, mails.length, 'nothing came in that was not sent')
}
