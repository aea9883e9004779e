// A mail server outside that is not sane: it breaks the line before or after it has taken a mail, says
// "later" or "never", as it is told for each. Not: one that takes everything (mailbox.ts).
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/**
 * What becomes of a mail that is handed over; `cut_after`: it is kept, and nobody hears so; `cut_before`: it
 * came whole and is lost, and nobody hears so; `cut_early`: the line breaks before a byte of it was read.
 */
export type Whim = 'keep' | 'cut_early' | 'cut_before' | 'cut_after' | 'later' | 'never'
export type Sink = {
  readonly url: string
  /** Message-IDs of what it kept, with repetitions */
  readonly kept: readonly string[]
  /** Message-IDs it refused for good */
  readonly refused: readonly string[]
  /** how often it kept a mail and nobody heard so */
  cuts(): number
  close(): void
}

/** Opens one; `whim` says what it does with the so-many-th mail it is handed. */
export async function dyingSink(whim: (nth: number) => Whim): Promise<Sink> {
  const [kept, refused] = [[] as string[], [] as string[]]
  const open = new Set<Socket>()
  const counts = { handed: 0, cuts: 0 }
  const take = (mail: string, now: Whim): string | null => {
    const id = /^message-id:\s*(<[^>]+>)/im.exec(mail)![1]!
    if (now === 'cut_before') return null
    if (now === 'later') return '451 4.3.0 later'
    if (now === 'never') {
      refused.push(id)
      return '550 5.7.1 never'
    }
    kept.push(id)
    if (now !== 'cut_after') return '250 kept'
    counts.cuts += 1
    return null
  }
  const server = createServer(socket => {
    let [said, isData, now] = ['', false, 'keep' as Whim]
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => {})
    socket.write('220 sink.example\r\n')
    socket.on('data', chunk => {
      said += chunk.toString('latin1')
      for (;;) {
        const end = said.indexOf(isData ? '\r\n.\r\n' : '\r\n')
        if (end < 0) return
        const part = said.slice(0, end)
        said = said.slice(end + (isData ? 5 : 2))
        const begins = !isData && /^data$/i.test(part)
        // Mails come on several lines at once: each keeps what was decided when it began.
        if (begins) now = whim(++counts.handed)
        if (begins && now === 'cut_early') return void socket.destroy()
        const answer = isData ? take(part, now) : begins ? '354 go on' : '250 ok'
        if (answer === null) return void socket.destroy()
        isData = begins
        socket.write(`${answer}\r\n`)
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    kept,
    refused,
    cuts: () => counts.cuts,
    close: () => {
      for (const one of open) one.destroy()
      server.close()
    },
  }
}
