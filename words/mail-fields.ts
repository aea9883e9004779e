// Fields in words a desk writes for its mails: `{team}` stands for the team's name. Which there are says
// whoever offers them; nothing else in braces means anything. Not: the sentences of the product, which are
// ICU (say.ts).

export type FieldValues = Readonly<Record<string, string | null>>

/** What may stand in braces in the name of a sender and in signatures. */
export const senderFields = ['agent', 'team', 'desk'] as const

const field = /\{([^{}\n]*)\}/g

/** The names in braces, each once, in their order. */
export const fieldsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(field)].map(([, name]) => (name ?? '').trim())),
]

/** Names in braces that mean nothing here. */
export const unknownFields = (text: string, known: readonly string[]): string[] =>
  fieldsIn(text).filter(name => !known.includes(name))

/** The text with its fields said; a line one of whose fields has nothing to say is left out. */
export function withFields(text: string, values: FieldValues): string {
  if (!text.includes('{')) return text.trim()
  const lines = text.split('\n').filter(line => fieldsIn(line).every(name => values[name] !== null))
  return lines
    .map(line => line.replace(field, (whole, name: string) => values[name.trim()] ?? whole))
    .join('\n')
    .trim()
}
