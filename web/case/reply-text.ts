// Ready-made replies: their placeholders filled in, and which fit the customer. Not: where they are kept
// (the server).

export type Reply = {
  readonly id: string
  readonly name: string
  /** the text in each language it was written in */
  readonly texts: Readonly<Record<string, string>>
}

export type ReplyValues = {
  readonly customer: string
  readonly case: string
  readonly agent: string
  readonly nextUpdate: string
}

const names = ['customer', 'case', 'agent', 'nextUpdate'] as const

/** The text with its placeholders filled; an unknown one stays as it stands, so that the agent sees it. */
export const filled = (text: string, values: ReplyValues): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const known = names.find(one => one.toLowerCase() === name.replace('_', '').toLowerCase())
    return known ? values[known] : whole
  })

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
