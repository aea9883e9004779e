// A line of what was said, as a card repeats it. Not: the words of a mail or entry.

const textLengthMax = 140
/** A line of what was said; cut, because a card is one line. */
export const said = (text: string | null): { text?: string } => {
  // Of a long mail only the beginning is looked at: blank lines are few.
  const line = text
    ?.trimStart()
    .slice(0, 5 * textLengthMax)
    .replace(/\s+/g, ' ')
    .trim()
  if (!line) return {}
  return { text: line.length > textLengthMax ? `${line.slice(0, textLengthMax - 1)}…` : line }
}
