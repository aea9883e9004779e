// What is wrong with a mailbox that was gone through: a mail that is missing or there twice, or a mark on one
// that nobody was to mark. Not: how it is read.

export type Gone = {
  /** the words of each mail that lay there */
  readonly sent: readonly string[]
  /** the words of each message that is there now */
  readonly came: readonly string[]
  /** how many more mails are marked as read than others had marked */
  readonly marked: number
}

/** Everything that is not as it must be. */
export function wrongsOf({ sent, came, marked }: Gone): string[] {
  const times = Map.groupBy(came, words => words)
  return [
    ...(sent.some(words => !times.has(words)) ? ['a mail is missing'] : []),
    ...([...times.values()].some(one => one.length > 1) ? ['a mail is there twice'] : []),
    ...(came.some(words => !sent.includes(words)) ? ['a mail nobody sent is there'] : []),
    ...(marked !== 0 ? ['a mail was marked'] : []),
  ]
}
