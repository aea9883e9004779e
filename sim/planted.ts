// The bank of planted bugs: each takes one part of the product and breaks it, as somebody once might. A
// test runs the simulator on every one and asks that it be caught, so that the invariants are known to
// have teeth. The product holds no switch for any of this: the broken part is handed in from here.
import type { Event } from '#core/case/event.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { instant, minuteMs } from '#core/kit/time.ts'
import { caseRules } from '#server/handle.ts'
import { endingLate, withGuessableTokens, withoutFence } from '#sim/broken-parts.ts'
import { ownParts } from '#sim/parts.ts'
import { askingBackBugs } from '#sim/planted-asking-back.ts'
import { entitlementBugs } from '#sim/planted-entitlement.ts'
import { failoverBugs } from '#sim/planted-failover.ts'
import { handOffBugs } from '#sim/planted-hand-offs.ts'
import { peopleBugs } from '#sim/planted-people.ts'
import { restBugs } from '#sim/planted-rest.ts'
import { queueBugs } from '#sim/planted-queues.ts'
import { problemBugs } from '#sim/planted-problems.ts'
import { speechBugs } from '#sim/planted-speech.ts'
import { supplierBugs } from '#sim/planted-suppliers.ts'
import { liveBugs } from '#sim/planted-live.ts'
import { storeBugs } from '#sim/planted-store.ts'
import { clockBugs } from '#sim/planted-clocks.ts'
import { walkBugs } from '#sim/planted-walks.ts'
import { appends, type Broken, decidesOf, type Planted, rules, store, without } from '#sim/planting.ts'

const bank: readonly Broken[] = [
  {
    bug: 'the store takes a deed that was decided on an older ledger',
    caughtBy: ['holder.taken_once', 'promise.ends_once', 'case.is_its_ledger', 'offer.once'],
    seed: 2,
    breaks: store(own => ({
      append: async append => {
        const appended = await own.append(append)
        if (appended.outcome !== 'stale') return appended
        const ledger = await own.read(append.caseId)
        return own.append({ ...append, expectedSeq: ledger?.events.length ?? 0 })
      },
    })),
  },
  {
    bug: 'a lease that has run out still ends an effect',
    caughtBy: ['outbox.fenced'],
    seed: 1,
    breaks: { beneath: withoutFence, store: endingLate },
  },
  {
    bug: 'mail is acknowledged before it is committed',
    caughtBy: ['mail.stored_once'],
    seed: 3,
    breaks: {
      takeIn: async (shell, envelope, raw) => {
        const kept = ownParts.takeIn(shell, envelope, raw)
        kept.catch(() => {})
        return kept.then(
          acceptance => acceptance,
          () => ({ ok: true as const, id: 'soon' }),
        )
      },
    },
  },
  {
    bug: 'the customer’s mail does not end our waiting for him',
    caughtBy: ['wait.customer_ends'],
    seed: 3,
    breaks: decidesOf('message.receive', without('wait.ended')),
  },
  {
    bug: 'who never answers is waited for for ever',
    caughtBy: ['wait.at_most'],
    seed: 1,
    breaks: decidesOf('message.queue', events =>
      events.map(one => {
        if (one.type !== 'wait.started') return one
        const { atMost: _atMost, ...rest } = one
        return rest
      }),
    ),
  },
  {
    bug: 'the clock does not look at how long somebody is waited for',
    caughtBy: ['wait.date', 'case.is_its_ledger'],
    seed: 1,
    breaks: rules({
      nextRing: (state, desk) =>
        caseRules.nextRing(
          state.phase === 'open' && state.wait && !state.wait.until ? { ...state, wait: null } : state,
          desk,
        ),
    }),
  },
  {
    bug: 'the customer’s mail does not open a solved case',
    caughtBy: ['wait.customer_ends'],
    seed: 1,
    breaks: decidesOf('message.receive', without('case.reopened')),
  },
  {
    bug: 'the clock is a minute ahead of what was promised',
    caughtBy: ['promise.late_once', 'case.is_its_ledger'],
    seed: 1,
    breaks: rules({
      decide: (state, command, by, setting) =>
        caseRules.decide(
          state,
          command,
          by,
          command.type === 'clock.ring' ? { ...setting, now: instant(setting.now + minuteMs) } : setting,
        ),
      nextRing: (state, desk) => {
        const at = caseRules.nextRing(state, desk)
        return at === null ? null : instant(at - minuteMs)
      },
    }),
  },
  {
    bug: 'a promise is marked late one ring after the other',
    caughtBy: ['promise.late_once', 'case.is_its_ledger'],
    seed: 1,
    breaks: rules({
      evolve: (state, event) =>
        event.type === 'promise.late' && state.phase !== 'unopened'
          ? { ...state, seq: state.seq + 1, lastAt: event.at }
          : caseRules.evolve(state, event),
    }),
  },
  {
    bug: 'cases with a worker are not rung',
    caughtBy: ['case.is_its_ledger', 'promise.late_soon'],
    seed: 1,
    breaks: rules({
      nextRing: (state, desk) =>
        state.phase === 'open' && state.worker ? null : caseRules.nextRing(state, desk),
    }),
  },
  {
    bug: 'the clock forgets a batch whose node died',
    caughtBy: [
      'promise.late_soon',
      'wait.date',
      'offer.expires',
      'target.breached_soon',
      'regression.never_forgotten',
    ],
    seed: 3,
    breaks: store(own => ({
      leaseRings: (limit, leaseMs) => own.leaseRings(limit, leaseMs * 1e4),
    })),
  },
  {
    bug: 'offering a case already moves it',
    caughtBy: ['level.moves', 'giver.holds'],
    seed: 1,
    breaks: decidesOf('hand_off.offer', events =>
      events.flatMap((event): Event[] => {
        if (event.type !== 'hand_off.offered') return [event]
        const { at, by, to } = event
        return [event, { type: 'worker.queued', at, by, team: to.team, level: to.level }]
      }),
    ),
  },
  {
    bug: 'accepting a hand-off loses the contact',
    caughtBy: ['contact.one'],
    seed: 1,
    breaks: rules({
      evolve: (state, event) => {
        const next = caseRules.evolve(state, event)
        return event.type === 'hand_off.accepted' && next.phase !== 'unopened'
          ? { ...next, contact: null }
          : next
      },
    }),
  },
  {
    bug: 'two can take the same case',
    caughtBy: ['holder.taken_once'],
    seed: 1,
    breaks: rules({
      decide: (state, command, by, setting) =>
        caseRules.decide(
          command.type === 'worker.take' && state.phase === 'open' ? { ...state, worker: null } : state,
          command,
          by,
          setting,
        ),
    }),
  },
  {
    bug: 'closing a case leaves its promises open',
    caughtBy: ['closed.owes_nothing'],
    seed: 1,
    breaks: decidesOf('case.close', without('promise.withdrawn')),
  },
  {
    bug: 'a case is solved with a promise open',
    caughtBy: ['solved.answers_all'],
    seed: 3,
    breaks: rules({
      decide: (state, command, by, setting) =>
        caseRules.decide(
          command.type === 'case.solve' && state.phase === 'open' ? { ...state, promises: {} } : state,
          command,
          by,
          setting,
        ),
    }),
  },
  ...askingBackBugs,
  {
    bug: 'a promise is kept before the call that keeps it',
    caughtBy: ['promise.kept_by_deed'],
    seed: 1,
    breaks: decidesOf('contact.hold', events => [...events].reverse()),
  },
  {
    bug: 'what a node’s own clock says is written, though the ledger is already past it',
    caughtBy: ['ledger.forward'],
    seed: 10,
    breaks: rules({
      decide: (state, command, by, setting) => {
        const outcome = caseRules.decide(state, command, by, setting)
        return isRefusal(outcome) ? outcome : outcome.map(event => ({ ...event, at: setting.now }))
      },
    }),
  },
  {
    bug: 'the same mail twice is two messages',
    caughtBy: ['mail.stored_once'],
    seed: 2,
    breaks: appends(({ intakeKey: _, ...append }) => append),
  },
  {
    bug: 'a guessed reply address lets somebody in',
    caughtBy: ['mail.by_secret'],
    seed: 3,
    breaks: { desk: withGuessableTokens },
  },
  {
    bug: 'machines’ mail is taken for a person’s',
    caughtBy: ['mail.robots_unanswered'],
    seed: 1,
    breaks: {
      reader: own => ({
        ...own,
        readMail: async raw => {
          const mail = await own.readMail(raw)
          return 'unreadable' in mail
            ? mail
            : { ...mail, auto: mail.auto === 'auto-reply' ? null : mail.auto }
        },
      }),
    },
  },
  {
    bug: 'every new case is confirmed, however many an address opens',
    caughtBy: ['mail.confirmed_daily'],
    seed: 1,
    breaks: { desk: own => ({ ...own, automaticMails: { take: async () => 'yes' as const } }) },
  },
  {
    bug: 'a mail that came back opens the case again',
    caughtBy: ['mail.bounce_wakes_nobody', 'mail.robots_unanswered'],
    seed: 3,
    breaks: rules({
      decide: (state, command, by, setting) => {
        const outcome = caseRules.decide(state, command, by, setting)
        if (command.type !== 'message.note_bounced' || isRefusal(outcome) || state.phase !== 'solved')
          return outcome
        const [first] = outcome
        return first
          ? [...outcome, { type: 'case.reopened', at: first.at, by: first.by, reason: 'customer_wrote' }]
          : outcome
      },
    }),
  },
  {
    bug: 'answers under an idempotency key are not kept',
    caughtBy: ['key.one_effect'],
    seed: 22,
    breaks: appends(({ answered: _, ...append }) => append),
  },
  {
    bug: 'a deed of many facts loses its effects',
    caughtBy: ['reply.ends'],
    seed: 1,
    breaks: rules({
      effectsOf: (caseId, events) => {
        const own = caseRules.effectsOf(caseId, events)
        return { ...own, effects: events.length > 2 ? [] : own.effects }
      },
    }),
  },
  {
    bug: '"later" of the far side is taken for yes',
    caughtBy: ['reply.sent_is_sent'],
    seed: 2,
    breaks: {
      relay: own => ({
        ...own,
        send: async (key, mail) => {
          const delivery = await own.send(key, mail)
          return delivery.outcome === 'retry' ? { outcome: 'sent', answer: delivery.answer } : delivery
        },
      }),
    },
  },
  {
    bug: 'an effect is leased to every node that asks',
    caughtBy: ['outbox.fenced', 'reply.leaves_once'],
    seed: 2,
    breaks: store(own => ({ leaseEffects: limit => own.leaseEffects(limit, 1) })),
  },
  ...clockBugs,
  ...handOffBugs,
  ...speechBugs,
  ...queueBugs,
  ...restBugs,
  ...peopleBugs,
  ...liveBugs,
  ...problemBugs,
  ...supplierBugs,
  ...storeBugs,
  ...failoverBugs,
  ...entitlementBugs,
  ...walkBugs,
  {
    bug: 'the card keeps the worker who is gone',
    caughtBy: ['case.is_its_ledger'],
    seed: 3,
    breaks: rules({
      cardAfter: (previous, id, steps, words) => {
        const card = caseRules.cardAfter(previous, id, steps, words)
        const isQueued = steps.some(({ event }) => event.type === 'worker.queued')
        return isQueued && card && previous ? { ...card, worker: previous.worker } : card
      },
    }),
  },
  {
    bug: 'notes are mailed to the customer with the next reply',
    caughtBy: ['reply.inner_stays'],
    seed: 2,
    breaks: store(own => ({
      read: async which => {
        const ledger = await own.read(which)
        const note = ledger?.events.find(event => event.type === 'note.added')
        const words = note?.type === 'note.added' ? ledger?.texts.get(note.text.text) : undefined
        if (!ledger || !words) return ledger
        const texts = new Map([...ledger.texts].map(([id, text]) => [id, `${text} ${words}`] as const))
        return { ...ledger, texts }
      },
    })),
  },
]

export const planted: readonly Planted[] = bank.map(({ breaks, ...one }) => ({
  ...one,
  parts: { ...ownParts, ...breaks },
}))
