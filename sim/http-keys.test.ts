// The same request under the same key has one effect and one answer, whichever node it reaches, and whatever
// became of the node that took it first: asked of the real HTTP app on the memory store.
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { minuteMs } from '#core/kit/time.ts'
import { type Chance, chance } from '#sim/chance.ts'
import { type HttpNodes, httpNodes } from '#sim/testing/http-nodes.ts'
import { worldOf } from '#sim/world.ts'

const isFull = process.env.FULL === '1'
const seeds = [1, randomInt(2 ** 31), ...(isFull ? Array.from({ length: 50 }, (_, i) => i + 2) : [])]
const requestsPerSeed = 150

type Asked = { readonly path: string; readonly body: Record<string, unknown>; readonly key: string }
type Heard = { readonly status: number; readonly etag: unknown; readonly body: string }
type Case = { readonly id: string; seq: number }

/** What a program may wish of a case; many of them a second time make no sense, or sense of their own. */
type Wish = (
  draw: Chance,
  no: string,
  one: Case,
  cases: readonly Case[],
) => readonly [string, Record<string, unknown>]
const wishes: readonly Wish[] = [
  (_draw, no) => ['note/add', { note: `not_${no}`, text: 'It is warm.' }],
  () => ['note/add', { text: 'He is easily upset.' }],
  () => ['claim/make', { text: 'Since Monday' }],
  (_draw, no) => ['question/add', { question: `que_${no}`, text: 'And the second printer?' }],
  () => ['worker/take', {}],
  draw => ['worker/queue', { team: draw.pick(['tea_first', 'tea_phones']) }],
  (_draw, _no, { seq }) => ['message/queue', { text: 'Which light is on?', seenSeq: seq, undoSeconds: 0 }],
  () => ['step/try', { what: 'Changed the splitter', why: 'Noise', outcome: 'worked' }],
  () => ['wait/start', { turn: 'supplier', reason: 'part' }],
  () => ['wait/end', {}],
  draw => ['case/classify', { kind: draw.pick(['slowness', 'update']) }],
  () => ['case/solve', { fix: 'A new cable' }],
  () => ['case/close', { reason: 'confirmed' }],
  () => ['case/reopen', {}],
  (draw, _no, _one, cases) => ['case/merge', { into: draw.pick(cases).id }],
  () => ['contact/hold', { means: 'phone', direction: 'out', reach: 'reached', minutes: 3 }],
]

for (const seed of seeds)
  describe(`requests repeated under their keys, seed ${seed}`, () => {
    let centre: HttpNodes
    const draw = chance(seed)
    before(async () => {
      centre = await httpNodes(worldOf({ seed, days: 1, calm: true }), chance(seed ^ 0x2545f491), 3)
    })
    after(() => centre.close())

    const ask = async ({ path, body, key }: Asked): Promise<Heard> => {
      const node = draw.pick(centre.nodes)
      const headers = { authorization: centre.authorization, 'idempotency-key': key }
      const answer = await node.inject({
        method: 'POST',
        url: `/api/v1/cases${path}`,
        headers,
        payload: body,
      })
      return { status: answer.statusCode, etag: answer.headers.etag, body: answer.payload }
    }
    /** Asks until somebody answers: first times of which nobody hears what became, or two at once. */
    const insist = async (asked: Asked): Promise<Heard> => {
      while (draw.happens(0.4)) {
        centre.strike = draw.pick(['kept', 'lost'] as const)
        const unheard = await ask(asked)
        centre.strike = null
        if (unheard.status !== 503 && unheard.status < 300) break
      }
      const heard = await Promise.all(draw.happens(0.4) ? [ask(asked), ask(asked)] : [ask(asked)])
      const answers = heard.filter(one => one.status !== 409)
      const done = answers.filter(isDone)
      for (const one of done) assert.deepEqual(one, done[0], `two answers to ${asked.path}`)
      if (centre.kept.has(asked.key))
        for (const one of answers) assert.ok(isDone(one), `${asked.path} was done, and heard ${one.body}`)
      return answers[0] ?? (await ask(asked))
    }

    it('have one effect, and each time the answer of the first', async () => {
      const cases: Case[] = []
      const before: { asked: Asked; heard: Heard }[] = []
      for (let no = 0; no < requestsPerSeed; no++) {
        if (draw.happens(0.5)) centre.pass(draw.between(1, 10 * minuteMs))
        const asked = wish(draw, centre, cases, `${seed.toString(36)}z${no.toString(36)}`)
        const heard = await insist(asked)
        const kept = centre.kept.get(asked.key)
        if (!kept) continue
        assert.equal(kept.length, 1, `${asked.path} had ${kept.length} effects`)
        assert.deepEqual(
          JSON.parse(heard.body).events,
          kept[0]!.events.map(event => event.type),
        )
        assert.equal(JSON.parse(heard.body).seq, kept[0]!.card.seq)
        before.push({ asked, heard })
        learn(cases, heard)
        const again = draw.pick(before)
        assert.deepEqual(await ask(again.asked), again.heard, `${again.asked.path} again`)
        const other = await ask({ ...again.asked, body: { ...again.asked.body, text: 'Something else' } })
        assert.ok(other.status === 422 || other.status === 400, `another wish under its key: ${other.body}`)
      }
      assert.ok(before.length > requestsPerSeed / 4, `only ${before.length} were done`)
    })
  })

const isDone = ({ status }: Heard): boolean => status === 200 || status === 201

function wish(draw: Chance, { customers }: HttpNodes, cases: readonly Case[], no: string): Asked {
  const key = `k${no}`
  if (cases.length === 0 || draw.happens(0.15)) {
    const body = { channel: 'phone', subject: 'Trouble', customer: { id: draw.pick(customers) }, take: true }
    return { path: '', key, body }
  }
  const one = draw.pick(cases)
  const [path, body] = draw.pick(wishes)(draw, no, one, cases)
  return { path: `/${one.id}/${path}`, key, body }
}

function learn(cases: Case[], { body }: Heard): void {
  const { id, seq } = JSON.parse(body) as Case
  const known = cases.find(one => one.id === id)
  if (known) known.seq = Math.max(known.seq, seq)
  else cases.push({ id, seq })
}
