// Whether a mail only carries a reaction ("👍"): a press on a button in a mail program, which sends a mail of
// its own. Known by the part Gmail sends, else by what programs write and nothing beside it. Not: a sign that
// somebody typed, which is a word of his.

/** The part by which Gmail tells another Gmail; whoever cannot read it gets the words. */
export const reactionType = 'text/vnd.google.email-reaction+json'

export type ReactionSigns = {
  /** the new words */
  readonly reply: string
  readonly attachments: readonly { readonly type: string; readonly bytes: Uint8Array }[]
}

/** Whether this mail is a reaction and nothing else. */
export function isReaction({ reply, attachments }: ReactionSigns): boolean {
  const words = reply
    .replace(/<?https?:\/\/[^\s>]+>?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (words.length > wordsMax) return false
  if (isReported(words)) return true
  // What somebody wrote beside the part is a letter.
  const hasPart = attachments.some(one => one.type === reactionType && signInPart(one.bytes) !== '')
  return hasPart && !/\p{L}/u.test(words)
}

/** The sign itself, out of what a program wrote; empty without one. */
export const reactionSign = (words: string): string => sign.exec(words)?.[0] ?? ''

const wordsMax = 200
const partBytesMax = 2_000

const sign =
  /(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?(?:\u200d\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?)*)/u

function signInPart(bytes: Uint8Array): string {
  try {
    const { emoji } = JSON.parse(Buffer.from(bytes.subarray(0, partBytesMax)).toString('utf8'))
    return typeof emoji === 'string' ? reactionSign(emoji) : ''
  } catch {
    return ''
  }
}

const signs = '[^\\p{L}\\p{N}.?!]*'
const viaGmail =
  '(?:via|through|with|über|mit|per|med|i|tramite|con|da|mitjançant|amb|través de|через|в) gmail'
/** "… reacted to your message", as programs say it; with a sign in the middle or at the beginning. */
const said = [
  `reacted (?:${signs} ?to (?:your|this) (?:message|e-?mail)|(?:with ${signs} ?)?${viaGmail}|to (?:your|this) (?:message|e-?mail) with ${signs})`,
  `(?:har reagerat|reagerade) (?:(?:med ${signs} ?)?på (?:ditt|ert|det här) (?:meddelande|e-postmeddelande|mejl)(?:et)?|${viaGmail})`,
  `ha reagito (?:(?:con ${signs} ?)?(?:al (?:tuo|suo|vostro) messaggio|alla (?:tua|sua|vostra) e-?mail|a questo messaggio)|${viaGmail})`,
  `hat (?:(?:mit ${signs} ?)?auf (?:ihre|deine|eure|diese) (?:nachricht|e-?mail)|${viaGmail})(?: mit ${signs})? ?reagiert`,
  `ha reaccionat (?:(?:amb ${signs} ?)?(?:al (?:teu|seu|vostre) (?:missatge|correu)|a aquest missatge)|(?:a )?${viaGmail})`,
  `отреагировал(?:а|и|\\(а\\))? (?:(?:${signs} ?)?на (?:ваше|твоё|твое|это) (?:сообщение|письмо)|${viaGmail})`,
].join('|')

/** A name before it, and nothing behind it. */
const whole = new RegExp(`^${signs}[\\p{L}\\p{M}’'., -]{0,80}? ?(?:${said})${signs}[.:]?$`, 'iu')

/** What each of these has; to look for them in a name's many places is dear. */
const mayBeSaid = /reac|reag|реаг/iu

/** Without a sign, or the program's name, it may be somebody's sentence. */
const isReported = (words: string): boolean =>
  mayBeSaid.test(words) && whole.test(words) && (reactionSign(words) !== '' || /gmail/i.test(words))
