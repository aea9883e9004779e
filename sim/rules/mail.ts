// Rules of mail, in and out.
import type { EventType } from '#core/case/event.ts'
import { dayMs } from '#core/kit/time.ts'
import { type Batch, has, type Rules, type Watched } from '#sim/rule.ts'

/** Whether a case is, or has gone on in, another. */
function leadsTo({ cases }: Watched, from: string | undefined, to: string): boolean {
  let at = from
  for (let hops = 0; at !== undefined && hops < 50; hops++) {
    if (at === to) return true
    at = cases.get(at as `cas_${string}`)?.into ?? undefined
  }
  return false
}

/** What a report may bring beside itself: that the address takes no mail any more. */
const reports = new Set<EventType>(['message.bounced', 'customer.unreachable'])
/** What comes of a question that did not reach him: it is our turn again, and his clocks and times go on. */
const unasked = new Set<EventType>([
  ...(['wait.ended', 'wait.started', 'promise.made'] as const),
  ...(['target.started', 'target.resumed', 'target.paused', 'target.cancelled'] as const),
])
function onlyReports(events: Batch['events']): boolean {
  const isUnasked = events.some(one => one.type === 'wait.ended' && one.how === 'not_reached')
  return events.every(({ type }) => reports.has(type) || (isUnasked && unasked.has(type)))
}

/** Without what was past before it and is written first, whoever comes. */
const brought = (events: Batch['events']): Batch['events'] =>
  events.filter(one => one.type !== 'target.breached' || one.how !== 'due')

function bringsAutomatic(events: Batch['events']): boolean {
  for (const one of events) if (one.type === 'message.received' && one.automatic !== null) return true
  return false
}

/** Whether whoever wrote has the case, or one that went into it. */
function isOfCase(watched: Watched, { seen, events }: Batch): boolean {
  const received = events.find(event => event.type === 'message.received')
  const who = received?.type === 'message.received' ? received.from : null
  const isHis = (one: Batch['seen']) => one.customer === who && leadsTo(watched, one.id, seen.id)
  return seen.customer === who || watched.merged.some(isHis)
}

const mailOf = ({ act }: Batch) => (act?.kind === 'mail' ? act.mail : null)
const isAppended = (batch: Batch): boolean => !batch.isOpening && has(batch.events, 'message.received')

export const mailRules: Rules = {
  'mail.stored_once': {
    says: 'A mail we said yes to is in a case once, however often it comes, or kept aside.',
    rest: ({ mails }) => {
      for (const { spec, acknowledged, inCases, isAside, isNeedless } of mails.values()) {
        const isThere = inCases > 0 || isAside || isNeedless
        if (acknowledged > 0 && !isThere)
          return `mail ${spec.id} (${spec.kind}) was acknowledged and is nowhere`
      }
      return null
    },
    batch: (batch, { mails }) => {
      const mail = mailOf(batch)
      const times = mail ? (mails.get(mail.id)?.inCases ?? 0) : 0
      return times > 1 && `mail ${mail?.id} is in cases ${times} times`
    },
  },
  'mail.by_secret': {
    says: 'Only its secret, or whoever is one of its people, adds to a case; what headers claim does not.',
    batch: (batch, watched) => {
      const mail = mailOf(batch)
      if (!mail || !batch.append || !isAppended(batch) || isOfCase(watched, batch)) return null
      if (mail.to === 'desk' || !('answers' in mail.to)) return `mail ${mail.id} had no secret`
      const { answers } = mail.to
      const own = watched.effects.get(`message/${answers}`)?.caseId
      return !leadsTo(watched, own, batch.seen.id) && `mail ${mail.id} answered a mail of ${own}`
    },
  },
  'mail.robots_unanswered': {
    says: 'Nothing a machine sent starts anything by itself: no answer, no confirmation, no waking.',
    batch: batch => {
      const mail = mailOf(batch)
      const isMachine = mail !== null && mail.kind !== 'person' && mail.garble === undefined
      if (!isMachine && !bringsAutomatic(batch.events)) return null
      if (has(batch.events, 'message.queued')) return `a machine's mail was answered`
      if (batch.isOpening) return mail?.kind !== 'list' && `a machine's mail opened a case`
      const came = brought(batch.events)
      if (onlyReports(came)) return null
      return came.length > 1 && `a machine's mail brought ${came.at(-1)?.type}`
    },
  },
  'mail.bounce_wakes_nobody': {
    says: 'A mail that came back opens no case, reopens none and wakes none.',
    batch: ({ events }) =>
      has(events, 'message.bounced') && !onlyReports(brought(events)) && `it brought ${events.at(-1)?.type}`,
  },
  'mail.confirmed_daily': {
    says: 'An address gets one confirmation a day at most.',
    facts: {
      'message.queued': (seen, { automatic, at }, _batch, { confirmed }) => {
        if (automatic !== 'confirmation') return null
        const last = confirmed.get(seen.customer)
        return last !== undefined && at - last < dayMs && `two within ${at - last} ms`
      },
    },
  },
  'reply.leaves_once': {
    says: 'A reply leaves once; twice only where nobody could know whether it had left.',
  },
  'reply.leaves_in_time': {
    says: 'A reply leaves neither before its time nor after it was taken back.',
  },
  'reply.sent_is_sent': {
    says: 'What the ledger calls sent has left.',
    facts: {
      'message.sent': (_seen, { message, relay }, { append }, { effects }) =>
        append !== null &&
        relay !== 'portal' &&
        (effects.get(`message/${message}`)?.handed ?? 0) === 0 &&
        `${message} never reached the far side`,
    },
  },
  'reply.ends': {
    says: 'Every reply ends sent, failed, taken back or returned.',
    rest: ({ cases, now, behindMs }) => {
      for (const seen of cases.values())
        for (const [id, one] of seen.messages)
          if (one.standing === 'queued' && one.sendAt + behindMs < now() - dayMs) return `${id} still waits`
      return null
    },
  },
  'reply.inner_stays': {
    says: 'No word of a note or step is in a mail to a customer.',
  },
  'outbox.fenced': {
    says: 'An effect is held by one node at a time, and ended only by the one that holds it.',
  },
  'outbox.ends': {
    says: 'Every effect ends: done, given up or cancelled.',
    rest: ({ effects }) => {
      for (const { key, end } of effects.values()) if (end === null) return `${key} has not ended`
      return null
    },
  },
}
