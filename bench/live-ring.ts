// How fast a ring of the live line is on the screen it rings at, while very many have the desk open: from the
// press of the asker until the other's feed has it and its text was asked for. Not: whom it rings.
import { clientAs } from '#bench/http.ts'
import { percentile } from '#bench/machine.ts'
import type { Bench, Figure } from '#bench/measures.ts'
import { type Signed, settingsMs, signedIn } from '#bench/staff.ts'
import { secondMs } from '#core/kit/time.ts'
import { newId } from '#server/new-id.ts'
import type { Desk } from '#store/desk/desk.ts'

const present = 200
const targetMs = 500
/** Everybody's feed is open, and known over all nodes, after so long. */
const seenMs = 2 * secondMs
/** A ring that is not there by then was lost. */
const lostMs = 10 * secondMs

type Feed = { readonly agent: Signed; heard(live: string): Promise<number>; end(): void }

/** One agent's feed; tells when a live line by that id rings at him. */
async function feedOf(url: string, agent: Signed): Promise<Feed> {
  const stop = new AbortController()
  const headers = Object.fromEntries(
    agent.who
      .trim()
      .split('\r\n')
      .map(line => line.split(': ') as [string, string]),
  )
  const answer = await fetch(`${url}/api/v1/live`, { headers, signal: stop.signal })
  if (!answer.ok || !answer.body) throw new Error(`no feed: ${answer.status}`)
  const awaited = new Map<string, (at: number) => void>()
  const early = new Map<string, number>()
  const own = new RegExp(`"agents":\\["${agent.id}"\\]`)
  const read = async (body: ReadableStream<string>) => {
    let held = ''
    for await (const text of body) {
      held += text
      const events = held.split('\n\n')
      held = events.pop() ?? ''
      for (const event of events) {
        const [live] = own.test(event) ? (/"liv_[0-9a-z]+"/.exec(event) ?? []) : []
        if (!live) continue
        const id = live.slice(1, -1)
        if (!early.has(id)) early.set(id, performance.now())
        awaited.get(id)?.(early.get(id) as number)
      }
    }
  }
  read(answer.body.pipeThrough(new TextDecoderStream())).catch(() => {})
  return {
    agent,
    heard: live =>
      early.has(live)
        ? Promise.resolve(early.get(live) as number)
        : new Promise((done, lost) => {
            awaited.set(live, done)
            setTimeout(() => lost(new Error(`${live} never rang`)), lostMs).unref()
          }),
    end: () => stop.abort(),
  }
}

/** Rings one after the other, each answered by a take-back, for so long as a measurement takes. */
export async function liveRing({ bench, desk }: { bench: Bench; desk: Desk }): Promise<Figure[]> {
  const { url } = bench.node
  const [low, high] = [newId('tea'), newId('tea')]
  await desk.teams.add({ id: low, name: `Askers ${low.slice(-4)}`, level: 1 })
  await desk.teams.add({ id: high, name: `Asked ${high.slice(-4)}`, level: 2 })
  const [asker] = await signedIn(desk, { team: low, level: 1, count: 1, name: 'Asker' })
  const asked = await signedIn(desk, { team: high, level: 2, count: present, name: 'Asked' })
  await new Promise(done => setTimeout(done, settingsMs))
  const feeds = await Promise.all(asked.map(one => feedOf(url, one)))
  await new Promise(done => setTimeout(done, seenMs))
  const times = await rings(url, { asker: asker!, team: high, feeds, seconds: bench.seconds })
  for (const one of feeds) one.end()
  const p95 = percentile(times, 0.95)
  return [
    {
      what: `ring to screen, ${present} present`,
      value: Math.round(p95),
      unit: `ms p95 (p50 ${Math.round(percentile(times, 0.5))}, ${times.length} rings)`,
      target: `≤ ${targetMs} ms`,
      met: p95 <= targetMs,
    },
  ]
}

type Rings = {
  readonly asker: Signed
  readonly team: string
  readonly feeds: readonly Feed[]
  readonly seconds: number
}

async function rings(url: string, { asker, team, feeds, seconds }: Rings): Promise<number[]> {
  const send = clientAs(url, asker.who, 1)
  const ask = async (path: string, body: object) => {
    const { status, text } = await send('POST', `/api/v1/${path}`, JSON.stringify(body))
    if (status > 201) throw new Error(`${path}: ${status} ${text}`)
    return JSON.parse(text) as { id: string; ids: { live?: string } }
  }
  const customer = { name: 'Bench', email: 'live-line@bench.example' }
  const made = await ask('cases', { channel: 'phone', subject: 'Ring', customer, take: true })
  const times: number[] = []
  for (const until = Date.now() + seconds * secondMs; Date.now() < until || times.length === 0; ) {
    const from = performance.now()
    const { ids } = await ask(`cases/${made.id}/live-line/ask`, { level: 2, team, question: 'Now?' })
    const live = ids.live as string
    const feed = await Promise.any(feeds.map(async one => ({ one, at: await one.heard(live) })))
    // The screen asks for the words of what rings.
    await clientAs(url, feed.one.agent.who, 1)('GET', '/api/v1/live-line?mine=1')
    times.push(performance.now() - from)
    await ask(`cases/${made.id}/live-line/take-back`, { live })
  }
  return times
}
