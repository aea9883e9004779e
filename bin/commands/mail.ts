// `tierline mail read FILE… --json`: what the desk reads in a mail, one line per file. The same pre-scan
// and the same child process as the front door. Not: taking mail in (channels/email/listener.ts).
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { languageIn } from '#channels/email/intake.ts'
import { type Attachment, isUnreadable, type Mail } from '#channels/email/mail.ts'
import { limits } from '#channels/email/pre-scan.ts'
import { openReader, type Reader } from '#channels/email/reader.ts'
import { BadUsage, type Io } from '#bin/command.ts'

export const summary = 'read mail files as the desk reads them'

export const usage = `tierline mail read FILE… [--json]

Reads raw mails (.eml) and says what the desk sees in each: sender, subject, the new words without
quotes and signature, their language (en sv it de ca ru; null: none of them, or too few words to
tell), attachments, mails handed on, a meeting, what a signature covers, whether it is encrypted,
whether it is automatic, and what a bounce reports. The file "-" is standard input.

  --json   one JSON object per file on stdout; a file that cannot be read gives {file, error}
`

/** Reads each file. A hostile mail is an answer like any other; a file that is not there is a failure. */
export async function run(args: string[], io: Io): Promise<number> {
  const files = args.slice(1).filter(arg => !arg.startsWith('--'))
  const unknown = args.slice(1).find(arg => arg.startsWith('--') && arg !== '--json')
  if (args[0] !== 'read') throw new BadUsage('Say what to do with the mails: read.')
  if (unknown) throw new BadUsage(`There is no option ${unknown}.`)
  if (files.length === 0) throw new BadUsage('Name at least one file.')
  const isJson = args.includes('--json')
  const reader = openReader()
  let failed = 0
  try {
    for (const file of files) {
      const line = await lineOf(file, reader, io)
      if ('error' in line && line.error.startsWith('file.')) failed++
      io.out(isJson ? JSON.stringify(line) : textLine(line))
    }
  } finally {
    reader.close()
  }
  if (failed) io.err(`${failed} of ${files.length} files could not be opened.`)
  return failed ? 1 : 0
}

type Line = { file: string; error: string } | ReturnType<typeof shown>

async function lineOf(file: string, reader: Reader, io: Io): Promise<Line> {
  try {
    const raw = file === '-' ? await bytesOf(io.stdin) : await bytesIn(resolve(io.cwd, file))
    if (raw === null) return { file, error: 'mail.too_large' }
    const mail = await reader.readMail(raw)
    return isUnreadable(mail) ? { file, error: mail.unreadable } : shown(file, mail)
  } catch (fault) {
    return {
      file,
      error: (fault as NodeJS.ErrnoException).code === 'ENOENT' ? 'file.not_found' : 'file.unreadable',
    }
  }
}

/** The bytes of a mail; null: more than any mail may have. */
async function bytesIn(path: string): Promise<Buffer | null> {
  const { size } = await stat(path)
  return size > limits.rawBytes ? null : readFile(path)
}

async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limits.rawBytes) return null
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

const shown = (file: string, mail: Mail) => ({
  file,
  from: mail.from,
  sender: mail.sender,
  to: mail.to,
  cc: mail.cc,
  replyTo: mail.replyTo,
  subject: mail.subject,
  date: mail.date === null ? null : new Date(mail.date).toISOString(),
  messageId: mail.messageId,
  inReplyTo: mail.inReplyTo.join(' '),
  references: mail.references,
  text: mail.text,
  reply: mail.reply,
  language: languageIn(mail),
  html: mail.html,
  attachments: mail.attachments.map(shownFile),
  forwarded: mail.forwarded.map(each => ({ ...each, attachments: each.attachments.map(shownFile) })),
  calendar: mail.calendar,
  signed: mail.signed,
  encrypted: mail.encrypted,
  auto: mail.auto,
  bounce: mail.bounce,
})

const shownFile = ({ bytes: _, ...file }: Attachment) => file

function textLine(line: Line): string {
  if ('error' in line) return `${line.file}: ${line.error}`
  const kind = line.auto ? ` (${line.auto})` : ''
  return `${line.file}: ${line.from?.address ?? 'nobody'} — ${line.subject}${kind}`
}
