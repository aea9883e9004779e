// Takes what is known of a person out of words: his names, addresses and numbers as the desk knows them, and
// whatever has the form of an e-mail address or a telephone number. It knows no more than that: a nickname, a
// street or somebody else's name stays. Not: whose words are masked for whom (sight.ts).

/** What stands in place of what was taken out: the same for everything, so that it tells nothing. */
export const masked = '▮▮▮'

/** What the desk knows of the people of a case. */
export type Identifiers = {
  /** people's names: each word of them is theirs */
  readonly names: readonly string[]
  /** taken out as they stand: what organisations are called */
  readonly phrases: readonly string[]
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}
export type Mask = (words: string) => string

/** So many digits at the end of a number name it, however its beginning is written. */
const phoneTail = 7
/** Words of names that are words of languages first. */
const particles = new Set(
  'de del della den der di da do dos du el la le les van von af av i y e und och'.split(' '),
)
/** What stands before the @ of an address that is nobody's. */
const offices = new Set(
  'info support office service contact kontakt admin mail post hello it sales'.split(' '),
)

const letters = /[\p{L}\p{N}]+/gu
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
/** Marks are told apart from their letters, so that é is found as e and the other way round. */
const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')
const loosely = (word: string): string =>
  [...bare(word)].map(sign => (/\s/.test(sign) ? '\\s+' : `${escaped(sign)}\\p{M}*`)).join('')

/** Of longer words also their cases, as in "Annas" or "Олегу". */
const wordForm = (word: string): string =>
  loosely(word) + ([...word].length > 3 ? '[\\p{L}\\p{M}]{0,2}' : 's?')

const isOfName = (word: string): boolean =>
  [...word].length > 2 && !particles.has(word.toLowerCase()) && !/^\d+$/.test(word)
/** "Bo" is a name, "bo" a word. */
const isShortName = (word: string): boolean =>
  [...word].length === 2 && /^\p{Lu}/u.test(word) && !particles.has(word.toLowerCase())

/** The longer first: "Annabel" before "Anna". */
const anyOf = (forms: readonly string[], flags: string): readonly RegExp[] => {
  const all = [...new Set(forms)].sort((one, other) => other.length - one.length)
  const edge = '[\\p{L}\\p{N}\\p{M}]'
  return all.length > 0 ? [new RegExp(`(?<!${edge})(?:${all.join('|')})(?!${edge})`, flags)] : []
}

function phoneForm(phone: string): string | null {
  const digits = phone.replace(/\D/g, '')
  if (digits.length < phoneTail) return null
  const tail = [...digits.slice(-phoneTail)].join('[\\s().\\/-]{0,3}')
  return `(?<![\\p{L}\\p{N}_])[+(]?[\\d\\s().\\/-]{0,16}${tail}(?!\\d)`
}

const email =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,200}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu
const phone = /(?<![\p{L}\p{N}_.:/-])(?:\+\d|0\d|\(\+?0?\d)[\d\s()./-]{5,18}\d(?![\p{L}\p{N}_])/gu
const date = /^\d\d?[./-]\d\d?[./-]\d{4}\b|^\d\d-\d\d-\d\d\b/
const [phoneDigitsMin, phoneDigitsMax] = [7, 15]

/** A date has the digits of a number, too. */
const isPhone = (found: string): boolean => {
  const { length } = found.replace(/\D/g, '')
  return length >= phoneDigitsMin && length <= phoneDigitsMax && !date.test(found)
}

/** Takes out whatever has the form of an address or a number, whoever's it is. */
export const maskForms: Mask = words =>
  words.replace(email, masked).replace(phone, found => (isPhone(found) ? masked : found))

/** What takes these people out of words. */
export function maskOf({ names, phrases, emails, phones }: Identifiers): Mask {
  const words = names.flatMap(one => one.match(letters) ?? [])
  const locals = emails.map(one => one.replace(/@.*/s, '')).filter(one => one.length > 3)
  const wholes = [...phrases, ...locals.filter(one => !offices.has(one.toLowerCase()))]
  const known = [
    ...anyOf([...words.filter(isOfName).map(wordForm), ...wholes.map(loosely)], 'giu'),
    ...anyOf(words.filter(isShortName).map(loosely), 'gu'),
  ]
  const numbers = phones.flatMap(one => phoneForm(one) ?? []).map(one => new RegExp(one, 'gu'))
  return text => {
    const said = maskForms(numbers.reduce((told, one) => told.replace(one, masked), text))
    if (known.length === 0) return said
    return known.reduce((told, one) => told.replace(one, masked), said.normalize('NFD')).normalize('NFC')
  }
}

/** How letters end before a name: the sender's own lines, or the mark of his mail program. */
const signature =
  /^(?:--\s?|_{3,}|(?:with )?(?:kind|best|warm) regards.*|best wishes.*|many thanks[,.]?|sincerely.*|cheers[,.]?|(?:med )?(?:vänlig|vänliga|bästa) hälsning(?:ar)?.*|mvh.*|cordiali saluti.*|distinti saluti.*|mit freundlichen grüßen.*|mit freundlichen gruessen.*|(?:viele|beste|liebe|freundliche) grüße.*|mfg.*|salutacions.*|atentament.*|cordialment.*|с уважением.*|всего доброго.*)$/iu
const signatureLinesMax = 12

/** Words without the lines by which their sender signs: where there are a few only, and words above them. */
export function withoutSignature(text: string): string {
  const lines = text.split('\n')
  const at = lines.findLastIndex(line => signature.test(line.trim()))
  const isShort = at > 0 && lines.length - at <= signatureLinesMax + 1
  return isShort ? lines.slice(0, at).join('\n').trimEnd() : text
}
