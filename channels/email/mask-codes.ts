// Takes out of a mail what lets somebody in: one-time codes, and links, whose address beyond the house may
// hold a token. What is left says whom it is from and what it is about. Not: who may see the whole.

const masked = '•••'

/** The words of a mail without its codes and links: of a link its house stays. */
export const maskCodes = (text: string): string =>
  text
    .replace(links, (_, scheme: string, host: string) => `${scheme}://${host}/${masked}`)
    .replace(codes, (whole: string) => (isCode(whole) ? masked : whole))

/** With a scheme, up to the next blank, bracket or quote. */
const links = /\b([a-z][a-z+.-]{1,15}):\/\/([^\s/?#<>"'()[\]]+)[^\s<>"')\]]*/gi

/**
 * Groups of letters and digits that belong together: 4 to 12 signs, in one or in pieces. What has a digit and
 * is not a word, a year of its own or a time is a code; one too many is no harm.
 */
const codes = /(?<![\p{L}\d.:/@])(?:[A-Z]-)?[A-Za-z\d]{2,10}(?:[ \u00a0-]\d{2,5}){0,3}(?![\p{L}\d@])/gu

function isCode(found: string): boolean {
  const plain = found.replace(/[ \u00a0-]/g, '')
  const digits = plain.replace(/\D/g, '').length
  if (plain.length < 4 || digits === 0) return isShouted(plain)
  return digits >= 4 || (digits >= 2 && /[A-Z]/.test(plain)) || (digits >= 1 && isShouted(plain))
}

/** Capitals alone, as codes without digits are written; a word in capitals goes with them. */
const isShouted = (text: string): boolean => text.length >= 5 && /^[A-Z\d]+$/.test(text)
