// The calm words to a customer who was abusive, in his language: a warning, or that the contact ends. Not:
// when they are sent (core/case/deed/abuse.ts).
import type { CustomerId } from '#core/kit/id.ts'
import type { Shell } from '#server/shell.ts'
import { sayIn } from '#words/say-in.ts'

export type CalmLetter = 'warning' | 'end'

/** What he reads where nobody writes other words. */
export async function calmLetter(
  { desk }: Pick<Shell, 'desk'>,
  customer: CustomerId,
  kind: CalmLetter,
): Promise<string> {
  const language = (await desk.customers.one(customer))?.language ?? 'en'
  return sayIn(language)(`abuse.letter_${kind}`)
}
