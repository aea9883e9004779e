// The names a script's sentences leave open, filled in: on the agent's screen, on the customer's pages, and
// where a sentence becomes a text of the ledger. Not: whose names they are (the shell knows), nor ready-made
// replies, which have places of their own (web/case/reply-text.ts).

export const openNames = ['agent', 'customer', 'product', 'desk', 'outage'] as const
/** Who speaks, with whom, of what, for which desk, and what is out; null or absent: not known here. */
export type OpenNames = { readonly [K in (typeof openNames)[number]]?: string | null | undefined }

const place = new RegExp(`((?:,\\s?)|\\s)?\\{(${openNames.join('|')})\\}`, 'gu')

/**
 * A sentence with its names. One that is not known is left out with the comma or space before it: "Thank you,
 * {customer}." reads "Thank you." Where somebody should see that it is missing, it stays as it is written.
 */
export const filled = (
  text: string,
  names: OpenNames,
  unknown: 'left_out' | 'as_written' = 'left_out',
): string =>
  text.replace(place, (whole, before: string | undefined, name: keyof OpenNames) => {
    const known = names[name]
    if (known) return `${before ?? ''}${known}`
    return unknown === 'as_written' ? whole : ''
  })
