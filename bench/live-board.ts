// How long the board and a screen on a wall take to count over as many cases as there may ever be: with the
// wait before it what they show is so old. Not: what they count (server/http/board.ts, live/wall-feed.ts).
import { client } from '#bench/http.ts'
import { percentile } from '#bench/machine.ts'
import type { Bench, Figure } from '#bench/measures.ts'

const times = 7
/** A browser asks for the board 1.5 s after the first change it hears of (web/live/use-live.ts). */
const boardMs = 500
/** A wall is counted each second. */
const wallMs = 1_000

/** Together with the wait before each they are at most two seconds old. */
export async function liveBoard({ node, token }: Bench, cases: number): Promise<Figure[]> {
  const send = client(node.url, token, 1)
  const ask = async (method: 'GET' | 'POST', path: string, body?: string) => {
    const { status, text } = await send(method, path, body)
    if (status >= 300) throw new Error(`${path} answers ${status}: ${text}`)
    return text
  }
  const figure = async (what: string, path: string, most: number): Promise<Figure> => {
    const took: number[] = []
    for (let i = 0; i < times; i++) {
      const started = performance.now()
      await ask('GET', path)
      took.push(performance.now() - started)
    }
    const ms = percentile(took, 0.5)
    const unit = `ms (longest ${Math.round(Math.max(...took))})`
    return { what, value: Math.round(ms), unit, target: `≤ ${most} ms`, met: ms <= most }
  }
  const { key } = JSON.parse(await ask('POST', '/api/v1/walls', '{"name":"Bench"}')) as { key: string }
  return [
    await figure(`the board with ${cases} cases`, '/api/v1/board', boardMs),
    await figure(`a screen on a wall with ${cases} cases`, `/api/v1/walls/board?key=${key}`, wallMs),
  ]
}
