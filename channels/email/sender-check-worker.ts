// The thread that checks senders: signatures are reckoned here, so that a mail with many of them holds up
// nobody. It asks for names by message, has no network of its own, and may be ended at any moment.
import { parentPort } from 'node:worker_threads'
import { type Asked, senderResults } from './sender-results.ts'
import type { Results } from './sender-verdict.ts'

export type CheckAsked = Asked & { readonly id: number }
export type ToWorker =
  | { readonly check: CheckAsked }
  | { readonly dns: number; readonly records?: unknown; readonly code?: string }
export type FromWorker =
  | { readonly dns: number; readonly name: string; readonly type: string }
  | { readonly id: number; readonly results: Results | null }

type Waiting = { done: (records: unknown) => void; failed: (fault: Error) => void }

const port = parentPort
const waiting = new Map<number, Waiting>()
let count = 0

const send = (message: FromWorker): void => port?.postMessage(message)

function resolver(name: string, type: string): Promise<unknown> {
  count += 1
  const dns = count
  return new Promise((done, failed) => {
    waiting.set(dns, { done, failed })
    send({ dns, name, type })
  })
}

port?.on('message', (message: ToWorker) => {
  if ('check' in message) return void check(message.check)
  const asked = waiting.get(message.dns)
  waiting.delete(message.dns)
  if (message.code === undefined) asked?.done(message.records)
  else asked?.failed(Object.assign(new Error('no answer'), { code: message.code }))
})

async function check({ id, ...asked }: CheckAsked): Promise<void> {
  send({ id, results: await senderResults(asked, resolver).catch(() => null) })
}
