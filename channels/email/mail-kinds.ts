// The mails the desk sends to customers, each as blocks in the customer's language. Every one carries a
// promise or says what happens next. Not: headers and addresses (compose.ts).
import type { NextStep } from '#core/entitlement/next-step.ts'
import type { Language } from '#core/people/language.ts'
import type { Say } from '#words/say.ts'
import { sayIn } from '#words/say-in.ts'
import type { LetterWords } from '#words/letter-words.ts'
import { zoneName } from '#words/zone-name.ts'
import type { Block, Foot } from './blocks.ts'
import {
  beginning,
  type Due,
  dateOf,
  dayOf,
  isOverMidnight,
  isToday,
  isWindow,
  saidTime,
  timeOf,
  windowOf,
} from './said-time.ts'

export type MailKind = 'confirmation' | 'reply' | 'handed-off' | 'late' | 'solved' | 'link'

export type Frame = {
  readonly language: Language
  /** the name customers know the desk by */
  readonly desk: string
  readonly number: string
  readonly customerName: string
  readonly followUrl: string
  readonly phone?: string
}

export type Content = {
  readonly kind: MailKind
  readonly subject: string
  readonly preheader: string
  readonly blocks: readonly Block[]
  readonly foot: Foot
  /** one of ours wrote it: words of the desk's own may stand under it */
  readonly isSigned?: true
}

/** Who signs, in our way; null: the desk has words of its own for it. */
export type SignedBy = { readonly name: string; readonly role: string } | null
const signedOf = (signed: SignedBy): Block[] => (signed ? [{ type: 'signed', ...signed }] : [])

/**
 * A new case is confirmed. Neutral: it holds nothing the sender typed, since the address may be somebody
 * else's. Whom no contract covers yet reads what happens next, and where he can tell what he has.
 */
export function confirmation(
  frame: Omit<Frame, 'customerName'>,
  due: Due | null,
  step: NextStep | null = null,
  own: LetterWords | null = null,
): Content {
  const say = sayIn(frame.language)
  const promise = due ? [promiseOf(frame.language, 'mail.new_promise', due)] : []
  return {
    kind: 'confirmation',
    subject: own?.subject ?? say('mail.new_subject', { number: frame.number }),
    preheader: promise[0] ? sentenceOf(promise[0]) : say('mail.new_received', { number: frame.number }),
    blocks: [
      paragraph(say('mail.hello_unknown')),
      ...(own ? paragraphs(own.words) : [paragraph(say('mail.new_received', { number: frame.number }))]),
      ...promise,
      ...zoneSaid(frame.language, due),
      ...(step ? [paragraph(say(`portal.cover_${step}`))] : []),
      ...(own ? [] : [paragraph(say('mail.new_more'))]),
      links(
        [say('mail.follow'), frame.followUrl],
        ...(step ? [linkOf(say('portal.register'), under(frame.followUrl, 'register'))] : []),
        [say('mail.more_help'), under(frame.followUrl, 'more-help')],
      ),
      { type: 'soft', text: say('mail.link_yours') },
    ],
    foot: [...footOf(frame), say('mail.not_you')],
  }
}

/** An agent's answer, in his words. */
export function reply(
  frame: Frame,
  said: {
    subject: string
    markdown: string
    signed: SignedBy
    due: Due | null
    /** it asks whether the fix holds: each answer is one press away */
    asks: boolean
    /** a script he goes through by himself: its page on his case */
    walk?: string | null
  },
): Content {
  const say = sayIn(frame.language)
  const promise = said.due ? [promiseOf(frame.language, 'mail.promise', said.due)] : []
  return {
    kind: 'reply',
    subject: replySubject(said.subject, frame.number),
    preheader: promise[0] ? sentenceOf(promise[0]) : '',
    blocks: [
      { type: 'written', markdown: said.markdown },
      ...promise,
      ...zoneSaid(frame.language, said.due),
      ...signedOf(said.signed),
      ...(said.asks ? answersOf(frame) : []),
      ...(said.walk ? [links([say('mail.walk'), said.walk])] : []),
      links(
        [say('mail.follow'), frame.followUrl],
        [say('mail.more_help'), under(frame.followUrl, 'more-help')],
      ),
    ],
    isSigned: true,
    foot: footOf(frame),
  }
}

/** Whether it works, with the two answers. Each leads to a page that asks for one press. */
function answersOf({ language, followUrl }: Frame): Block[] {
  const say = sayIn(language)
  return [
    { type: 'question', text: say('mail.solved_question') },
    links(
      [say('mail.solved_yes'), under(followUrl, 'yes')],
      [say('mail.solved_no'), under(followUrl, 'not-yet')],
    ),
  ]
}

/** What happened inside that he should know: the desk writes it, nobody of it. */
export function inner(frame: Frame, said: { subject: string; markdown: string; due: Due | null }): Content {
  const say = sayIn(frame.language)
  const promise = said.due ? [promiseOf(frame.language, 'mail.promise', said.due)] : []
  return {
    kind: 'reply',
    subject: replySubject(said.subject, frame.number),
    preheader: said.markdown.split('\n')[0]!.slice(0, 120),
    blocks: [
      hello(say, frame),
      { type: 'written', markdown: said.markdown },
      ...promise,
      ...zoneSaid(frame.language, said.due),
      links(
        [say('mail.follow'), frame.followUrl],
        [say('mail.more_help'), under(frame.followUrl, 'more-help')],
      ),
    ],
    foot: footOf(frame),
  }
}

/** How did we do? The link opens a page that asks; opening it answers nothing. */
export function satisfaction(frame: Frame, said: { subject: string; markdown: string }): Content {
  const say = sayIn(frame.language)
  return {
    kind: 'reply',
    subject: replySubject(said.subject, frame.number),
    preheader: said.markdown.split('\n')[0]!.slice(0, 120),
    blocks: [
      hello(say, frame),
      { type: 'written', markdown: said.markdown },
      links([say('satisfaction.letter_link'), under(frame.followUrl, 'satisfaction')]),
    ],
    foot: footOf(frame),
  }
}

/** The customer is told who works on his case now, and that his contact stays. */
export function handedOff(
  frame: Frame,
  to: { workerName: string; contactName: string; due: Due | null },
): Content {
  const say = sayIn(frame.language)
  const promise = to.due ? [promiseOf(frame.language, 'mail.promise', to.due)] : []
  const values = { name: to.workerName, contact: to.contactName, number: frame.number }
  return {
    kind: 'handed-off',
    subject: say('mail.handed_subject', values),
    preheader: promise[0] ? sentenceOf(promise[0]) : say('mail.handed_subject', values),
    blocks: [
      hello(say, frame),
      paragraph(say('mail.handed_body', values)),
      ...promise,
      ...zoneSaid(frame.language, to.due),
      links(
        [say('mail.follow'), frame.followUrl],
        [say('mail.more_help'), under(frame.followUrl, 'more-help')],
      ),
    ],
    foot: footOf(frame),
  }
}

/** A promise was missed: lateness first, the new time (null: it has passed as well), whose fault. */
export function late(
  frame: Frame,
  said: { promised: Due; due: Due | null; reason: string; own?: LetterWords | null },
): Content {
  const say = sayIn(frame.language)
  const note = missedOf(frame.language, said.promised)
  const { number, language } = frame
  const { due } = said
  const block = due ? { ...promiseOf(language, 'mail.late', due), late: note } : paragraph(note)
  const subject = due && say('mail.late_subject', { time: saidTime(language, due), number })
  return {
    kind: 'late',
    subject: said.own?.subject ?? subject ?? `${note} [${number}]`,
    preheader: note,
    blocks: [
      hello(say, frame),
      block,
      ...zoneSaid(language, due),
      ...(said.reason ? [paragraph(said.reason)] : []),
      ...(said.own ? paragraphs(said.own.words) : [paragraph(say('mail.late_sorry'))]),
      links(
        [say('mail.follow'), frame.followUrl],
        [say('mail.more_help'), under(frame.followUrl, 'more-help')],
      ),
    ],
    foot: footOf(frame),
  }
}

/**
 * Solved, as we believe: the customer says whether it works. Each link opens a page that asks for one
 * press.
 */
export function solved(frame: Frame, said: { markdown: string; signed: SignedBy; closes: Due }): Content {
  const say = sayIn(frame.language)
  return {
    kind: 'solved',
    subject: say('mail.solved_subject', { number: frame.number }),
    preheader: said.markdown.split('\n')[0]!.slice(0, 120),
    blocks: [
      hello(say, frame),
      { type: 'written', markdown: said.markdown },
      ...answersOf(frame),
      paragraph(say('mail.solved_then', { date: dateOf(frame.language, said.closes) })),
      links([say('mail.more_help'), under(frame.followUrl, 'more-help')]),
      ...signedOf(said.signed),
    ],
    isSigned: true,
    foot: footOf(frame),
  }
}

/** A link somebody asked for, to sign in or to follow a case. */
export function linkMail(
  frame: Pick<Frame, 'language' | 'desk'>,
  link: { href: string; minutes: number },
): Content {
  const say = sayIn(frame.language)
  return {
    kind: 'link',
    subject: say('mail.link_subject', { desk: frame.desk }),
    preheader: say('mail.link_body', { minutes: link.minutes }),
    blocks: [
      paragraph(say('mail.hello_unknown')),
      paragraph(say('mail.link_body', { minutes: link.minutes })),
      links([say('mail.link_open'), link.href]),
      { type: 'soft', text: say('mail.link_not_you') },
    ],
    foot: [frame.desk],
  }
}

/** The customer's subject with one "Re:" and the number. */
export function replySubject(subject: string, number: string): string {
  const bare = subject
    .replace(/^(?:\s*(?:re|sv|aw|antw|r|rif|vs|fwd?|wg|fw|i|rv|ha|отв|на)\s*(?:\[\d+\])?:)+/iu, '')
    .replaceAll(`[${number}]`, '')
    .replace(/\s+/g, ' ')
    .trim()
  return `Re: ${bare} [${number}]`.replace('  ', ' ')
}

const linkOf = (label: string, href: string): [label: string, href: string] => [label, href]

/** A page below the case's own; the secret stays in the query. */
function under(followUrl: string, part: string): string {
  const query = followUrl.search(/[?#]|$/)
  return `${followUrl.slice(0, query).replace(/\/$/, '')}/${part}${followUrl.slice(query)}`
}

/** Blank lines part them. */
const paragraphs = (text: string): Block[] =>
  text.split(/\n{2,}/).flatMap(one => (one.trim() ? [paragraph(one.trim())] : []))
const paragraph = (text: string): Block => ({ type: 'paragraph', text })
const links = (...pairs: [label: string, href: string][]): Block => ({
  type: 'links',
  links: pairs.map(([label, href]) => ({ label, href })),
})

const hello = (say: Say, { customerName }: Frame): Block =>
  paragraph(customerName ? say('mail.hello', { name: customerName }) : say('mail.hello_unknown'))

function footOf({ language, desk, number, phone }: Omit<Frame, 'customerName'>): string[] {
  const say = sayIn(language)
  return [
    say('mail.foot_case', { desk, number }),
    say('mail.foot_reply'),
    ...(phone ? [say('mail.foot_call', { phone, number })] : []),
  ]
}

type Promised = Extract<Block, { type: 'promise' }>

/** Whose clock the times are by, where that is not plain. */
const zoneSaid = (language: Language, due: Due | null): Block[] =>
  due?.isOther
    ? [{ type: 'soft', text: sayIn(language)('mail.zone', { zone: zoneName(due.zone, language, due.at) }) }]
    : []

function promiseOf(
  language: Language,
  key: 'mail.promise' | 'mail.new_promise' | 'mail.late',
  due: Due,
): Promised {
  const say = sayIn(language)
  const days = isOverMidnight(language, due)
  // Each end of a window over midnight says its own day.
  const day = days ? '' : dayOf(language, beginning(due))
  const window = days ? 'mail.window_days' : 'mail.window'
  const said = key !== 'mail.late' && isWindow(due) ? window : key
  const before = say(`${said}_before`, { day }).trim()
  const after = say(`${said}_after`, { day })
  return { type: 'promise', before, time: windowOf(language, due), after }
}

/** That what was promised for then was not kept. */
function missedOf(language: Language, promised: Due): string {
  const say = sayIn(language)
  if (isWindow(promised)) return say('mail.late_note_window', { time: saidTime(language, promised) })
  const day = isToday(promised) ? 'today' : 'other'
  return say('mail.late_note', { day, date: dateOf(language, promised), time: timeOf(language, promised) })
}

/** What stands behind closes up where it begins with its comma or full stop. */
const sentenceOf = ({ before, time, after }: Promised): string =>
  `${before} ${time} ${after}`.replace(/ (?=[,.])/, '')
