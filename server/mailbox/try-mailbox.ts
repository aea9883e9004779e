// Tries a mailbox step by step, as a mail goes: the server is found, reached, spoken to in secret and signed
// in to; its folders are opened; a mail is sent to its own address and awaited there. Ends at the first step
// that fails, or when told to. Not: reading it (mailbox-reader.ts).
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { connect } from 'node:net'
import { type Imap, openImap } from '#channels/email/imap.ts'
import { MailboxFault, mailboxFault } from '#channels/email/imap-fault.ts'
import { type Relay, smtpRelay } from '#channels/email/relay.ts'
import { signingRelay } from '#channels/email/signing-relay.ts'
import { secondMs } from '#core/kit/time.ts'
import type { Shell } from '#server/shell.ts'
import { signersOf } from '#server/signing.ts'
import type { Mailbox } from '#store/desk/mailbox.ts'
import type { SignIns } from './sign-in.ts'
import { tryingId } from './test-mail.ts'
import { ownRelay } from './ways-out.ts'

export const trySteps = ['host', 'connect', 'secure', 'sign_in', 'folders', 'send', 'arrive'] as const
export type TryStep = (typeof trySteps)[number]
export type TryNews = {
  readonly step: TryStep
  readonly state: 'runs' | 'done' | 'failed' | 'left_out'
  /** what is wrong, as a fault of mailboxes; null: nothing */
  readonly code: string | null
  readonly says: string
  readonly tookMs: number
}
type Trying = {
  readonly shell: Shell
  readonly mailbox: Mailbox
  readonly signIns: SignIns
  readonly signal: AbortSignal
  readonly tell: (news: TryNews) => void
  /** how long the mail may be on its way */
  readonly arriveMs?: number
}

const reachMs = 15 * secondMs
const lookMs = 2 * secondMs

/** Tries it; says of each step how it went. Whether all went well. */
export async function tryMailbox(trying: Trying): Promise<boolean> {
  const { mailbox, signal } = trying
  const held: { imap?: Imap } = {}
  try {
    await step(trying, 'host', () => lookup(mailbox.host))
    await step(trying, 'connect', () => reach(trying))
    await signInTo(trying, held)
    const imap = held.imap as Imap
    await step(trying, 'folders', () => openFolders(imap, mailbox))
    const way = await wayOut(trying)
    if (!way) {
      for (const one of ['send', 'arrive'] as const) leaveOut(trying, one, 'no_way_out')
      return true
    }
    const messageId = tryingId(trying.shell.config.secret, trying.shell.config.mailDomain)
    await step(trying, 'send', () => send(trying, way, messageId)).finally(() => way.close())
    await step(trying, 'arrive', () => arrive(trying, imap, messageId))
    return true
  } catch (fault) {
    if (fault instanceof MailboxFault || signal.aborted) return false
    throw fault
  } finally {
    await held.imap?.close()
  }
}

const leaveOut = ({ tell }: Trying, step: TryStep, code: string) =>
  tell({ step, state: 'left_out', code, says: '', tookMs: 0 })

async function step<T>({ tell, signal }: Trying, name: TryStep, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const begun = performance.now()
  const took = () => Math.round(performance.now() - begun)
  tell({ step: name, state: 'runs', code: null, says: '', tookMs: 0 })
  try {
    const done = await work()
    signal.throwIfAborted()
    tell({ step: name, state: 'done', code: null, says: '', tookMs: took() })
    return done
  } catch (thrown) {
    if (signal.aborted) throw thrown
    const fault = mailboxFault(thrown)
    tell({ step: name, state: 'failed', code: fault.code, says: fault.says, tookMs: took() })
    throw fault
  }
}

async function reach({ mailbox: { host, port }, signal }: Trying): Promise<void> {
  const socket = connect({ host, port })
  try {
    await once(socket, 'connect', { signal: AbortSignal.any([signal, AbortSignal.timeout(reachMs)]) })
  } catch (thrown) {
    const { name } = thrown as Error
    throw name === 'AbortError' ? new MailboxFault('unreachable', `${host}:${port}`) : thrown
  } finally {
    socket.destroy()
  }
}

/** One connection serves both steps; a fault says which of them failed. */
async function signInTo(trying: Trying, held: { imap?: Imap }): Promise<void> {
  const { mailbox, signIns, signal, tell } = trying
  const { host, port, security, signInName } = mailbox
  let early: unknown = null
  const open = async () => {
    held.imap = await openImap(
      { host, port, security, signInName, secret: await signIns.of(mailbox, true), patienceMs: reachMs },
      signal,
    )
  }
  const secure = async () => {
    await open().catch(fault => {
      const isOfLine =
        !(fault instanceof MailboxFault) || ['tls_failed', 'cut', 'unreachable'].includes(fault.code)
      if (isOfLine) throw fault
      early = fault
    })
  }
  if (security === 'none') leaveOut(trying, 'secure', 'not_secure')
  else await step({ ...trying, tell }, 'secure', secure)
  await step(trying, 'sign_in', async () => {
    if (security === 'none') await open()
    if (early) throw early
  })
}

async function openFolders(imap: Imap, { folder, sentFolder, moveTo }: Mailbox): Promise<void> {
  for (const one of [sentFolder, moveTo]) if (one) await imap.open(one, 'read')
  await imap.open(folder, 'read')
}

/**
 * The way a mail of this address leaves, signed where its domain has keys; null: there is none, mails are
 * written into a folder.
 */
async function wayOut({ shell, mailbox, signIns }: Trying): Promise<Relay | null> {
  const { smtpUrl } = shell.config
  const usual = () => (smtpUrl ? smtpRelay(smtpUrl) : null)
  const way = mailbox.submission ? await ownRelay(mailbox, signIns) : usual()
  return way && signingRelay(signersOf(shell), way)
}

async function send({ shell, mailbox }: Trying, way: Relay, messageId: string): Promise<void> {
  const address = shell.addresses().find(one => one.id === mailbox.address)?.address ?? ''
  const { outcome, answer } = await way.send(messageId, {
    from: address,
    to: address,
    messageId,
    subject: 'Tierline',
    text: 'This mail tries a mailbox. It is removed as soon as it has arrived.',
    headers: { 'Auto-Submitted': 'auto-generated' },
    // Whatever comes back of it belongs in the mailbox that is tried: no book knows this mail.
    envelope: { from: address, to: [address] },
  })
  if (outcome !== 'sent') throw new MailboxFault('server_says', answer)
}

/** Waits for the mail, and takes it away again: it was ours. */
async function arrive(
  { mailbox, signal, arriveMs = 90 * secondMs }: Trying,
  imap: Imap,
  messageId: string,
): Promise<void> {
  for (const until = performance.now() + arriveMs; performance.now() < until; ) {
    await imap.open(mailbox.folder, 'read')
    const uids = await imap.find(messageId)
    if (uids.length > 0) {
      await imap.open(mailbox.folder, 'write')
      return imap.remove(uids)
    }
    await imap.changed(lookMs, signal)
    signal.throwIfAborted()
  }
  throw new MailboxFault('not_arrived', `${arriveMs / secondMs} s`)
}
