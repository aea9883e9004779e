// Mails inside a mail: attached as a whole, or copied into the text by a mail program. Not: finding where a
// reply's quote begins (reply-text.ts), nor whose case it is.
import { headerBlockAt, isForwardLine } from './header-block.ts'
import { letterOf } from './letter.ts'
import { type Address, type Forwarded, headerOf } from './mail.ts'
import { dateOf } from './mail-date.ts'
import { bytesOf, type Part, treeOf } from './mime-tree.ts'
import { limits } from './pre-scan.ts'

/** The letter in a message part; null when it is not one within our limits. */
export function attachedMail(part: Part, depth = 1): Forwarded | null {
  const inside = part.children[0] ?? treeOf(bytesOf(part))
  if (!inside) return null
  const { headers, from, to, subject, date, messageId, text, attachments, messages } = letterOf(inside)
  const deeper =
    depth < limits.nestedMessages ? messages.flatMap(each => attachedMail(each, depth + 1) ?? []) : []
  return {
    how: 'attached',
    from,
    to,
    subject,
    sent: headerOf(headers, 'date'),
    date,
    messageId,
    text: [text, ...deeper.map(writtenOut)].filter(Boolean).join('\n\n'),
    attachments: [...attachments, ...deeper.flatMap(each => each.attachments)],
  }
}

/** An attached mail as words, so that the whole mail can be read, searched and understood. */
export function writtenOut({ from, to, subject, sent, text }: Forwarded): string {
  const named = ({ name, address }: Address) => (name ? `${name} <${address}>` : address)
  const lines = [
    ['From', from ? named(from) : ''],
    ['To', to.map(named).join(', ')],
    ['Date', sent],
    ['Subject', subject],
  ].flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  return `---------- Forwarded message ----------\n${lines.join('\n')}\n\n${text}`.trimEnd()
}

/** Longer texts are machine-made. */
const linesMax = 5_000

/** Subjects of what is handed on, as mail programs begin them. */
const forwardSubject =
  /^\s*(?:\[[^\]]{1,30}\]\s*)?(?:fwd?|fw|wg|vb|i|tr|rv|rw|enc|doorst|vs|pd|vl|videresendt|пересл|переадр)\s*:/iu

/**
 * The mail a program copied into a text: below a line that says so, or below a block of fields when the
 * subject says that something is handed on. A reply's quote is none.
 */
export function copiedMail(text: string, subject: string): Forwarded | null {
  const lines = text.split('\n')
  if (lines.length > linesMax) return null
  const isHandedOn = forwardSubject.test(subject)
  for (let at = 0; at < lines.length; at++) {
    const isSaid = isForwardLine(lines[at]!)
    if (!isSaid && !isHandedOn) continue
    const from = isSaid ? firstWords(lines, at + 1) : at
    const block = headerBlockAt(lines, from)
    if (!block?.from) continue
    const words = lines.slice(block.end).map(line => (block.isQuoted ? line.replace(/^\s*> ?/, '') : line))
    return {
      how: 'copied',
      from: block.from,
      to: block.to,
      subject: block.subject,
      sent: block.sent,
      date: dateOf(block.sent),
      messageId: '',
      text: words.join('\n').trim(),
      attachments: [],
    }
  }
  return null
}

function firstWords(lines: readonly string[], from: number): number {
  let at = from
  while (at < lines.length && at < from + 4 && !lines[at]!.replace(/^[>\s]+/, '')) at++
  return at
}
