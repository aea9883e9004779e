// A desk that reads mailboxes of a real server, for tests, and words to await what it does. Not: the server
// (dovecot.ts).
import { EventEmitter } from 'node:events'
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { MailboxId } from '#core/kit/id.ts'
import { type TestDesk, testDesk } from '#server/http/testing.ts'
import { type Mailboxes, readMailboxes } from '#server/mailbox/mailboxes.ts'
import { secretUse } from '#server/mailbox/sign-in.ts'
import type { Shell } from '#server/shell.ts'
import type { Mailbox } from '#store/desk/mailbox.ts'
import type { MailboxState } from '#store/desk/mailbox-reading.ts'
import { type Dovecot, type DovecotOptions, openDovecot, password } from '#test/support/dovecot.ts'
import { everyCase } from '#test/support/rebuild.ts'

export const ownAddress = 'support@desk.example'

export type Received = { readonly caseId: string; readonly text: string; readonly at: number }
export type MailboxDesk = TestDesk & {
  readonly dovecot: Dovecot
  readonly said: string[]
  /** sets a mailbox up, by default that of support@desk.example with its password */
  mailbox(changes?: Partial<Mailbox> & { words?: string }): Promise<MailboxId>
  /** starts to read, as a node does; a changed shell is one whose parts fail */
  read(shell?: Shell): Mailboxes
  state(id: MailboxId): Promise<MailboxState | undefined>
  /** Resolves once the state of a mailbox fits. */
  until(id: MailboxId, fits: (state: MailboxState) => boolean): Promise<MailboxState>
  /** Resolves when every folder was gone through once more from now on. */
  round(id: MailboxId): Promise<void>
  /** every message that came in, in the order of its case */
  received(): Promise<Received[]>
  stop(): Promise<void>
}

/** A desk with one address, and a mail server beside it. */
export async function mailboxDesk(options: DovecotOptions = {}): Promise<MailboxDesk> {
  const [desk, dovecot] = await Promise.all([testDesk(), openDovecot(options)])
  const { shell } = desk
  const news = new EventEmitter().setMaxListeners(100)
  const watched = watchedShell(shell, news)
  const said: string[] = []
  const readers: Mailboxes[] = []
  await shell.desk.addresses.add({ id: 'adr_own', address: ownAddress, team: desk.teams[1], isDefault: true })
  await shell.changed()
  const state = async (id: MailboxId) =>
    (await shell.desk.mailboxReading.states()).find(one => one.mailbox === id)
  const until = async (id: MailboxId, fits: (state: MailboxState) => boolean) => {
    for (;;) {
      const next = new Promise(heard => news.once('said', heard))
      const found = await state(id)
      if (found && fits(found)) return found
      await next
    }
  }
  return {
    ...desk,
    shell: watched,
    dovecot,
    said,
    state,
    until,
    mailbox: changes => addMailbox(watched, dovecot, changes),
    read(of = watched) {
      const reader = readMailboxes(of, line => void said.push(line))
      readers.push(reader)
      return reader
    },
    async round(id) {
      for (let ends = 0; ends < 2; ends++)
        await new Promise<void>(heard => news.once(`listed ${id}`, () => heard()))
    },
    received: () => received(desk),
    async stop() {
      await Promise.all(readers.map(one => one.stop()))
      await dovecot.stop()
      await desk.close()
    },
  }
}

/** A shell whose reading of mailboxes can be heard. */
function watchedShell(shell: Shell, news: EventEmitter): Shell {
  const { mailboxReading } = shell.desk
  const heard: typeof mailboxReading = {
    ...mailboxReading,
    async say(...args) {
      await mailboxReading.say(...args)
      news.emit('said')
    },
    async knownUids(of, above) {
      news.emit(`listed ${of.mailbox}`)
      return mailboxReading.knownUids(of, above)
    },
  }
  return { ...shell, desk: { ...shell.desk, mailboxReading: heard } }
}

async function addMailbox(
  { desk, newId, secrets }: Shell,
  { port }: Dovecot,
  { words = password, ...changes }: Partial<Mailbox> & { words?: string } = {},
): Promise<MailboxId> {
  const id = newId('mbx')
  await desk.mailboxes.add({
    id,
    name: 'Support',
    address: 'adr_own',
    active: true,
    host: '127.0.0.1',
    port,
    security: 'none',
    signInName: 'support',
    signInBy: 'password',
    password: secrets.seal(words, secretUse(id, 'password')),
    oauth: null,
    clientSecret: null,
    refreshToken: null,
    folder: 'INBOX',
    sentFolder: null,
    afterReading: 'leave',
    moveTo: null,
    pollSeconds: 1,
    readFrom: null,
    submission: null,
    ...changes,
  })
  return id
}

async function received({ store }: TestDesk): Promise<Received[]> {
  const all: Received[] = []
  for await (const { card, ledger } of everyCase(store))
    for (const one of ledger.events)
      if (one.type === 'message.received') {
        const { text, at } = one as EventOf<'message.received'> & Recorded
        all.push({ caseId: card.id, text: ledger.texts.get(text.text) ?? '', at })
      }
  return all
}

/** A small mail to the desk, told by its words. */
export const rawMail = (words: string, more: Record<string, string> = {}): string => {
  const headers = {
    'Return-Path': '<anna@customers.example>',
    From: 'Anna Lindqvist <anna@customers.example>',
    To: ownAddress,
    Subject: `About ${words}`,
    'Message-ID': `<${words.replace(/\W/g, '-')}@customers.example>`,
    Date: 'Fri, 27 Nov 2026 10:00:00 +0000',
    ...more,
  }
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [...head, '', words, ''].join('\r\n')
}
