// An answer somebody wrote in another mail program, found in the folder of sent mail: it counts as his reply
// in the case, and nothing leaves a second time. A mail that answers nothing of ours is none of our
// business.
import { hash } from 'node:crypto'
import { isUnreadable, type Mail } from '#channels/email/mail.ts'
import { mailIdDigest } from '#channels/email/mail-id-digest.ts'
import { replyTokenIn } from '#channels/email/reply-token.ts'
import type { Card } from '#core/case/card.ts'
import type { Command } from '#core/case/case.ts'
import type { Attached } from '#core/case/event.ts'
import type { CaseId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Deed, Handled } from '#server/deed.ts'
import { homeOf } from '#server/intake-place.ts'
import { placeOfMail } from '#server/mail-id.ts'
import { sealer } from '#server/sealer.ts'
import type { Shell } from '#server/shell.ts'
import type { Blob } from '#store/store.ts'
import { attemptsMax, type LyingMail, type Taken } from './read-folder.ts'

const referencesMax = 50
const casesMax = 20
const itself: Actor = { kind: 'system', part: 'intake' }

export async function takeSent(shell: Shell, mail: LyingMail): Promise<Taken> {
  if (!mail.isWhole) return 'no_case'
  const read = await shell.reader.readMail(mail.raw)
  if (isUnreadable(read)) return 'no_case'
  if (read.auto === 'own' || placeOfMail(read.messageId, shell.config.mailDomain)) return 'own'
  if (read.auto !== null) return 'no_case'
  const answered = await answeredCase(shell, read)
  // What it answers may lie in the other folder still, not yet taken in.
  if (answered === null) return answersSomething(read) && mail.attempt < attemptsMax ? 'later' : 'no_case'
  const card = await homeOf(shell, answered)
  return card && (await isToCustomer(shell, card, read)) ? record(shell, card.id, read, mail) : 'no_case'
}

const answersSomething = ({ inReplyTo, references }: Mail) => inReplyTo.length > 0 || references.length > 0

/** The case by our reply address, else by what is answered: a mail of ours, or one that came in here. */
async function answeredCase(shell: Shell, { to, cc, inReplyTo, references }: Mail): Promise<CaseId | null> {
  const token = replyTokenIn([...to, ...cc].map(one => one.address))
  const door = token ? await shell.desk.replyTokens.find(token) : null
  if (door) return door.caseId
  const ids = [...inReplyTo, ...references.toReversed()].slice(0, referencesMax)
  const ours = ids.map(id => placeOfMail(id, shell.config.mailDomain)?.caseId).find(id => id !== undefined)
  if (ours) return ours
  const digests = ids.flatMap(id => mailIdDigest(id) ?? [])
  const found = digests.length > 0 ? await shell.store.mailCases(digests, casesMax) : []
  return digests.flatMap(id => found.find(one => one.mailId === id)?.caseId ?? [])[0] ?? null
}

/** A word to a colleague about a case is no answer to its customer. */
async function isToCustomer(shell: Shell, { customer }: Card, { to, cc }: Mail): Promise<boolean> {
  const email = (await shell.desk.customers.one(customer))?.email?.toLowerCase()
  return !!email && [...to, ...cc].some(one => one.address.toLowerCase() === email)
}

async function record(shell: Shell, caseId: CaseId, read: Mail, mail: LyingMail): Promise<Taken> {
  const words = read.reply.trim() || read.text.trim()
  const seal = sealer(shell.newId)
  const message = shell.newId('msg')
  const blobs: Blob[] = []
  const attached = read.attachments.map((file): Attached => {
    blobs.push({ sha256: file.sha256, bytes: file.bytes, type: file.type })
    const name = seal.text(file.name.trim() || 'file')
    return { file: shell.newId('fil'), name, type: file.type, size: file.size, sha256: file.sha256 }
  })
  const queue: Command = {
    type: 'message.queue',
    message,
    channel: 'email',
    text: seal.text(words || '—'),
    attached,
    undoSeconds: 0,
    keeps: [],
  }
  const deed = {
    caseId,
    commands: [queue],
    deskCommands: [{ type: 'message.note_sent', message, relay: elsewhere }],
    texts: seal.texts,
    blobs,
    // It was said when it was sent, not when we found it.
    at: instant(Math.min(mail.at, shell.now())),
    intakeKey: `sent/${mailIdDigest(read.messageId) ?? hash('sha256', mail.raw)}`,
  } as const satisfies Omit<Deed, 'by'>
  const by = await writerOf(shell, read)
  const isKept = (one: Handled) => one.outcome !== 'refused' || one.refusal.refused === 'case.changed'
  let handled = await shell.handle({ ...deed, by })
  // Who answers a case that nobody has has taken it.
  if (!isKept(handled) && by.kind === 'agent')
    handled = await shell.handle({ ...deed, by, commands: [{ type: 'worker.take' }, queue] })
  // Whether he may speak here or not: he has. Whoever reads the case must know.
  if (!isKept(handled) && by.kind === 'agent') handled = await shell.handle({ ...deed, by: itself })
  if (handled.outcome === 'done' || handled.outcome === 'taken_in_before') return 'taken'
  if (handled.outcome === 'refused' && handled.refusal.refused === 'case.changed') return 'later'
  return 'no_case'
}

/** How a message that left another program than ours says so. */
const elsewhere = 'elsewhere'

/** The agent by his address; the desk itself when it was sent from an address that is nobody's own. */
async function writerOf({ desk, facts }: Shell, { from }: Mail): Promise<Actor> {
  const email = from?.address.toLowerCase()
  const agent = (await desk.agents.all()).find(one => one.email?.toLowerCase() === email)
  return agent && facts().agents[agent.id]?.active ? { kind: 'agent', id: agent.id } : itself
}
