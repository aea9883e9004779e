// Ready-made replies: what their places are filled with, and which fit the customer. Not: how they are filled
// (core/reply/placeholder.ts), nor where they are kept (the server).
import { type Placeholder, placeholders, unfilled } from '#core/reply/placeholder.ts'

export type Reply = {
  readonly id: string
  readonly name: string
  /** the text in each language it was written in */
  readonly texts: Readonly<Record<string, string>>
}

/** What its places are filled with; one without a value is not there, and stays to be seen. */
export type ReplyValues = Readonly<Partial<Record<Placeholder, string>>>

/** The values of a reply, without those that say nothing. */
export const valuesOf = (all: Readonly<Record<Placeholder, string>>): ReplyValues =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))

/** Places of ours that still stand in a text: nobody would fill them on the way to the customer. */
export const placesLeft = (text: string): string =>
  unfilled(text, {})
    .filter(name => placeholders.some(one => one === name))
    .map(name => `{${name}}`)
    .join(' ')

/** The text for a customer: in his language, else in the desk's, else any. */
export const textFor = (reply: Reply, language: string, deskLanguage: string): string =>
  reply.texts[language] ?? reply.texts[deskLanguage] ?? Object.values(reply.texts)[0] ?? ''

/** Reads what the server gives, which may hold one text with its language or texts by language. */
export function replyOf(given: Readonly<Record<string, unknown>>): Reply {
  const name = String(given.name ?? given.title ?? '')
  const id = String(given.id ?? name)
  const many = given.bodies ?? given.texts
  const texts =
    typeof many === 'object' && many !== null
      ? (many as Record<string, string>)
      : { [String(given.language ?? 'en')]: String(given.text ?? '') }
  return { id, name, texts }
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The replies whose name or text holds what was typed, those whose name begins with it first. */
export function repliesFor(replies: readonly Reply[], typed: string): readonly Reply[] {
  const wanted = plain(typed.trim())
  if (wanted === '') return replies
  const begins = (reply: Reply) => (plain(reply.name).startsWith(wanted) ? 0 : 1)
  return replies
    .filter(
      reply =>
        plain(reply.name).includes(wanted) ||
        Object.values(reply.texts).some(text => plain(text).includes(wanted)),
    )
    .toSorted((a, b) => begins(a) - begins(b))
}
