// A connection to a mailbox on another server: its folders as numbered mails, read without leaving a trace.
// Not: which mails are ours to read, nor what becomes of them (server/mailbox).
import type { ImapFlow } from 'imapflow'
import { MailboxFault, mailboxFault } from './imap-fault.ts'

export type ImapSecurity = 'tls' | 'starttls' | 'none'

export type ImapAccess = {
  readonly host: string
  readonly port: number
  readonly security: ImapSecurity
  readonly signInName: string
  readonly secret: { readonly password: string } | { readonly accessToken: string }
  /** certificates trusted beside the usual ones */
  readonly ca?: string
  /** no step may take longer, in milliseconds */
  readonly patienceMs?: number
}

/** A folder as it was opened. A new `validity` means that its numbers are other mails than before. */
export type OpenFolder = {
  readonly validity: number
  /** the number the next mail gets */
  readonly nextUid: number
  readonly count: number
}
/** `at`: when the server took it in, by the server's clock. */
export type Listed = { readonly uid: number; readonly at: number; readonly bytes: number }

export type Imap = {
  /** Opens a folder; `write` only where something is to be marked or moved. */
  open(folder: string, way: 'read' | 'write'): Promise<OpenFolder>
  /** The mails of the open folder from a number on, in order, whoever has read them. */
  list(fromUid: number): Promise<Listed[]>
  /** Their bytes as they lie there, unmarked; those that are gone are left out. */
  read(uids: readonly number[], part: 'whole' | 'head'): Promise<{ uid: number; raw: Buffer }[]>
  markSeen(uids: readonly number[]): Promise<void>
  move(uids: readonly number[], to: string): Promise<void>
  remove(uids: readonly number[]): Promise<void>
  /** Numbers of the mails with this Message-ID in the open folder. */
  find(messageId: string): Promise<number[]>
  /** The names of the folders, and which of them the server calls the one of sent mail. */
  folders(): Promise<{ names: readonly string[]; sent: string | null }>
  /** Resolves when the open folder has changed, when so much time has passed, or when told to stop. */
  changed(ms: number, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** Connects and signs in. Throws MailboxFault, as everything it gives does. */
export async function openImap(access: ImapAccess, signal?: AbortSignal): Promise<Imap> {
  const secrets = Object.values(access.secret)
  // Loaded by the first mailbox: a desk without one has six megabytes less in memory.
  const { ImapFlow } = await import('imapflow')
  const client = new ImapFlow(optionsOf(access))
  // It is also told by the promise of whatever was under way.
  client.on('error', () => {})
  const named = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (thrown) {
      throw mailboxFault(thrown, secrets)
    }
  }
  const giveUp = () => client.close()
  signal?.addEventListener('abort', giveUp)
  try {
    signal?.throwIfAborted()
    await named(() => client.connect())
  } catch (fault) {
    client.close()
    throw fault
  } finally {
    signal?.removeEventListener('abort', giveUp)
  }
  return overClient(client, named)
}

function optionsOf({ host, port, security, signInName, secret, ca, patienceMs = 30_000 }: ImapAccess) {
  return {
    host,
    port,
    secure: security === 'tls',
    ...(security !== 'tls' && { doSTARTTLS: security === 'starttls' }),
    auth: {
      user: signInName,
      ...('password' in secret ? { pass: secret.password } : { accessToken: secret.accessToken }),
    },
    tls: { ...(ca !== undefined && { ca }), minVersion: 'TLSv1.2' as const },
    clientInfo: { name: 'Tierline' },
    logger: false as const,
    autoIdleDelay: 100,
    // Firewalls forget silent connections after some minutes, and tell nobody.
    maxIdleTime: 4 * 60_000,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: 5 * 60_000,
    // A mail that is larger is never asked for; whoever sends one all the same is cut off.
    maxLiteralSize: 64 * 1024 * 1024,
    maxResponseSize: 96 * 1024 * 1024,
  }
}

type Named = <T>(work: () => Promise<T>) => Promise<T>

function overClient(client: ImapFlow, named: Named): Imap {
  const range = (uids: readonly number[]) => uids.join(',')
  return {
    open: (folder, way) => named(() => openFolder(client, folder, way)),
    list: fromUid =>
      named(async () => {
        const listed: Listed[] = []
        const asked = client.fetch(`${fromUid}:*`, { internalDate: true, size: true }, { uid: true })
        // "From 7 on" names the last mail there is even when it is the sixth.
        for await (const { uid, internalDate, size } of asked)
          if (uid >= fromUid) listed.push({ uid, at: Number(new Date(internalDate ?? 0)), bytes: size ?? 0 })
        return listed.sort((a, b) => a.uid - b.uid)
      }),
    read: (uids, part) =>
      named(async () => {
        if (uids.length === 0) return []
        const query = part === 'whole' ? { source: true } : { headers: true }
        const found: { uid: number; raw: Buffer }[] = []
        for await (const one of client.fetch(range(uids), query, { uid: true })) {
          const raw = part === 'whole' ? one.source : one.headers
          if (raw) found.push({ uid: one.uid, raw })
        }
        return found
      }),
    markSeen: uids =>
      named(async () => void (await client.messageFlagsAdd(range(uids), ['\\Seen'], { uid: true }))),
    move: (uids, to) =>
      named(async () => {
        const moved = await client.messageMove(range(uids), to, { uid: true })
        if (!moved) throw new MailboxFault('folder_missing', to)
      }),
    remove: uids => named(async () => void (await client.messageDelete(range(uids), { uid: true }))),
    find: messageId =>
      named(async () => {
        const found = await client.search({ header: { 'message-id': messageId } }, { uid: true })
        return found ? [...found] : []
      }),
    folders: () =>
      named(async () => {
        const all = await client.list()
        const sent = all.find(one => one.specialUse === '\\Sent')?.path ?? null
        return { names: all.map(one => one.path), sent }
      }),
    changed: (ms, signal) => changed(client, ms, signal),
    async close() {
      // A server that no longer listens must not hold us up.
      const late = setTimeout(() => client.close(), 2_000)
      await client.logout().catch(() => client.close())
      clearTimeout(late)
    },
  }
}

async function openFolder(client: ImapFlow, folder: string, way: 'read' | 'write'): Promise<OpenFolder> {
  try {
    const opened = await client.mailboxOpen(folder, { readOnly: way === 'read' })
    return { validity: Number(opened.uidValidity), nextUid: opened.uidNext, count: opened.exists }
  } catch (thrown) {
    // Servers say in many ways that there is no such folder; what failed here after sign-in is that folder.
    const { responseStatus } = thrown as { responseStatus?: string }
    if (responseStatus !== 'NO') throw thrown
    const { says } = mailboxFault(thrown)
    throw new MailboxFault('folder_missing', `${folder}: ${says}`)
  }
}

function changed(client: ImapFlow, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    const settle = () => {
      clearTimeout(timer)
      client.off('exists', end)
      client.off('close', cut)
      signal.removeEventListener('abort', end)
    }
    const end = () => {
      settle()
      done()
    }
    const cut = () => {
      settle()
      failed(new MailboxFault('cut', client.byeReason ?? ''))
    }
    const timer = setTimeout(end, ms)
    client.on('exists', end)
    client.once('close', cut)
    signal.addEventListener('abort', end)
    if (client.isClosed) cut()
    else if (signal.aborted) end()
  })
}
