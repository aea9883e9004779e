// One sender of mail for benchmarks: a connection over which finished mails are handed over one after the
// other, each answered before the next, at little cost of its own. Not: a mailer (channels/email/relay.ts).
import { once } from 'node:events'
import { connect } from 'node:net'

export type SmtpLine = {
  /** Hands a mail over; its lines end with CR LF and none begins with a dot. Throws what the server says. */
  send(from: string, to: string, raw: string): Promise<void>
  close(): void
}

/** Connects and greets. */
export async function smtpLine(port: number): Promise<SmtpLine> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true)
  let heard = ''
  let fault: Error | null = null
  let hear = () => {}
  const wake = () => hear()
  socket.on('data', chunk => {
    heard += chunk
    wake()
  })
  socket.on('error', thrown => {
    fault = thrown
    wake()
  })
  socket.on('close', () => {
    fault ??= new Error('the server hung up')
    wake()
  })
  await once(socket, 'connect')
  const expect = async (code: string) => {
    for (;;) {
      // Of an answer in several lines the last has a blank behind its code.
      const answer = /^(?:\d{3}-.*\r\n)*(\d{3}) .*\r\n/.exec(heard)
      if (answer) {
        heard = heard.slice(answer[0].length)
        if (answer[1] !== code) throw new Error(answer[0].trim())
        return
      }
      if (fault) throw fault
      await new Promise<void>(done => {
        hear = done
      })
    }
  }
  const say = async (words: string, code: string) => {
    socket.write(words)
    await expect(code)
  }
  await expect('220')
  await say('EHLO bench.example\r\n', '250')
  return {
    async send(from, to, raw) {
      await say(`MAIL FROM:<${from}>\r\n`, '250')
      await say(`RCPT TO:<${to}>\r\n`, '250')
      await say('DATA\r\n', '354')
      await say(`${raw}\r\n.\r\n`, '250')
    },
    close: () => socket.destroy(),
  }
}
