// The live feed over a real connection: its headers, what it sends, and how it ends.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let origin: string
before(async () => {
  desk = await testDesk()
  bo = await desk.person()
  origin = await desk.app.listen({ host: '127.0.0.1', port: 0 })
})
after(() => desk.close())

/** Opens a feed; next() waits until what has come matches. */
async function feed(headers: Record<string, string>, query = '') {
  const answer = await fetch(`${origin}/api/v1/live${query}`, { headers })
  const body = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    answer,
    async until(wanted: RegExp): Promise<string> {
      while (!wanted.test(text)) {
        const { value, done } = (await body?.read()) ?? { value: undefined, done: true }
        if (done) throw new Error(`the feed ended with ${text}`)
        text += value
      }
      return text
    },
    async end(): Promise<string> {
      for (;;) {
        const { value, done } = (await body?.read()) ?? { value: undefined, done: true }
        if (done) return text
        text += value
      }
    },
    close: () => body?.cancel(),
  }
}

describe('GET /live', () => {
  it('sends what changes, and resumes where a reader left', async () => {
    const one = await feed(bo.headers)
    assert.equal(one.answer.headers.get('content-type'), 'text/event-stream; charset=utf-8')
    assert.equal(one.answer.headers.get('x-content-type-options'), 'nosniff')
    assert.match(await one.until(/event: hello/), /^id: \S+\nevent: hello\n/)
    const { id } = await desk.opened(bo)
    const text = await one.until(new RegExp(`"id":"${id}"`))
    await one.close()
    const [, from = ''] = /^id: (\S+)\nevent: hello/m.exec(text) ?? []
    const two = await feed({ ...bo.headers, 'last-event-id': from })
    await two.until(new RegExp(`event: case\\ndata: {"id":"${id}"`))
    await two.close()
  })

  it('is for those signed in, and ends when they sign out', async () => {
    assert.equal((await fetch(`${origin}/api/v1/live`)).status, 401)
    const agent = await desk.person()
    const one = await feed(agent.headers)
    await one.until(/event: hello/)
    assert.equal((await desk.ask(agent, 'DELETE', 'session')).status, 204)
    assert.match(await one.end(), /: signed out/)
  })

  it('does not take a position that is none', async () => {
    const answer = await fetch(`${origin}/api/v1/live?from=%0a`, { headers: bo.headers })
    assert.equal(answer.status, 400)
    await answer.body?.cancel()
  })
})
