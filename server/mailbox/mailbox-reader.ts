// Reads one mailbox as long as it is this node's: connects, reads both folders, waits for more, and tries
// again with growing pauses when something is wrong. Says how it goes. Not: what a folder holds
// (read-folder.ts).
import { type Imap, openImap } from '#channels/email/imap.ts'
import { MailboxFault } from '#channels/email/imap-fault.ts'
import type { MailboxId } from '#core/kit/id.ts'
import { minuteMs, secondMs } from '#core/kit/time.ts'
import type { Shell } from '#server/shell.ts'
import type { Mailbox } from '#store/desk/mailbox.ts'
import type { MailboxNews } from '#store/desk/mailbox-reading.ts'
import { type FolderWork, readFolder } from './read-folder.ts'
import type { SignIns } from './sign-in.ts'
import { takeMail } from './take-mail.ts'
import { takeSent } from './take-sent.ts'

export type MailboxReader = {
  /** Finishes what is in hand and leaves. */
  stop(): Promise<void>
}
export type ReaderWork = {
  readonly shell: Shell
  readonly id: MailboxId
  /** who reads it, as the lease names him */
  readonly node: string
  readonly signIns: SignIns
  readonly log: (line: string) => void
}

const pauseMostMs = 5 * minuteMs
/** Wrong words again and again lock a mailbox: whoever was refused asks more seldom. */
const refusedPauseMs = minuteMs
const refusedMostMs = 15 * minuteMs
const refusals = ['sign_in_failed', 'token_refused', 'secret_lost']

export function readMailbox(work: ReaderWork): MailboxReader {
  const ending = new AbortController()
  const running = run(work, ending.signal).catch(fault => work.log(`mailbox ${work.id}: ${fault}`))
  return {
    async stop() {
      ending.abort()
      await running
    },
  }
}

async function run(work: ReaderWork, signal: AbortSignal): Promise<void> {
  const { shell, id } = work
  let failures = 0
  while (!signal.aborted) {
    try {
      // Read anew each time: a token may have been exchanged for a newer one meanwhile.
      const mailbox = await shell.desk.mailboxes.one(id)
      if (!mailbox?.active) return
      await readOn(work, mailbox, signal, () => {
        failures = 0
      })
    } catch (thrown) {
      if (signal.aborted) return
      failures++
      const isTheirs = thrown instanceof MailboxFault
      if (!isTheirs) work.log(`mailbox ${id}: ${thrown}`)
      const code = isTheirs ? thrown.code : 'not_kept'
      await say(work, { code, says: isTheirs ? thrown.says : '' })
      await pause(pauseOf(code, failures), signal)
    }
  }
}

function pauseOf(code: string, failures: number): number {
  const doubled = 2 ** Math.min(failures - 1, 12)
  return refusals.includes(code)
    ? Math.min(refusedPauseMs * doubled, refusedMostMs)
    : Math.min(secondMs * doubled, pauseMostMs)
}

async function readOn(
  work: ReaderWork,
  mailbox: Mailbox,
  signal: AbortSignal,
  onRound: () => void,
): Promise<void> {
  const imap = await connected(work, mailbox, signal)
  try {
    await say(work, { code: 'connected', says: '' })
    while (!signal.aborted) {
      const before = await imap.open(mailbox.folder, 'read')
      await readFolder(folderWork(work, imap, mailbox, 'incoming', signal))
      if (mailbox.sentFolder) await readFolder(folderWork(work, imap, mailbox, 'sent', signal))
      onRound()
      // The server tells of changes in the folder that is open.
      const now = await imap.open(mailbox.folder, 'read')
      const hasMore = now.nextUid !== before.nextUid || now.validity !== before.validity
      if (!hasMore) await imap.changed(mailbox.pollSeconds * secondMs, signal)
    }
  } finally {
    await imap.close()
  }
}

/** Signs in; a token that was refused though it should hold is had anew, once. */
async function connected({ signIns }: ReaderWork, mailbox: Mailbox, signal: AbortSignal): Promise<Imap> {
  const { host, port, security, signInName } = mailbox
  const open = async (isRefused: boolean) =>
    openImap({ host, port, security, signInName, secret: await signIns.of(mailbox, isRefused) }, signal)
  try {
    return await open(false)
  } catch (fault) {
    const isStale = fault instanceof MailboxFault && fault.code === 'sign_in_failed'
    if (!isStale || mailbox.signInBy === 'password') throw fault
    return open(true)
  }
}

function folderWork(
  work: ReaderWork,
  imap: Imap,
  mailbox: Mailbox,
  which: 'incoming' | 'sent',
  signal: AbortSignal,
): FolderWork {
  const { shell, log } = work
  const own = shell.addresses().find(one => one.id === mailbox.address)?.address ?? ''
  const isIncoming = which === 'incoming'
  return {
    shell,
    imap,
    mailbox,
    folder: isIncoming ? mailbox.folder : (mailbox.sentFolder as string),
    then: isIncoming ? mailbox.afterReading : 'leave',
    take: isIncoming ? mail => takeMail(shell, own, mail) : mail => takeSent(shell, mail),
    signal,
    log,
    onProgress: async ({ taken, skipped, backlog }) =>
      say(work, {
        taken,
        ...(isIncoming && { skipped, backlog }),
        ...(isIncoming && taken > 0 && { lastMailAt: shell.now() }),
      }),
  }
}

/** What cannot be said now is said by the next word; reading goes on. */
async function say({ shell, id, node, log }: ReaderWork, news: Omit<MailboxNews, 'at'>): Promise<void> {
  await shell.desk.mailboxReading
    .say(id, node, { ...news, at: shell.now() })
    .catch(fault => log(`mailbox ${id}: its state could not be written: ${fault}`))
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(done => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}
