// Scores bounces, automatic mail, reply trimming and the guess of the language. Not: the parsing of parts
// (mail-mime.ts).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { guessLanguage } from '#channels/email/language.ts'
import { isUnreadable, type Mail } from '#channels/email/mail.ts'
import { openReader } from '#channels/email/reader.ts'
import { replyText } from '#channels/email/reply-text.ts'
import { type Figure, tally } from './figure.ts'

const json = (folder: string, file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'))

type BounceCase = { file: string; kind: string; expected?: { dsn: string; hard_bounce: boolean }[] }

const autoOf: Record<string, string> = {
  bounce: 'bounce',
  feedback_report: 'feedback-report',
  auto_reply: 'auto-reply',
}

/** Kind, number of recipients, first digit of the status, and whether the address is dead. */
export async function scoreBounces(folder: string): Promise<Figure[]> {
  const { cases } = json(folder, 'index.json') as { cases: BounceCase[] }
  const score = tally()
  const reader = openReader()
  for (const { file, kind, expected } of cases) {
    const mail = await reader.readMail(readFileSync(join(folder, file)))
    const read = isUnreadable(mail) ? null : mail
    score.add('kind', read !== null && (autoOf[kind] ? read.auto === autoOf[kind] : !isReport(read)))
    if (kind !== 'bounce' || !expected) continue
    const found = read?.bounce?.recipients ?? []
    score.add('number of recipients', found.length === expected.length)
    const each = (holds: (at: number) => boolean) => expected.every((_, at) => at < found.length && holds(at))
    score.add(
      'first digit of the status',
      each(at => expected[at]!.dsn[0] === found[at]!.status[0]),
    )
    score.add(
      'address dead or not',
      each(at => expected[at]!.hard_bounce === found[at]!.hard),
    )
  }
  reader.close()
  return score.figures()
}

const isReport = ({ auto }: Mail): boolean => auto === 'bounce' || auto === 'feedback-report'

/** Headers that alone mark a bounce, or an automatic mail. */
export async function scoreInbound(folder: string): Promise<Figure[]> {
  const rows = json(folder, 'osticket_headers.json') as {
    bounce_headers: string[]
    auto_reply_headers: string[]
  }
  const score = tally()
  const reader = openReader()
  const autoFor = async (header: string) => {
    const from = /^from:/i.test(header) ? '' : 'From: a@example.com\r\n'
    const mail = await reader.readMail(
      Buffer.from(`${from}${header.replace(/\r?\n/g, '\r\n')}\r\n\r\nText\r\n`),
    )
    return isUnreadable(mail) ? null : mail.auto
  }
  for (const header of rows.bounce_headers) score.add('bounce headers', (await autoFor(header)) === 'bounce')
  for (const header of rows.auto_reply_headers)
    score.add('auto-reply headers', (await autoFor(header)) !== null)
  reader.close()
  return score.figures()
}

type ReplyCase = {
  id: string
  input: string
  expected: { reply?: string; visible_text?: string; reply_matches?: string[]; fragment_count?: number }
}

/** Exact replies, nothing lost, and the lines that announce a quote. */
export async function scoreReplies(folder: string): Promise<Figure[]> {
  const score = tally()
  const { cases } = json(folder, 'crisp.json') as { cases: ReplyCase[] }
  for (const { input, expected } of cases) {
    const found = trimmed(replyText(input))
    const wanted = expected.reply ?? expected.visible_text
    if (wanted !== undefined) {
      score.add('exact reply', found === trimmed(wanted))
      score.add('no new words lost', found.includes(trimmed(wanted)))
    } else if (expected.reply_matches) {
      score.add(
        'no new words lost',
        expected.reply_matches.every(each => new RegExp(each, 'm').test(found)),
      )
    } else if (expected.fragment_count === 1) score.add('no new words lost', found === trimmed(input))
  }
  const { headers } = json(folder, 'reply_headers_wild.json') as { headers: { header: string }[] }
  for (const { header } of headers) {
    score.add('attribution lines', replyText(`New words.\n\n${header}\n\n> old\n> words\n`) === 'New words.')
  }
  return score.figures()
}

const trimmed = (text: string): string =>
  text
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n')
    .trim()

/** Our six languages, by the number of words there are to go by. */
export async function scoreLanguage(folder: string): Promise<Figure[]> {
  const score = tally()
  const before = process.memoryUsage().heapUsed
  for (const file of ['udhr_short.json', 'udhr_sentences.json']) {
    const { cases } = json(folder, file) as { cases: { lang: string; words?: number; text: string }[] }
    for (const { lang, words, text } of cases) {
      if (!['en', 'sv', 'it', 'de', 'ca', 'ru'].includes(lang)) continue
      const found = guessLanguage(text)
      score.add(words ? `${words} words` : 'sentences', found === lang)
      if (words === 2) score.add('2 words, not told wrongly', found === lang || found === null)
    }
  }
  const grownMb = Math.max(0, Math.round((process.memoryUsage().heapUsed - before) / 1e6))
  return [...score.figures(), { what: 'heap grown by, MB (texts included)', hits: grownMb, of: grownMb }]
}
