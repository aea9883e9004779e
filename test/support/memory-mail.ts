// A desk that takes mail in without a database, for tests that need thousands of mails in seconds: the
// product's own taking in, over tables in memory. Not: a node, nor anything that must outlive the test.
import { parseMail } from '#channels/email/parse.ts'
import { preScan } from '#channels/email/pre-scan.ts'
import type { Reader } from '#channels/email/reader.ts'
import type { Relay } from '#channels/email/relay.ts'
import { evolve } from '#core/case/case.ts'
import type { NewId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import { countingIds, desk as facts } from '#core/testing/world.ts'
import { folds } from '#server/folds.ts'
import { handle } from '#server/handle.ts'
import { deliverDue } from '#server/react/deliver.ts'
import type { MailShell } from '#server/shell.ts'
import { memoryStore } from '#store/memory.ts'
import { memoryMailDesk } from '#store/memory-desk.ts'

const mailDomain = 'desk.example'
const t0 = Date.UTC(2026, 10, 23, 9)

/** Reads in this process: none of these mails is a bomb. */
const readerHere: Reader = {
  async readMail(raw) {
    const scan = preScan(raw)
    return scan.ok
      ? parseMail(raw, { outerParts: scan.outerParts, ownDomain: mailDomain })
      : { unreadable: scan.refused }
  },
  warm: () => {},
  close: () => {},
}

/** A desk with one address; `senders` is asked whether a mail's domain confirms it. */
export function memoryMail(senders: NonNullable<MailShell['senders']>): MailShell {
  const now = (): Instant => instant(t0)
  const store = memoryStore({ now })
  const newId = longIds()
  const own = { store, now, newId, facts: () => facts, folds: folds() }
  return {
    config: { publicUrl: new URL(`https://${mailDomain}`), mailDomain, secret: new Uint8Array(32) },
    store,
    desk: memoryMailDesk(),
    facts: () => facts,
    settings: () => ({ name: 'Desk', defaultLanguage: 'en', timeZone: 'UTC', defaultTeam: 'tea_1' }),
    addresses: () => [
      ...[{ id: 'adr_1', address: `support@${mailDomain}`, team: 'tea_1' } as const].map(one => ({
        ...one,
        ...{ isDefault: true, language: null, version: 1 },
      })),
    ],
    mailSenders: () => [],
    mailTemplates: () => [],
    now,
    newId,
    reader: readerHere,
    senders,
    handle: deed => handle(own, deed),
    folded: ledger => own.folds.of(ledger, evolve),
    confirmation: async () => [],
  }
}

/** Ids of the length they have: a Message-ID of ours is known by it. */
function longIds(): NewId {
  const counted = countingIds()
  return prefix => {
    const id = counted(prefix)
    return `${prefix}_${id.slice(prefix.length + 1).padStart(26, '0')}` as typeof id
  }
}

/** Everything that is due leaves. */
export async function leave(shell: MailShell, relay: Relay): Promise<void> {
  while ((await deliverDue(shell, relay)) === 0);
}
