// All mailboxes of the desk: each is read by one node at a time, by its newest settings. Not: how one is read
// (mailbox-reader.ts).
import { randomUUID } from 'node:crypto'
import type { MailboxId } from '#core/kit/id.ts'
import { secondMs } from '#core/kit/time.ts'
import { loop } from '#server/react/loop.ts'
import type { Shell } from '#server/shell.ts'
import { type MailboxReader, readMailbox } from './mailbox-reader.ts'
import { signIns } from './sign-in.ts'

export type Mailboxes = {
  /** Looks at the settings again now. */
  wake(): void
  /** Finishes what is in hand and lets other nodes read. */
  stop(): Promise<void>
}

/** A node that dies leaves its mailboxes to others after so long. */
const leaseMs = 20 * secondMs
const lookMs = 2 * secondMs

type Reading = { readonly version: number; readonly reader: MailboxReader }

/** Reads them until it is stopped. */
export function readMailboxes(shell: Shell, log: (line: string) => void): Mailboxes {
  const { mailboxes, mailboxReading } = shell.desk
  const node = randomUUID()
  const reading = new Map<MailboxId, Reading>()
  const access = signIns(shell)
  const look = async () => {
    const ours = new Set(await mailboxReading.lease(node, leaseMs))
    const settings = new Map((await mailboxes.all()).map(one => [one.id, one]))
    const isOver = ([id, { version }]: [MailboxId, Reading]) =>
      !ours.has(id) || settings.get(id)?.version !== version
    const over = [...reading].filter(isOver)
    for (const [id] of over) reading.delete(id)
    await Promise.all(over.map(([, { reader }]) => reader.stop()))
    for (const id of ours) {
      const mailbox = settings.get(id)
      if (!mailbox?.active || reading.has(id)) continue
      const reader = readMailbox({ shell, id, node, signIns: access, log })
      reading.set(id, { version: mailbox.version, reader })
    }
    return lookMs
  }
  const looking = loop({ name: 'mailboxes', work: look, log })
  return {
    wake: () => looking.wake(),
    async stop() {
      await looking.stop()
      await Promise.all([...reading.values()].map(({ reader }) => reader.stop()))
      await mailboxReading.release(node)
    },
  }
}
