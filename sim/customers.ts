// Customers and what comes over them: they write, answer, resend, ask for more, come back after the end.
// What each is like is a row of tempers.ts.
import type { Command } from '#core/case/case.ts'
import type { CaseId, MessageId } from '#core/kit/id.ts'
import { dayMs, hourMs, minuteMs } from '#core/kit/time.ts'
import type { Hand, CustomerDoes } from '#sim/hand.ts'
import { isKnown } from '#sim/node-shell.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import { isThere } from '#sim/shift.ts'
import { firstTeams, type SimCustomer } from '#sim/world.ts'

/** A mail of ours as its receiver has it. */
type Kept = { readonly message: MessageId; readonly caseId: CaseId }
const keptMax = 8

export type Inboxes = Map<number, Kept[]>

const does: {
  readonly [K in CustomerDoes['what']]: (
    hand: Hand,
    inboxes: Inboxes,
    customer: SimCustomer,
    what: Extract<CustomerDoes, { what: K }>,
  ) => void
} = {
  need: (hand, inboxes, customer) => {
    hand.later(hand.draw.wait(hand.world.needMs), { who: 'customer', customer, does: { what: 'need' } })
    need(hand, inboxes, customer)
  },
  again: (hand, _inboxes, customer, { mail, times }) => {
    hand.mailAgain(mail)
    resend(hand, customer, mail, times - 1)
  },
  write: (hand, inboxes, customer, { message }) => answer(hand, inboxes, customer, message),
  machine: (hand, inboxes, by, { message }) => {
    const kept = keptOf(inboxes, by, message)
    // Two whose headers are lost could not be told apart by the same words.
    const words = `I am away (${kept?.message.slice(4)}).`
    if (kept) hand.mail({ by, kind: 'robot', to: { answers: message }, ...onThread(hand, kept, words) })
  },
  return: (hand, inboxes, by, { message }) => {
    const kept = keptOf(inboxes, by, message)
    if (kept) hand.mail({ by, kind: 'bounce', to: { answers: message }, ...onThread(hand, kept, '') })
  },
  page: (hand, _inboxes, customer, { caseId }) => onPage(hand, customer, caseId),
}

/** Does what came over a customer. */
export function move(hand: Hand, inboxes: Inboxes, customer: SimCustomer, what: CustomerDoes): void {
  const act = does[what.what] as (hand: Hand, inboxes: Inboxes, one: SimCustomer, what: CustomerDoes) => void
  act(hand, inboxes, customer, what)
}

const keptOf = (inboxes: Inboxes, { no }: SimCustomer, message: MessageId) =>
  inboxes.get(no)?.find(one => one.message === message)

/** In an answer the headers claim what it answers. */
const onThread = ({ watch }: Hand, { caseId, message }: Kept, words: string) => {
  const number = watch.cases.get(caseId)?.number ?? 0
  return { subject: `Re: [${number}] Trouble`, words, claims: { caseId, message, number } }
}

function need(hand: Hand, inboxes: Inboxes, by: SimCustomer): void {
  const { draw } = hand
  const { temper } = by
  if (draw.happens(temper.machine)) {
    const kind = draw.pick(['list', 'verification'] as const)
    hand.mail({ by, kind, to: 'desk', subject: 'News', words: 'All that is new this week.' })
    return
  }
  if (draw.happens(temper.calls) && isKnown(by.no) && phoneIn(hand, by)) return
  const words = `The box restarts at eight, again and again (${draw.between(1, 1e9)}).`
  const inbox = inboxes.get(by.no) ?? []
  if (draw.happens(temper.forges)) {
    forge(hand, inboxes, by, words)
    return
  }
  if (inbox.length > 0 && draw.happens(temper.wrongCase)) {
    const kept = draw.pick(inbox)
    hand.mail({ by, kind: 'person', to: { answers: kept.message }, ...onThread(hand, kept, words) })
    return
  }
  const cc = draw.happens(temper.copies) ? [`boss${by.no}@firm.example`, 'all@firm.example'] : []
  const mail = hand.mail({ by, kind: 'person', to: 'desk', cc, subject: 'Trouble', words })
  if (draw.happens(temper.resends)) resend(hand, by, mail, draw.between(1, 4))
}

function resend(hand: Hand, customer: SimCustomer, mail: ReturnType<Hand['mail']>, times: number): void {
  if (times > 0)
    hand.later(hand.draw.wait(hourMs), { who: 'customer', customer, does: { what: 'again', mail, times } })
}

/** Claims the thread of somebody else's case, or guesses the secret of an address. */
function forge(hand: Hand, inboxes: Inboxes, by: SimCustomer, words: string): void {
  const { draw } = hand
  const others = inboxes.get(draw.pick(hand.world.customers).no) ?? []
  const guess = { guess: `guess${draw.between(1e9, 2e9)}0000000000` }
  if (others.length === 0) {
    hand.mail({ by, kind: 'person', to: guess, subject: 'Re: Trouble', words })
    return
  }
  const kept = draw.pick(others)
  const to = draw.happens(0.5) ? ('desk' as const) : guess
  hand.mail({ by, kind: 'person', to, ...onThread(hand, kept, words) })
}

/** Somebody of the first line answers the phone; nobody there: he writes. */
function phoneIn(hand: Hand, customer: SimCustomer): boolean {
  const { draw } = hand
  const there = hand.world.agents.filter(one => one.facts.levels.includes(1) && isThere(one, hand.now()))
  if (there.length === 0) return false
  const taker = draw.pick(there)
  const pen = hand.pen()
  const { id, language, name } = customer
  hand.wish({
    by: { kind: 'agent', id: taker.id },
    caseId: pen.id('cas'),
    names: { customerName: name, organisationName: null },
    commands: [
      {
        type: 'case.open',
        channel: 'phone',
        subject: pen.write('It restarts'),
        customer: id,
        language,
        team: draw.pick(firstTeams),
        verified: true,
        organisation: hand.world.agreed.of(id) ?? undefined,
        taker: taker.id,
        promised: draw.happens(0.5),
      },
      {
        type: 'contact.hold',
        contact: pen.id('con'),
        means: 'phone',
        direction: 'in',
        reach: 'reached',
        minutes: draw.between(1, 20),
        keeps: [],
      },
    ],
  })
  return true
}

/** A mail of ours has come: what the customer will do about it, and when. */
export function reached(hand: Hand, inboxes: Inboxes, customer: SimCustomer, kept: Kept): void {
  const { draw, watch } = hand
  const { temper } = customer
  const { message, caseId } = kept
  inboxes.set(customer.no, [...(inboxes.get(customer.no) ?? []), kept].slice(-keptMax))
  const later = (ms: number, what: 'write' | 'machine' | 'return') =>
    hand.later(ms, { who: 'customer', customer, does: { what, message } })
  if (draw.happens(temper.bounces)) {
    later(draw.between(minuteMs, hourMs), 'return')
    return
  }
  if (draw.happens(temper.robot)) later(minuteMs, 'machine')
  if (draw.happens(temper.asksHelp) || draw.happens(temper.confirms) || draw.happens(temper.reopens))
    hand.later(draw.wait(4 * hourMs), { who: 'customer', customer, does: { what: 'page', caseId } })
  const isEnded = watch.cases.get(caseId)?.phase !== 'open'
  if (draw.happens(isEnded ? temper.thanks : temper.answers)) later(draw.wait(2 * hourMs), 'write')
  if (isEnded && draw.happens(temper.afterwards)) later(draw.wait(3 * dayMs), 'write')
}

function answer(hand: Hand, inboxes: Inboxes, by: SimCustomer, message: MessageId): void {
  const kept = keptOf(inboxes, by, message)
  if (!kept) return
  const words = `The red one is on (${hand.draw.between(1, 1e9)}).`
  const to = { answers: message }
  const isOther = hand.draw.happens(by.temper.copies)
  const other = isOther ? { asAddress: `boss${by.no}@firm.example` } : {}
  const mail = hand.mail({ by, kind: 'person', to, ...onThread(hand, kept, words), ...other })
  if (hand.draw.happens(by.temper.resends)) resend(hand, by, mail, 2)
}

/** The customer's own page: what it offers in this phase. */
function onPage(hand: Hand, customer: SimCustomer, caseId: CaseId): void {
  const seen = hand.watch.cases.get(caseId)
  if (!seen || seen.phase === 'merged') return
  const commands = pageDeeds(hand, customer, seen)
  hand.wish({ by: { kind: 'customer', id: seen.customer }, caseId, commands })
}

function pageDeeds(hand: Hand, { temper }: SimCustomer, { phase }: SeenCase): readonly Command[] {
  const { draw } = hand
  const pen = hand.pen()
  if (phase === 'open')
    return draw.happens(0.6)
      ? [{ type: 'help.ask', reason: 'getting_worse', text: pen.write('It is worse') }]
      : [{ type: 'question.add', question: pen.id('que'), text: pen.write('When?') }]
  const isContent = draw.roll() * (temper.confirms + temper.reopens) < temper.confirms
  return isContent && phase === 'solved'
    ? [{ type: 'case.close', reason: 'confirmed' }]
    : [{ type: 'case.reopen', reason: 'not_fixed', text: pen.write('No.') }]
}
