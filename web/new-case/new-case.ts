// A case begun while the phone rings: what the first seconds know, and how it goes to the server. Not: the
// form.
import type { Kind, PromiseMeans } from '#core/case/event.ts'
import type { Impact } from '#core/case/impact.ts'
import type { AgentId, CustomerId, ProductId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import type { Say } from '#words/say.ts'

/** Somebody we know, or somebody new by name. */
export type Person =
  | { readonly is: 'known'; readonly id: CustomerId; readonly name: string; readonly language: Language }
  | { readonly is: 'new'; readonly name: string; readonly email: string; readonly phone: string }

export type Begun = {
  readonly person: Person | null
  readonly typed: string
  readonly says: string
  readonly title: string
  readonly phone: string
  readonly language: Language
  readonly kind: Kind
  readonly product: ProductId | ''
  /** the device or service by its number, and the place, as contracts name them */
  readonly serial?: string | undefined
  readonly site?: string | undefined
  readonly impact: Impact
  readonly means: 'phone' | 'desk' | 'chat'
  readonly dueAt: number | null
  /** where he is promised a window, its beginning */
  readonly dueFrom?: number | undefined
  /** who gives the word instead; absent: whoever is on the line with him */
  readonly keeper?: AgentId | undefined
  readonly by: PromiseMeans
  readonly startedAt: number
  /** the language was chosen by hand: whom we find does not change it */
  readonly isSpoken?: true
  /** under which it is made: however often it is tried, one case */
  readonly key: string
  /** what was sent under it so far; of an attempt nobody knows yet whether it arrived */
  readonly sent: readonly Body[]
}
/** What goes to the server. */
export type Body = Readonly<Record<string, unknown>>

/** The answers of which the severity follows, in words. */
export const reasonOf = ({ people, workaround, harm }: Impact, say: Say): string =>
  [
    `${say('impact.people')}: ${say(`impact.people_${people}`)}`,
    `${say('impact.workaround')}: ${say(`impact.workaround_${workaround}`)}`,
    `${say('impact.harm')}: ${say(`impact.harm_${harm}`)}`,
  ].join(' · ')

/** His sentences, one a line; empty lines are breath. */
export const claimsOf = (says: string): string[] =>
  says
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

const titleLengthMax = 90

/** The title out of his first sentence: without its full stop, cut between words. */
export function titleOf(says: string): string {
  const first = (claimsOf(says)[0] ?? '').replace(/[.!…]+$/, '')
  if (first.length <= titleLengthMax) return first
  const cut = first.slice(0, titleLengthMax)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40))} …`
}

/** What a contact may have taken: a draft may lie for days. */
const minutesMax = 24 * 60

/** Whole minutes of the call so far; a begun one counts. */
export const minutesSince = (startedAt: number, now: number): number =>
  Math.min(minutesMax, Math.max(1, Math.ceil((now - startedAt) / 60_000)))

export type Missing = 'person' | 'words' | 'window' | 'number'
/** What the case cannot be made without: whose it is, and what it is about. */
export function missingOf(begun: Begun): Missing | null {
  if (begun.person === null || begun.person.name.trim() === '') return 'person'
  if (claimsOf(begun.says).length === 0 && begun.title.trim() === '') return 'words'
  const { dueFrom, dueAt } = begun
  const typed = numberOf(begun)
  if (typed.trim() !== '' && !isPhone(typed)) return 'number'
  return dueAt !== null && dueFrom !== undefined && dueFrom >= dueAt ? 'window' : null
}

/** Digits and a leading plus; what the server keeps of a number. */
export const plainPhone = (text: string): string => text.replace(/(?!^\+)[^\d]/g, '')

const isPhone = (text: string): boolean => /^\+?\d{3,39}$/.test(plainPhone(text))

/** The number to call back, as it was typed. */
export const numberOf = ({ person, phone }: Pick<Begun, 'person' | 'phone'>): string =>
  person?.is === 'new' ? person.phone || phone : phone

/** Whether what was typed into "who" is a number rather than a name. */
export const isNumber = (text: string): boolean => /^[+\d][\d\s()/.-]{3,}$/.test(text.trim())
/** Whether it is an address. */
export const isAddress = (text: string): boolean => /^\S+@\S+\.\S+$/.test(text.trim())

/** A new person out of what was typed to find one. */
export function newPerson(typed: string): Person {
  const text = typed.trim()
  return {
    is: 'new',
    name: isNumber(text) || isAddress(text) ? '' : text,
    email: isAddress(text) ? text : '',
    phone: isNumber(text) ? text : '',
  }
}

/** A field that is sent only where something stands in it. */
const named = (name: 'serial' | 'site', text = ''): Record<string, string> =>
  text.trim() === '' ? {} : { [name]: text.trim() }

type Contracts = {
  readonly items: readonly {
    readonly lines: readonly { readonly coverage: { readonly kind: string; readonly site?: string } }[]
  }[]
}
/** The places that contracts name, each once, in the order of the alphabet. */
export const sitesOf = ({ items }: Contracts): readonly string[] =>
  [...new Set(items.flatMap(one => one.lines.flatMap(({ coverage }) => coverage.site ?? [])))].sort()

/** How the call began, of a call alone: in which language, and where he is called back. */
export function openingOf(begun: Begun): { readonly opening?: Body } {
  if (begun.means !== 'phone') return {}
  const phone = plainPhone(numberOf(begun))
  return { opening: { language: begun.language, ...(phone !== '' && { callBack: phone }) } }
}

/** The call as it is added to a case that is open already. */
export function callOn(begun: Begun, now: number): Body {
  const { means, startedAt, says, person } = begun
  return {
    ...{ means, direction: 'in', reach: 'reached', startedAt, minutes: minutesSince(startedAt, now) },
    ...(says.trim() !== '' && { text: says.trim() }),
    ...(person?.is === 'known' && { with: person.id }),
    ...openingOf(begun),
  }
}

const untimed = (body: Body): string =>
  JSON.stringify({ ...body, held: { ...(body.held as object | undefined), minutes: 0 } })

/** What is sent: where nothing was typed since the last attempt, that very body, however long ago. */
export const bodyAgain = (body: Body, sent: readonly Body[]): Body => {
  const last = sent.at(-1)
  return last && untimed(last) === untimed(body) ? last : body
}

/** His sentences that an attempt before did not hold yet. */
export function claimsBehind(begun: Begun, sent: Body): string[] {
  const had = new Set(sent.claims as readonly string[] | undefined)
  return claimsOf(begun.says).filter(one => !had.has(one))
}

/** `because`: why it is as bad as it is, in his language: he can read it. */
type Values = { readonly now: number; readonly topic: string; readonly because: string }

/**
 * The body of `POST /cases`. Whoever is on the line is not asked to register, and the agent keeps the case.
 */
export function bodyOf(begun: Begun, { now, topic, because }: Values): Body {
  const claims = claimsOf(begun.says)
  const { person } = begun
  const phone = plainPhone(numberOf(begun))
  return {
    channel: begun.means,
    subject: begun.title.trim() || titleOf(begun.says),
    language: begun.language,
    customer:
      person?.is === 'known'
        ? { id: person.id }
        : {
            name: person?.name.trim() ?? '',
            ...(person?.is === 'new' && person.email.trim() !== '' && { email: person.email.trim() }),
            ...(phone !== '' && { phone }),
          },
    kind: begun.kind,
    impact: { ...begun.impact, because },
    ...(begun.product !== '' && { product: begun.product }),
    ...named('serial', begun.serial),
    ...named('site', begun.site),
    take: true,
    ...(claims.length > 0 && { claims }),
    held: {
      means: begun.means,
      direction: 'in',
      reach: 'reached',
      startedAt: begun.startedAt,
      minutes: minutesSince(begun.startedAt, now),
      ...openingOf(begun),
    },
    ...(begun.dueAt !== null && {
      promise: {
        ...{ topic, means: begun.by, dueAt: begun.dueAt },
        ...(begun.dueFrom !== undefined && { from: begun.dueFrom }),
        ...(begun.keeper && { keeper: begun.keeper }),
      },
    }),
  }
}
