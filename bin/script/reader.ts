// What is typed: keys where somebody sits at a terminal, lines where a pipe is. Not: what it means (play.ts).
import type { ReadStream } from 'node:tty'
import { linesOf } from '#bin/clock/lines.ts'
import type { Io } from '#bin/command.ts'

export type Reader = {
  /** whether each screen is shown alone */
  readonly isTerminal: boolean
  /** one press, or in a pipe a whole line; null: nothing more comes */
  key(): Promise<string | null>
  /** a line, behind a word that says what for */
  line(prompt: string): Promise<string | null>
  close(): void
}

export function readerOf(io: Io): Reader {
  const stdin = io.stdin as Partial<ReadStream> & NodeJS.ReadableStream
  return stdin.isTTY && stdin.setRawMode ? terminal(stdin as ReadStream) : pipe(io)
}

function pipe(io: Io): Reader {
  const lines = linesOf(io.stdin)
  const next = async () => {
    const { value, done } = await lines.next()
    return done ? null : (value ?? '').trim()
  }
  return { isTerminal: false, key: next, line: next, close: () => void lines.return(undefined) }
}

const leaving = ['\u0003', '\u0004'] // Ctrl-C, Ctrl-D
const wipes = ['\u007f', '\b']

function terminal(stdin: ReadStream): Reader {
  stdin.setRawMode(true)
  const keys = presses(stdin)
  const key = async () => {
    const { value, done } = await keys.next()
    return done || leaving.includes(value) ? null : value
  }
  return {
    isTerminal: true,
    key,
    async line(prompt) {
      process.stdout.write(prompt)
      let typed = ''
      for (let one = await key(); one !== '\r' && one !== '\n'; one = await key()) {
        if (one === null) return null
        if (wipes.includes(one)) {
          if (typed !== '') process.stdout.write('\b \b')
          typed = typed.slice(0, -1)
        } else if (one >= ' ') {
          typed += one
          process.stdout.write(one)
        }
      }
      process.stdout.write('\n')
      return typed.trim()
    },
    close() {
      stdin.setRawMode(false)
      stdin.pause()
    },
  }
}

/** Each letter that is typed; what begins with an escape is an arrow or the like, and means nothing here. */
async function* presses(stdin: ReadStream): AsyncGenerator<string, void> {
  stdin.setEncoding('utf8')
  for await (const chunk of stdin as AsyncIterable<string>) if (!chunk.startsWith('\u001b')) yield* chunk
}
