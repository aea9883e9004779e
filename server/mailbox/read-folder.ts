// Reads one folder of a mailbox from where it was left: everything that lies there, by number and bytes, and
// each mail once, whoever has read it, however long we were away and whenever the node dies. Nothing is
// marked or moved before it is taken in for good. Not: what becomes of a mail (`take`), nor the connection
// (mailbox-reader.ts).
import { megabyte, sizesOf } from '#core/people/size-setting.ts'
import { hash } from 'node:crypto'
import type { Imap, Listed, OpenFolder } from '#channels/email/imap.ts'
import { limits } from '#channels/email/pre-scan.ts'
import { after, minuteMs } from '#core/kit/time.ts'
import type { Shell } from '#server/shell.ts'
import { BlobsAway } from '#store/blob-damaged.ts'
import type { Mailbox } from '#store/desk/mailbox.ts'
import type { FolderOf, FolderPlace, MailOutcome, ReadMail } from '#store/desk/mailbox-reading.ts'
import { headOf, senderIn } from './envelope.ts'

/** A mail as it lies in a folder; `head` only, when it is too large to be read. */
export type LyingMail = {
  readonly raw: Uint8Array
  readonly head: string
  readonly isWhole: boolean
  /** when the server took it in */
  readonly at: number
  /** how often it was tried, this time included */
  readonly attempt: number
}
/** What became of a mail; `later`: it cannot be said yet. What is thrown counts as that, too. */
export type Taken = Exclude<MailOutcome, 'failed'> | 'later'

export type FolderWork = {
  readonly shell: Pick<Shell, 'now' | 'settings'> & { readonly desk: Pick<Shell['desk'], 'mailboxReading'> }
  readonly imap: Imap
  readonly mailbox: Mailbox
  readonly folder: string
  /** what is to be done with a mail there once it is taken in */
  readonly then: Mailbox['afterReading']
  readonly take: (mail: LyingMail) => Promise<Taken>
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => Promise<void>
  readonly log: (line: string) => void
}
export type Progress = { readonly taken: number; readonly skipped: number; readonly backlog: number }

/** After so many attempts a mail is given up by this reader; `take` has to see to it that people see it. */
export const attemptsMax = 4
const pausesMs = [minuteMs, 2 * minuteMs, 5 * minuteMs]
const batchMails = 64
const batchBytes = 8 * 1024 * 1024
const retriesMax = 200
const marksMax = 500

/** Reads what is new. Answers how many mails were taken in. */
export async function readFolder(work: FolderWork): Promise<number> {
  const { imap, folder, mailbox, shell } = work
  const reading = shell.desk.mailboxReading
  const opened = await imap.open(folder, work.then === 'leave' ? 'read' : 'write')
  const of: FolderOf = { mailbox: mailbox.id, folder, validity: opened.validity }
  const before = await reading.place(mailbox.id, folder)
  const place = before?.validity === opened.validity ? before : await begin(work, opened, before)
  const [listed, known] = await Promise.all([
    imap.list(place.seenUid + 1),
    reading.knownUids(of, place.seenUid),
  ])
  const isOld = (one: Listed) => one.uid <= place.oldUid && one.at < place.since
  const fresh = listed.filter(one => !known.has(one.uid) && !isOld(one))
  const again = await retries(work, of)
  const taken = await takeAll(work, of, [...again, ...fresh.map(one => ({ ...one, attempt: 1 }))])
  // Whatever was there to be seen is done or written down as failed.
  const last = listed.at(-1)
  if (last && !work.signal.aborted) await reading.keep(of, [], shell.now(), last.uid)
  await mark(work, of)
  return taken
}

type Wanted = Listed & { readonly attempt: number }

/**
 * A folder that is read for the first time, or whose numbers mean other mails now: then all of it is gone
 * through again, and known by its bytes.
 */
async function begin(work: FolderWork, opened: OpenFolder, before: FolderPlace | null): Promise<FolderPlace> {
  const { imap, mailbox, folder, shell } = work
  const reading = shell.desk.mailboxReading
  const { validity, nextUid, count } = opened
  const all = { validity, seenUid: 0, oldUid: nextUid - 1 }
  let place: FolderPlace
  if (before) place = { ...all, since: before.since }
  else if (mailbox.readFrom !== null) place = { ...all, since: mailbox.readFrom }
  else place = { ...all, seenUid: nextUid - 1, since: 0 }
  if (before || mailbox.readFrom !== null || count === 0) {
    await reading.begin(mailbox.id, folder, place)
    return place
  }
  // What lies there is from before. Should its numbers change one day, it is known by its age, by the
  // server's own clock; what came in the very last second, by its bytes.
  const lying = (await imap.list(1)).filter(one => one.uid < nextUid)
  const since = Math.max(0, ...lying.map(one => one.at))
  const lastSecond = lying.filter(one => one.at === since).slice(-batchMails)
  const mails = await imap.read(
    lastSecond.map(one => one.uid),
    'whole',
  )
  await reading.begin(mailbox.id, folder, { ...place, since })
  const lines = mails.map(({ uid, raw }) => ({
    ...empty,
    uid,
    sha256: digest(raw),
    outcome: 'known' as const,
  }))
  const of = { mailbox: mailbox.id, folder, validity }
  await reading.keep(of, lines, shell.now(), nextUid - 1)
  await work.onProgress({ taken: 0, skipped: lying.length, backlog: 0 })
  return { ...place, since }
}

const digest = (raw: Uint8Array): Buffer => hash('sha256', raw, 'buffer')

async function retries(work: FolderWork, of: FolderOf): Promise<Wanted[]> {
  const due = await work.shell.desk.mailboxReading.retries(of, work.shell.now(), retriesMax)
  if (due.length === 0) return []
  const attempts = new Map(due.map(one => [one.uid, one.attempt + 1]))
  const lying = (await work.imap.list(due[0]!.uid)).filter(one => attempts.has(one.uid))
  // Somebody took it away meanwhile: nothing is left to be tried.
  const gone = due.filter(one => !lying.some(other => other.uid === one.uid))
  if (gone.length > 0) {
    const lines = gone.map(({ uid, attempt }) => ({ ...empty, uid, attempt }))
    await work.shell.desk.mailboxReading.keep(of, lines, work.shell.now(), 0)
  }
  return lying.map(one => ({ ...one, attempt: attempts.get(one.uid) ?? 1 }))
}

const empty: ReadMail = {
  uid: 0,
  sha256: null,
  outcome: 'no_case',
  attempt: 1,
  retryAt: null,
  isMarked: true,
}

async function takeAll(work: FolderWork, of: FolderOf, wanted: readonly Wanted[]): Promise<number> {
  let taken = 0
  let left = wanted.length
  const batches = [...batchesOf(wanted, bytesMaxOf(work))]
  let coming = fetched(work, batches[0])
  for (const [at, batch] of batches.entries()) {
    if (work.signal.aborted) break
    const lying = await coming
    // While these are taken in, the server sends the next.
    coming = fetched(work, batches[at + 1])
    const lines = await takeBatch(work, of, lying)
    const count = lines.filter(one => one.outcome === 'taken').length
    left -= batch.length
    taken += count
    // Retries stand before all that is new, and do not say how far that was read.
    const isNew = batch.every(one => one.attempt === 1)
    await work.shell.desk.mailboxReading.keep(of, lines, work.shell.now(), isNew ? batch.at(-1)!.uid : 0)
    await work.onProgress({ taken: count, skipped: 0, backlog: left })
  }
  return taken
}

/** Few enough to be held in memory; mails that are too large come as their heads. */
function* batchesOf(wanted: readonly Wanted[], bytesMax: number): Generator<Wanted[]> {
  let batch: Wanted[] = []
  let bytes = 0
  for (const one of wanted) {
    const size = Math.min(one.bytes, bytesMax)
    const isFull = batch.length === batchMails || bytes + size > batchBytes
    if (batch.length > 0 && (isFull || one.attempt !== batch[0]!.attempt)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(one)
    bytes += size
  }
  if (batch.length > 0) yield batch
}

function fetched(work: FolderWork, batch: readonly Wanted[] | undefined): Promise<Lying[]> {
  const coming = batch ? fetch(work, batch) : Promise.resolve([])
  // Told to whoever waits for it; nobody may wait for it any more.
  coming.catch(() => {})
  return coming
}

const bytesMaxOf = ({ shell }: FolderWork): number =>
  Math.min(sizesOf(shell.settings()).mailMb * megabyte, limits.rawBytes)

async function fetch(work: FolderWork, batch: readonly Wanted[]): Promise<Lying[]> {
  const { imap } = work
  const bytesMax = bytesMaxOf(work)
  const isLarge = (one: Wanted) => one.bytes > bytesMax
  const uids = (some: readonly Wanted[]) => some.map(one => one.uid)
  const whole = await imap.read(uids(batch.filter(one => !isLarge(one))), 'whole')
  const heads = await imap.read(uids(batch.filter(isLarge)), 'head')
  const wanted = new Map(batch.map(one => [one.uid, one]))
  return [...whole.map(one => ({ ...one, isWhole: true })), ...heads.map(one => ({ ...one, isWhole: false }))]
    .sort((a, b) => a.uid - b.uid)
    .map(({ uid, raw, isWhole }) => {
      const head = headOf(raw)
      const { at, attempt } = wanted.get(uid)!
      return { uid, raw, head, isWhole, at, attempt, sha256: digest(raw) }
    })
}

async function takeBatch(work: FolderWork, of: FolderOf, lying: readonly Lying[]): Promise<ReadMail[]> {
  const known = await work.shell.desk.mailboxReading.knownBytes(
    of.mailbox,
    lying.map(one => one.sha256),
  )
  // Mails of one sender keep their order: his second word does not stand before his first.
  const bySender = Map.groupBy(lying, one => senderIn(one.head) ?? '')
  const lines = await Promise.all(
    [...bySender.values()].map(async mails => {
      const done: ReadMail[] = []
      for (const mail of mails) done.push(await takeOne(work, mail, known))
      return done
    }),
  )
  return lines.flat()
}

type Lying = LyingMail & { readonly uid: number; readonly sha256: Buffer }

/** Takes one mail; `known` grows by it, so that the same bytes a second time are the same mail. */
async function takeOne(work: FolderWork, mail: Lying, known: Set<string>): Promise<ReadMail> {
  const { uid, sha256, attempt } = mail
  const key = sha256.toString('hex')
  const told = { uid, sha256, attempt, isMarked: work.then === 'leave' }
  if (known.has(key)) return { ...told, outcome: 'known', retryAt: null }
  // Where files cannot be kept, the mail is not at fault: that counts as no attempt.
  let tried = attempt
  const outcome = await work.take(mail).catch((thrown): Taken => {
    work.log(`a mail of ${work.mailbox.name} could not be taken in: ${thrown}`)
    if (thrown instanceof BlobsAway) tried -= 1
    return 'later'
  })
  if (outcome === 'later') {
    const pause = pausesMs[attempt - 1] ?? pausesMs.at(-1)!
    return { ...told, attempt: tried, outcome: 'failed', retryAt: after(work.shell.now(), pause) }
  }
  known.add(key)
  return { ...told, outcome, retryAt: null }
}

/**
 * Shows in the mailbox what was taken in, where the settings want it; also what a node that died left out.
 */
async function mark(work: FolderWork, of: FolderOf): Promise<void> {
  const { imap, mailbox, shell } = work
  if (work.then === 'leave') return
  const reading = shell.desk.mailboxReading
  for (;;) {
    const uids = await reading.unmarked(of, marksMax)
    if (uids.length === 0 || work.signal.aborted) return
    if (work.then === 'seen') await imap.markSeen(uids)
    else await imap.move(uids, mailbox.moveTo ?? '')
    await reading.marked(of, uids)
  }
}
