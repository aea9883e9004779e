// Rules of the ledger itself, and of those who keep it.
import { isDeepStrictEqual } from 'node:util'
import type { Event } from '#core/case/event.ts'
import { dayMs } from '#core/kit/time.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Audited, Batch, Rules, Standing, Watched } from '#sim/rule.ts'
import { isBeingKept } from '#sim/rules/promise.ts'
import { isToBeMarked } from '#sim/rules/target.ts'
import { sameData } from '#sim/same-data.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import { checkRing } from '#sim/seen-checks.ts'
import { lineRing } from '#sim/seen-live.ts'

/** What falls due by the clock alone, by the bystander's own account. */
function ringOf(seen: SeenCase): number | null {
  let first = Number.POSITIVE_INFINITY
  for (const id of seen.owed) {
    const one = seen.promises.get(id)
    if (one && isBeingKept(seen, id, one)) continue
    if (one && !one.isLate) first = Math.min(first, one.dueAt)
    else if (one && !one.house) first = Math.min(first, one.dueAt + dayMs)
  }
  for (const one of seen.openTargets.values())
    if (isToBeMarked(seen, one)) first = Math.min(first, (one.isWarned ? null : one.warnAt) ?? one.dueAt)
  const offer = seen.offered && seen.handOffs.get(seen.offered)
  if (offer && !offer.isExpired) first = Math.min(first, offer.acceptBy)
  else if (offer?.raiseAt != null) first = Math.min(first, offer.raiseAt)
  if (seen.speeches.size > 0)
    for (const { standing, until } of seen.speeches.values())
      if (standing === 'agreed' && until !== null) first = Math.min(first, until)
  const { checkBack } = seen
  if (seen.phase === 'solved' && checkBack && !checkBack.isLate) first = Math.min(first, checkBack.dueAt)
  if (seen.phase === 'open' && seen.untold.size > 0)
    for (const one of seen.untold.values()) if (!one.isLate) first = Math.min(first, one.dueAt)
  first = Math.min(first, checkRing(seen))
  if (seen.phase === 'open') first = Math.min(first, lineRing(seen))
  if (seen.phase === 'open' && seen.help?.isOpen && !seen.help.isLate)
    first = Math.min(first, seen.help.answerBy)
  if (seen.phase === 'open' && seen.wait?.until != null) first = Math.min(first, seen.wait.until)
  return first === Number.POSITIVE_INFINITY ? null : first
}

/** In what the product's own account of a case differs from the facts. */
function difference(stands: Standing, seen: SeenCase): string | null {
  if (stands.seq !== seen.seq) return `seq ${stands.seq}, not ${seen.seq}`
  if (stands.phase !== seen.phase) return `phase ${stands.phase}, not ${seen.phase}`
  if (stands.level !== seen.level || stands.team !== seen.team)
    return `level ${stands.level} of ${stands.team}, not ${seen.level} of ${seen.team}`
  if (stands.worker !== seen.worker) return `worker ${stands.worker}, not ${seen.worker}`
  if (stands.offered !== seen.offered) return `offer ${stands.offered}, not ${seen.offered}`
  if (stands.into !== seen.into) return `goes on in ${stands.into}, not ${seen.into}`
  const waits = seen.phase === 'open' ? seen.wait : null
  return (stands.wait?.turn ?? null) !== (waits?.turn ?? null) ||
    (stands.wait?.until ?? stands.wait?.atMost ?? null) !== (waits?.until ?? null)
    ? `waits for ${stands.wait?.turn}, not ${waits?.turn}`
    : null
}

/** Facts that a part of the desk records by itself. */
const byPart: Readonly<Partial<Record<Event['type'], readonly string[]>>> = {
  'promise.late': ['clock'],
  'check_back.late': ['clock'],
  'check_back.planned': ['desk'],
  'news.missing': ['desk'],
  'news.passed_on': ['desk'],
  'hand_off.expired': ['clock'],
  'hand_off.widened': ['clock', 'desk'],
  'hand_off.raised': ['clock'],
  'help.late': ['clock'],
  'news.late': ['clock'],
  'help.raised': ['desk'],
  'target.warned': ['clock'],
  'message.sent': ['relay'],
  'message.failed': ['relay'],
  'message.bounced': ['intake'],
  'message.echoed': ['intake'],
  'customer.unreachable': ['intake'],
  'case.flooded': ['desk'],
}

function wrongActor({ seen, events, isOpening }: Batch, { facts }: Watched): string | null {
  for (const { type, by } of events) {
    const parts = byPart[type]
    if (parts && !(by.kind === 'system' && parts.includes(by.part))) return `${type} by ${by.kind}`
    if (by.kind === 'agent' && !facts.agents[by.id]?.active) return `${type} by ${by.id}, who is not there`
    if (by.kind === 'customer' && by.id !== seen.customer && !isOpening) return `${type} by a stranger`
  }
  return null
}

/** The first text a value refers to that is not among those kept. */
function missingText(value: object, texts: ReadonlySet<string>): string | null {
  if ('mac' in value && 'text' in value) return texts.has((value as TextRef).text) ? null : String(value.text)
  for (const each of Array.isArray(value) ? value : Object.values(value)) {
    const missing = typeof each === 'object' && each !== null ? missingText(each, texts) : null
    if (missing !== null) return missing
  }
  return null
}

function missingBytes({ events }: Batch, { blobs }: Watched): string | null {
  for (const event of events) {
    if (event.type !== 'message.received') continue
    if (event.mail && !blobs.has(event.mail)) return `the bytes of ${event.message} are not kept`
    for (const file of event.attached) if (!blobs.has(file.sha256)) return `${file.file} is not kept`
  }
  return null
}

/** Its number is the store's to give. What is not surely the same is compared thoroughly. */
const hasItsCard = ({ folded, ledger, card }: Audited): boolean =>
  (card.number === ledger.number && sameData(folded.card, card, 'number')) ||
  isDeepStrictEqual({ ...folded.card, number: ledger.number }, card)

export const ledgerRules: Rules = {
  'ledger.gapless': {
    says: 'The facts of a case are numbered 1, 2, 3 … without a gap.',
    batch: ({ seen, events, isOpening }) => {
      const first = events[0]?.seq ?? 0
      if (isOpening && first !== 1) return `it begins with ${first}`
      let isInOrder = true
      for (let i = 0; i < events.length; i++) isInOrder &&= events[i]!.seq === first + i
      return (!isInOrder || seen.seq !== first + events.length - 1) && `${first} came, ${seen.seq} was last`
    },
  },
  'ledger.forward': {
    says: 'Time never runs backwards in a ledger, and no fact is of a time no clock has shown.',
    batch: ({ seen, events, since }, watched) => {
      let last = since
      for (const { at } of events) {
        if (at < last) return `${last - at} ms back`
        last = at
      }
      return seen.lastAt > watched.now() + watched.aheadMs && `${seen.lastAt - watched.now()} ms ahead`
    },
  },
  'ledger.says_who': {
    says: 'Every fact says who did it, and it is somebody who may: verdicts are the clock’s, sending the relay’s.',
    batch: wrongActor,
  },
  'ledger.words_kept': {
    says: 'Every text a fact refers to is kept beside it.',
    batch: ({ append, events }, { texts }) => {
      if (append === null) return null
      for (const event of events) {
        const missing = missingText(event, texts)
        if (missing !== null) return `${missing} of ${event.type} is missing`
      }
      return null
    },
  },
  'ledger.bytes_kept': {
    says: 'The bytes of every mail and file a fact names are kept.',
    batch: (batch, watched) => (batch.append === null ? null : missingBytes(batch, watched)),
  },
  'case.is_its_ledger': {
    says: 'A case stands as its facts say, and wants to be looked at when the next thing falls due.',
    batch: ({ stands, seen }) =>
      difference(stands, seen) ??
      (stands.ringAt !== ringOf(seen) ? `rings at ${stands.ringAt}, not ${ringOf(seen)}` : null),
  },
  'card.is_its_ledger': {
    says: 'A card can be dropped and built again from the ledger to the same.',
    audit: audited => !hasItsCard(audited) && 'it has another card',
  },
  'chain.sound': {
    says: 'No fact of a ledger is missing or changed: its hash chain is sound.',
    audit: ({ ledger, seen, firstBroken }) =>
      ledger.events.length !== seen.seq
        ? `${ledger.events.length} facts, not ${seen.seq}`
        : firstBroken !== null && `broken at ${firstBroken}`,
  },
  'ledger.acknowledged': {
    says: 'What was acknowledged is in the ledger, also after the database has failed over.',
  },
  'reader.skips_nothing': {
    says: 'Whoever follows the ledger from a position gets every fact.',
    sweep: async ({ store, factCount }) => {
      if (!store) return null
      const position = Number(await store.position())
      return position !== factCount && `${position} of ${factCount} facts`
    },
  },
  'key.same_answer': {
    says: 'Whoever asks again under the same key hears what the first time was, or would have been, answered.',
  },
  'key.one_effect': {
    says: 'One idempotency key has one effect.',
    batch: ({ answeredAs, isAnsweredAgain }) => isAnsweredAgain && `${answeredAs} had a second effect`,
    facts: {
      'message.queued': (seen, { message }) => seen.messages.has(message) && `${message} was written twice`,
      'note.added': (seen, { note }) => seen.notes.has(note) && `${note} was added twice`,
      'step.tried': (seen, { step }) => seen.steps.has(step) && `${step} was tried twice`,
      'contact.held': (seen, { contact }) => seen.contacts.has(contact) && `${contact} was held twice`,
      'promise.made': (seen, { promise }) => seen.promises.has(promise) && `${promise} was made twice`,
      'hand_off.offered': (seen, { handOff }) => seen.handOffs.has(handOff) && `${handOff} was offered twice`,
      'regression.planned': (seen, { regression }) =>
        seen.checks.has(regression) && `${regression} was planned twice`,
      'walk.begun': (seen, { walk }) => seen.walks.has(walk) && `${walk} was begun twice`,
      'claim.made': (seen, { claim }) => seen.claims.has(claim) && `${claim} was made twice`,
    },
  },
}
