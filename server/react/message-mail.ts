// A queued message as the mail it leaves as: content by its kind, threaded into the sender's conversation,
// with a reply
// address of its own. Not: when it leaves and what became of it (deliver.ts).
import { addressWithToken } from '#channels/email/reply-token.ts'
import type { OutboundMail } from '#channels/email/compose.ts'
import { mailPlain } from '#channels/email/mail-plain.ts'
import * as kinds from '#channels/email/mail-kinds.ts'
import { type Due, saidTime } from '#channels/email/said-time.ts'
import { openedCase } from '#core/case/case.ts'
import { isHeld } from '#core/case/deed/file.ts'
import { openPromises } from '#core/case/deed/promise.ts'
import type { Event, Recorded } from '#core/case/event.ts'
import type { OpenedCase, Promised } from '#core/case/state.ts'
import { type MessageEntry, timeline } from '#core/case/timeline.ts'
import { nextStep } from '#core/entitlement/next-step.ts'
import type { MessageId, PromiseId } from '#core/kit/id.ts'
import { after, dayMs } from '#core/kit/time.ts'
import { customerZone } from '#server/customer-zone.ts'
import { followUrl } from '#server/follow-url.ts'
import { mailIdOf } from '#server/mail-id.ts'
import { ownLetter } from '#server/letter-words.ts'
import { deskName, oneLine, type SaidSender, senderFor } from '#server/mail-sender.ts'
import { pictureKind } from '#server/picture-kind.ts'
import { threadOf } from '#server/react/thread.ts'
import type { MailShell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'
import { newAddressSecret, newSecret } from '#store/desk/secret.ts'
import type { Ledger } from '#store/store.ts'

const followDays = 90

export type Addressed = { readonly mail: OutboundMail; readonly replyTo: string }

/**
 * The mail of a message; null when the ledger holds no such message that waits, so that nothing is to be
 * sent.
 */
export async function messageMail(
  shell: MailShell,
  ledger: Ledger,
  message: MessageId,
  customer: Customer,
): Promise<Addressed | null> {
  const state = openedCase(shell.folded(ledger))
  const own = factsOf(ledger, message)
  const entry = entryOf(own, message)
  if (!state || entry?.standing !== 'queued' || !customer.email) return null
  const { publicUrl, mailDomain } = shell.config
  const agent = entry.by.kind === 'agent' ? entry.by.id : null
  const sender = senderFor(shell, { team: state.team, agent, language: customer.language })
  const from = { name: sender.fromName, address: fromAddress(shell, state) }
  const { secret, replySecret } = await doors(shell, ledger, customer)
  const page = { publicUrl, language: customer.language, number: ledger.number, secret }
  const followed = followUrl(page)
  const slug = sentWith(own, state)
  const walk = slug === null ? null : followUrl({ ...page, part: `scripts/${slug}` })
  const content = contentOf(shell, { ledger, state, entry, customer, followed, walk, sender })
  const thread = await threadOf(shell, ledger, message)
  const replyTo = addressWithToken(from.address, replySecret)
  return {
    replyTo,
    mail: {
      from,
      to: { name: oneLine(nameFor(customer, entry)), address: customer.email },
      replyTo: { name: from.name, address: replyTo },
      messageId: `<${mailIdOf(message, ledger.caseId, mailDomain)}>`,
      inReplyTo: thread.inReplyTo,
      references: thread.references,
      subject: oneLine(content.subject),
      preheader: content.preheader,
      desk: deskName(shell),
      blocks: content.blocks,
      ...(content.isSigned && { signature: sender.signature }),
      foot: content.foot,
      language: customer.language,
      loop: mailDomain,
      automatic: entry.automatic !== null,
      date: shell.now(),
      attachments: await attachments(shell, ledger, entry),
    },
  }
}

/** What was recorded of a message, from its own end back: what was said of it before it began is not its. */
function factsOf({ events }: Ledger, message: MessageId): Recorded[] {
  const own: Recorded[] = []
  for (let i = events.length - 1; i >= 0; i--) {
    // Read, there or not: asking facts of a hundred shapes whether they have it costs several times that.
    const event: Recorded & { readonly message?: MessageId } = events[i]!
    if (event.message !== message) continue
    own.push(event)
    if (event.type === 'message.queued') break
  }
  return own.reverse()
}

const entryOf = (own: readonly Recorded[], message: MessageId): MessageEntry | undefined =>
  timeline(own).find((one): one is MessageEntry => one.kind === 'message' && one.message === message)

/** The address of the case's team, else the default one, else the desk's own. */
export function fromAddress(
  shell: Pick<MailShell, 'addresses' | 'config'>,
  state?: Pick<OpenedCase, 'team'>,
): string {
  const all = shell.addresses()
  const found = all.find(one => one.team === state?.team) ?? all.find(one => one.isDefault) ?? all[0]
  return found?.address ?? `support@${shell.config.mailDomain}`
}

/** Fresh secrets for this mail: one to follow the case, one to answer it. Only their hashes are kept. */
async function doors(shell: MailShell, ledger: Ledger, customer: Customer) {
  const secret = newSecret()
  const replySecret = newAddressSecret()
  const door = { caseId: ledger.caseId, customer: customer.id, at: shell.now() }
  await Promise.all([
    shell.desk.followLinks.add({ ...door, secret, expiresAt: after(shell.now(), followDays * dayMs) }),
    shell.desk.replyTokens.add({ ...door, secret: replySecret }),
  ])
  return { secret, replySecret }
}

/** The script a message leads its reader to, by its own facts; null: none. */
function sentWith(own: readonly Event[], { walks }: OpenedCase): string | null {
  const sent = own.find(one => one.type === 'walk.sent')
  return sent?.type === 'walk.sent' ? (walks[sent.walk]?.walk.stack[0].slug ?? null) : null
}

/** The words of a mail as it left, with another link: what a reply to it may bring back. */
export function wordsSent(
  shell: MailShell,
  { ledger, message, customer }: { ledger: Ledger; message: MessageId; customer: Customer },
): string {
  const state = openedCase(shell.folded(ledger))
  const entry = entryOf(factsOf(ledger, message), message)
  if (!state || !entry) return ''
  const followed = `${shell.config.publicUrl}`
  const agent = entry.by.kind === 'agent' ? entry.by.id : null
  const sender = senderFor(shell, { team: state.team, agent, language: customer.language })
  const content = contentOf(shell, { ledger, state, entry, customer, followed, walk: null, sender })
  const { preheader, blocks, foot } = content
  // The HTML begins with what the text leaves out.
  return [preheader, deskName(shell), mailPlain(blocks, foot, customer.language)].join('\n')
}

type Told = {
  ledger: Ledger
  state: OpenedCase
  entry: MessageEntry
  customer: Customer
  followed: string
  walk: string | null
  sender: SaidSender
}

/**
 * How a mail names whom it goes to. Of an address that nobody has shown to be his, the name is what some
 * mail said: the desk says no foreign word there by itself.
 */
function nameFor({ name, email, verified }: Customer, { automatic }: MessageEntry): string {
  const isForeign = automatic !== null && !verified
  return isForeign || name === email ? '' : name
}

function contentOf(shell: MailShell, told: Told): kinds.Content {
  const { ledger, state, entry, customer, followed, walk, sender } = told
  const { language } = customer
  const phone = shell.settings().callBackNumber
  const frame: kinds.Frame = {
    language,
    desk: deskName(shell),
    number: String(ledger.number),
    customerName: nameFor(customer, entry),
    followUrl: followed,
    ...(phone && { phone }),
  }
  const due = nextDue(shell, told)
  if (entry.automatic === 'confirmation') {
    const own = ownLetter(shell, { kind: 'confirmation', language }, { number: frame.number })
    return kinds.confirmation(frame, due, nextStep(state, shell.facts()), own)
  }
  const promised = entry.automatic === 'late' ? missedBefore(shell, told) : null
  if (promised) {
    // A letter that waited on its way until the new time had passed says none.
    const values = due && { number: frame.number, time: saidTime(language, due) }
    const own = values && ownLetter(shell, { kind: 'late', language }, values)
    return kinds.late(frame, { promised, due, reason: '', own })
  }
  const words = ledger.texts.get(entry.text.text) ?? ''
  const said = { markdown: words, signed: sender.signature === null ? sender.signedBy : null }
  if (entry.automatic === 'solved') {
    const { reopenDays } = shell.facts()
    const at = after(shell.now(), reopenDays * dayMs)
    return kinds.solved(frame, {
      ...said,
      closes: { at, now: shell.now(), ...customerZone(shell, customer) },
    })
  }
  const subject = ledger.texts.get(state.subject.text) ?? ''
  if (entry.automatic && plainLetters.has(entry.automatic))
    return kinds.inner(frame, { subject, markdown: words, due })
  if (entry.automatic === 'satisfaction') return kinds.satisfaction(frame, { subject, markdown: words })
  const asks = state.messages[entry.message]?.checkBack != null
  return kinds.reply(frame, { ...said, subject, due, asks, walk })
}

/** Letters that are the words of the desk under the subject of the case. */
const plainLetters: ReadonlySet<string> = new Set(['inner', 'goodwill', 'proposal', 'conduct', 'busy'])

/** The time that was not kept, for a letter that says so: of what was missed as the letter was written. */
function missedBefore(shell: MailShell, { ledger, state, entry, customer }: Told): Due | null {
  const { events } = ledger
  const written = events.findIndex(one => one.type === 'message.queued' && one.message === entry.message)
  const missed = events.slice(0, written).findLast(one => one.type === 'promise.missed')
  return dueFor(shell, customer, missed && state.promises[missed.promise])
}

/** A promise as its mail says it, by the clock of whoever reads it. */
const dueFor = (shell: MailShell, customer: Customer, one: Promised | undefined): Due | null =>
  one === undefined
    ? null
    : { from: one.from, at: one.dueAt, now: shell.now(), ...customerZone(shell, customer) }

/**
 * The promise the mail carries: the next that runs once this message has kept what it keeps. The house's own
 * is kept by
 * every human word, so only the confirmation carries it.
 */
function nextDue(shell: MailShell, { state, entry, customer }: Told): Due | null {
  const now = shell.now()
  const keeps = state.messages[entry.message]?.keeps ?? []
  const stays = ([id, one]: [PromiseId, Promised]) =>
    entry.automatic !== null || (one.topic !== null && !keeps.includes(id))
  let first: Promised | undefined
  for (const one of openPromises(state)) {
    const { standing, dueAt } = one[1]
    const isAhead = standing === 'running' && dueAt > now && stays(one)
    if (isAhead && (first === undefined || dueAt < first.dueAt)) first = one[1]
  }
  return dueFor(shell, customer, first)
}

async function attachments(
  shell: MailShell,
  ledger: Ledger,
  entry: MessageEntry,
): Promise<OutboundMail['attachments']> {
  const all = []
  const state = openedCase(shell.folded(ledger))
  for (const { file, name, type, sha256 } of entry.attached) {
    // Kept back since it was written: it leaves by no mail, and stands in the case with the reason.
    if (state && isHeld(state, file)) continue
    const blob = await shell.store.blob(sha256)
    if (!blob) continue
    const kind = pictureKind(Buffer.from(blob.bytes))
    // Mail programs show no drawings.
    const shown = kind && kind.ending !== 'svg' && { type: kind.type, isPicture: true }
    const said = oneLine(ledger.texts.get(name.text) ?? 'file')
    all.push({ name: said, type, bytes: blob.bytes, ...shown })
  }
  return all
}
