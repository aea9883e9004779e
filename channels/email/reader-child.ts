// The program of the reader's child process: parses mails one after the other as they come on stdin and
// answers on stdout. It has no network, no environment and bounded memory, and may be killed at any moment.
import { frame, frameReader } from './frame.ts'
import { isUnreadable, mapFiles, type Mail, type Unreadable } from './mail.ts'
import { type ParseHints, parseMail } from './parse.ts'

const take = frameReader((head, bytes) => {
  const { id, hints } = head as { id: number; hints: ParseHints }
  answer(id, parseMail(bytes, hints))
})

const none = new Uint8Array()

function answer(id: number, mail: Mail | Unreadable): void {
  const pieces: Uint8Array[] = []
  const head = isUnreadable(mail)
    ? mail
    : mapFiles(mail, file => {
        pieces.push(file.bytes)
        return { ...file, bytes: none }
      })
  for (const piece of frame({ id, mail: head }, pieces)) process.stdout.write(piece)
}

for (const piece of frame({ isReady: true }, [])) process.stdout.write(piece)
process.stdin.on('data', take)
process.stdin.on('end', () => process.exit(0))
