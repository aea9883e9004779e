// How fast a file of 25 MB goes up to a node and comes down again through HTTP, and what the server holds in
// memory for it. Not: how a file is judged, nor mail with files (mail-reading.ts).
import { randomBytes } from 'node:crypto'
import { percentile, residentMb } from '#bench/machine.ts'
import type { Bench, Figure } from '#bench/measures.ts'

const fileMb = 25
const fileBytes = fileMb * 1024 * 1024
const turnsMost = 20
const lookMs = 10

/** Both ways, one after the other, each the middle of its turns; the memory at most above rest. */
export async function files({ node, token, seconds }: Bench): Promise<Figure[]> {
  const ask = asking(node.url, token)
  const { version, setting } = await ask('GET', 'settings')
  await ask('PATCH', 'settings', { version, sizes: { mailMb: 50, portalMb: 20, workspaceMb: 50 } })
  const customer = { name: 'Bench', email: 'bench-files@bench.example' }
  const { id } = await ask('POST', 'cases', { channel: 'api', subject: 'A log', text: 'see there', customer })
  const [ups, downs]: [number[], number[]] = [[], []]
  const rest = residentMb(node.pid)
  let most = rest
  const looks = setInterval(() => {
    most = Math.max(most, residentMb(node.pid))
  }, lookMs)
  try {
    const until = performance.now() + 2_000 * seconds
    while (ups.length === 0 || (performance.now() < until && ups.length < turnsMost)) {
      // Other bytes each time: what lies there already would not be written.
      const bytes = Buffer.from(randomBytes(fileBytes / 2).toString('hex'))
      const [perSecond, file] = await timed(() => upload(node.url, token, bytes))
      ups.push(perSecond)
      const { seq } = await ask('GET', `cases/${id}`)
      const message = { text: 'The log.', undoSeconds: 0, seenSeq: seq, attached: [file] }
      await ask('POST', `cases/${id}/message/queue`, message)
      const { url } = await ask('GET', `cases/${id}/files/${file}`)
      const [down] = await timed(() => drained(new URL(url, node.url)))
      downs.push(down)
    }
  } finally {
    clearInterval(looks)
    const { version } = await ask('GET', 'settings')
    await ask('PATCH', 'settings', {
      version,
      sizes: setting.sizes ?? { mailMb: 50, portalMb: 20, workspaceMb: 10 },
    })
  }
  const unit = `MB per s (the middle of ${ups.length})`
  return [
    { what: `upload of a file of ${fileMb} MB`, value: Math.round(percentile(ups, 0.5)), unit },
    { what: `download of a file of ${fileMb} MB`, value: Math.round(percentile(downs, 0.5)), unit },
    {
      what: `memory above rest for a file of ${fileMb} MB, up, sent and down`,
      value: Math.max(0, Math.round(most - rest)),
      unit: 'MB',
    },
  ]
}

/** Megabytes a second, and what came of it. */
async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const since = performance.now()
  const done = await work()
  return [(fileMb * 1_000) / (performance.now() - since), done]
}

async function upload(url: string, token: string, bytes: Buffer): Promise<string> {
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(bytes)], { type: 'text/plain' }), 'log.txt')
  const headers = { authorization: `Bearer ${token}` }
  return (await answered(await fetch(`${url}/api/v1/uploads`, { method: 'POST', headers, body }))).id
}

/** Reads to the end and keeps nothing. */
async function drained(url: URL): Promise<void> {
  const answer = await fetch(url)
  let bytes = 0
  for await (const chunk of answer.body!) bytes += chunk.length
  if (bytes !== fileBytes) throw new Error(`${answer.status}: ${bytes} bytes came down`)
}

// biome-ignore lint/suspicious/noExplicitAny: what a route answers is its own matter
type Answered = any
async function answered(answer: Response): Promise<Answered> {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

const asking =
  (url: string, token: string) =>
  async (method: string, path: string, body?: unknown): Promise<Answered> => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const headers = { authorization: `Bearer ${token}`, ...type }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    return answered(await fetch(`${url}/api/v1/${path}`, { method, headers, ...sent }))
  }
