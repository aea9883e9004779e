// Readers of a mailbox that lose mails, take them twice or leave a trace are found by the check of the
// backlog (imap-backlog.test.ts), on a real server: a reader dies at each of its steps, others read and clear
// away, and all numbers change. Not: the death of a whole node, nor days of mail.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ImapFlow } from 'imapflow'
import { type Imap, openImap } from '#channels/email/imap.ts'
import type { MailboxId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { readFolder } from '#server/mailbox/read-folder.ts'
import { takeMail } from '#server/mailbox/take-mail.ts'
import type { Shell } from '#server/shell.ts'
import type { Mailbox } from '#store/desk/mailbox.ts'
import { wrongsOf } from '#test/support/backlog.ts'
import { noDovecot, password } from '#test/support/dovecot.ts'
import { type MailboxDesk, mailboxDesk, ownAddress, rawMail } from '#test/support/mailbox-desk.ts'

/** What a reader is made of. */
type Parts = { readonly shell: Shell; readonly imap: Imap; readonly mailbox: Mailbox }
type Weak = (parts: Parts) => Parts

const folder = 'INBOX'
const mails = 12
/** Where a reader dies: before anything is kept, while it keeps, and before it writes down what it kept. */
const steps = ['knownBytes', 'handle', 'keep'] as const
type Step = (typeof steps)[number]
/** So many are kept when it dies while it keeps. */
const keptBefore = 2

let desk: MailboxDesk
let count = 0

const withReading = (parts: Parts, changes: Partial<Shell['desk']['mailboxReading']>): Parts => {
  const { shell } = parts
  const mailboxReading = { ...shell.desk.mailboxReading, ...changes }
  return { ...parts, shell: { ...shell, desk: { ...shell.desk, mailboxReading } } }
}

/** The same reader, which dies at a step: from then on nothing of it works any more. */
function dying(parts: Parts, step: Step): { parts: Parts; isDead: () => boolean } {
  const { mailboxReading } = parts.shell.desk
  let isDead = false
  let kept = 0
  const orDie = (dies: boolean) => {
    isDead ||= dies
    if (isDead) throw new Error('the reader died here')
  }
  const mortal = withReading(parts, {
    async knownBytes(...asked) {
      orDie(step === 'knownBytes')
      return mailboxReading.knownBytes(...asked)
    },
    async keep(...told) {
      orDie(step === 'keep' && told[1].length > 0)
      return mailboxReading.keep(...told)
    },
  })
  const handle: Shell['handle'] = async deed => {
    orDie(step === 'handle' && ++kept > keptBefore)
    return parts.shell.handle(deed)
  }
  return { parts: { ...mortal, shell: { ...mortal.shell, handle } }, isDead: () => isDead }
}

const connected = ({ signInName }: Mailbox): Promise<Imap> => {
  const { port } = desk.dovecot
  return openImap({ host: '127.0.0.1', port, security: 'none', signInName, secret: { password } })
}

/** Goes through the folder once; whether the reader died of it. */
async function pass(mailbox: Mailbox, weak: Weak, step: Step | null): Promise<boolean> {
  const imap = await connected(mailbox)
  const whole = weak({ shell: desk.shell, imap, mailbox })
  const { parts, isDead } = step ? dying(whole, step) : { parts: whole, isDead: () => false }
  try {
    await readFolder({
      ...{ ...parts, folder, then: 'leave', signal: new AbortController().signal },
      take: mail => takeMail(parts.shell, ownAddress, mail),
      onProgress: async () => {},
      log: () => {},
    })
  } catch (fault) {
    if (!isDead()) throw fault
  } finally {
    await imap.close()
  }
  return isDead()
}

/** Another client clears half of the folder away. */
async function clearHalf(mailbox: Mailbox): Promise<void> {
  const imap = await connected(mailbox)
  try {
    await imap.open(folder, 'write')
    const lying = await imap.list(1)
    await imap.remove(lying.slice(0, lying.length / 2).map(one => one.uid))
  } finally {
    await imap.close()
  }
}

/** Lets a reader of this kind go through a mailbox; all that is not as it must be, and how often it died. */
async function wrongs(weak: Weak): Promise<{ found: string[]; deaths: number }> {
  const box = `box${++count}x`
  const mailbox = (await desk.desk.mailboxes.one(
    await desk.mailbox({ signInName: box, readFrom: instant(1) }),
  ))!
  const sent: string[] = []
  const deliver = async (some: number) => {
    for (let n = 0; n < some; n++) {
      const words = `${box} ${sent.length}`
      const from = `writer${sent.length}@${box}.example`
      const raw = rawMail(words, { From: from, 'Return-Path': `<${from}>` })
      // Another client has read every second of them.
      await desk.dovecot.deliver(raw, { owner: box, isRead: n % 2 === 0 })
      sent.push(words)
    }
  }
  const marks = async () => (await desk.dovecot.flags(box)).filter(flags => flags.includes('S')).length
  let deaths = 0
  let marked = 0
  const gone = async () => {
    const before = await marks()
    for (const step of [...steps, null]) if (await pass(mailbox, weak, step)) deaths++
    marked += (await marks()) - before
  }
  await deliver(mails)
  await gone()
  // Fewer lie there now, so that new ones come under numbers that others had.
  await clearHalf(mailbox)
  await desk.dovecot.newNumbers(box)
  await deliver(mails / 3)
  await gone()
  const came = (await desk.received()).map(one => one.text.trim()).filter(text => text.startsWith(`${box} `))
  return { found: wrongsOf({ sent, came, marked }), deaths }
}

/** The numbers of mails that nobody has read, asked for on a line of its own. */
async function unseen({ signInName }: Mailbox): Promise<Set<number>> {
  const auth = { user: signInName, pass: password }
  const { port } = desk.dovecot
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    auth,
    logger: false,
  })
  await client.connect()
  await client.mailboxOpen(folder, { readOnly: true })
  const found = await client.search({ seen: false }, { uid: true })
  await client.logout()
  return new Set(found || [])
}

const firstValidity = new Map<MailboxId, number>()
const weaknesses: Readonly<Record<string, readonly [Weak, string]>> = {
  'writes down how far it read before that is kept': [
    parts => {
      const { imap, mailbox, shell } = parts
      let validity = 0
      const early: Imap = {
        ...imap,
        async open(...asked) {
          const opened = await imap.open(...asked)
          validity = opened.validity
          return opened
        },
        async read(uids, part) {
          const of = { mailbox: mailbox.id, folder, validity }
          await shell.desk.mailboxReading.keep(of, [], shell.now(), Math.max(0, ...uids))
          return imap.read(uids, part)
        },
      }
      return { ...parts, imap: early }
    },
    'a mail is missing',
  ],
  'takes no notice of new numbers': [
    parts => {
      const { imap, mailbox } = parts
      const open: Imap['open'] = async (...asked) => {
        const opened = await imap.open(...asked)
        const validity = firstValidity.get(mailbox.id) ?? opened.validity
        firstValidity.set(mailbox.id, validity)
        return { ...opened, validity }
      }
      return { ...parts, imap: { ...imap, open } }
    },
    'a mail is missing',
  ],
  'reads only what nobody has read': [
    parts => {
      const list: Imap['list'] = async fromUid => {
        const fresh = await unseen(parts.mailbox)
        return (await parts.imap.list(fromUid)).filter(one => fresh.has(one.uid))
      }
      return { ...parts, imap: { ...parts.imap, list } }
    },
    'a mail is missing',
  ],
  'knows its mails by their numbers alone': [
    parts => {
      const { shell } = parts
      const handle: Shell['handle'] = deed => shell.handle({ ...deed, intakeKey: shell.newId('evt') })
      const blind = withReading(parts, { knownBytes: async () => new Set() })
      return { ...blind, shell: { ...blind.shell, handle } }
    },
    'a mail is there twice',
  ],
  'marks what it fetches': [
    parts => {
      const { imap } = parts
      const open: Imap['open'] = name => imap.open(name, 'write')
      const read: Imap['read'] = async (uids, part) => {
        if (uids.length > 0) await imap.markSeen(uids)
        return imap.read(uids, part)
      }
      return { ...parts, imap: { ...imap, open, read } }
    },
    'a mail was marked',
  ],
}

describe('a mailbox that is gone through', { skip: noDovecot ?? false }, () => {
  before(async () => {
    desk = await mailboxDesk()
  })
  after(() => desk.stop())

  test('a reader that dies at every step takes each mail once and leaves no trace', async () => {
    assert.deepEqual(await wrongs(parts => parts), { found: [], deaths: 2 * steps.length })
  })

  for (const [what, [weak, wrong]] of Object.entries(weaknesses))
    test(`a reader that ${what} is found out`, async () => {
      assert.deepEqual((await wrongs(weak)).found, [wrong])
    })
})
