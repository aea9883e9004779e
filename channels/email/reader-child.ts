// The program of the reader's child process: parses mails one after the other as they come on stdin and
// answers on stdout. It has no network, no environment and bounded memory, and may be killed at any moment.
import { frame, frameReader } from './frame.ts'
import { isUnreadable, type Mail, type Unreadable } from './mail.ts'
import { type ParseHints, parseMail } from './parse.ts'

let last = Promise.resolve()

const take = frameReader((head, bytes) => {
  const { id, hints } = head as { id: number; hints: ParseHints }
  last = last.then(async () => answer(id, await parseMail(bytes, hints)))
})

function answer(id: number, mail: Mail | Unreadable): void {
  const pieces = isUnreadable(mail) ? [] : mail.attachments.map(attachment => attachment.bytes)
  const head = isUnreadable(mail)
    ? { id, mail }
    : { id, mail: { ...mail, attachments: mail.attachments.map(({ bytes: _, ...rest }) => rest) } }
  for (const piece of frame(head, pieces)) process.stdout.write(piece)
}

for (const piece of frame({ isReady: true }, [])) process.stdout.write(piece)
process.stdin.on('data', take)
process.stdin.on('end', () => process.exit(0))
