// A file sent piece by piece goes on where it stopped, and is given up or stopped as its sender wishes. Not:
// the server's side of it (server/http/upload-pieces.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '#web/api/problem.ts'
import { type PieceDoor, pieceBytes, sendInPieces } from './upload-pieces.ts'

const file = (bytes: number) => new File([new Uint8Array(bytes).map((_, i) => i % 251)], 'trace.dat')
const offline = () => new Problem({ status: 0, code: 'net.offline' })

/** A server that keeps bytes; `cut` says how many bytes of a piece come before the line is lost. */
function server(cut: (nth: number) => number | null) {
  const held: Uint8Array[] = []
  const asked: string[] = []
  let [size, offset, patches] = [0, 0, 0]
  const door: PieceDoor = async (method, _path, body) => {
    asked.push(method)
    if (method === 'POST') size = (body as { size: number }).size
    if (body && 'piece' in body) {
      if (body.offset !== offset) throw new Problem({ status: 409, code: 'upload.other_offset' })
      const came = cut(patches++)
      const part = new Uint8Array(await body.piece.slice(0, came ?? body.piece.size).arrayBuffer())
      held.push(part)
      offset += part.length
      if (came !== null) throw offline()
    }
    return { id: 'fil_1', offset, size, isWhole: offset === size }
  }
  return { door, asked, bytes: () => Buffer.concat(held) }
}

const watching = () => {
  const stop = new AbortController()
  const told: string[] = []
  return {
    ...{ stop, told, signal: stop.signal },
    onStanding: ({ offset, isWaiting }: { offset: number; isWaiting: boolean }) =>
      void told.push(`${offset}${isWaiting ? ' waiting' : ''}`),
  }
}
const atOnce = async () => {}

test('a lost line is waited for, and only what did not come is sent again', async () => {
  const one = file(3 * pieceBytes)
  const { door, asked, bytes } = server(nth => (nth === 1 ? 1_000 : null))
  const watch = watching()
  const done = await sendInPieces(one, watch, door, atOnce)
  assert.equal(done.isWhole, true)
  assert.deepEqual(bytes(), Buffer.from(await one.arrayBuffer()))
  assert.deepEqual(asked, ['POST', 'PATCH', 'PATCH', 'GET', 'PATCH', 'PATCH'])
  assert.deepEqual(watch.told.slice(1, 4), [
    `${pieceBytes}`,
    `${pieceBytes} waiting`,
    `${pieceBytes + 1_000}`,
  ])
})

test('a line that never comes back is given up with what was wrong', async () => {
  const { door, asked } = server(() => 0)
  await assert.rejects(sendInPieces(file(10), watching(), door, atOnce), { code: 'net.offline' })
  assert.ok(asked.length > 10 && asked.length < 40, `${asked.length}`)
})

test('what came is gone: it begins anew once, and then says so', async () => {
  let begun = 0
  const gone = () => new Problem({ status: 404, code: 'upload.not_found' })
  const door =
    (losses: number): PieceDoor =>
    async (method, _path, body) => {
      if (method === 'POST') begun += 1
      if (method === 'POST') return { id: `fil_${begun}`, offset: 0, size: 10, isWhole: false }
      if (begun <= losses) throw gone()
      assert.ok(body && 'piece' in body && body.offset === 0)
      return { id: `fil_${begun}`, offset: 10, size: 10, isWhole: true }
    }
  assert.equal((await sendInPieces(file(10), watching(), door(1), atOnce)).id, 'fil_2')
  begun = 0
  await assert.rejects(sendInPieces(file(10), watching(), door(9), atOnce), { code: 'upload.not_found' })
  assert.equal(begun, 2)
})

test('a refusal is no lost line: it is said at once', async () => {
  const door: PieceDoor = async () => {
    throw new Problem({ status: 413, code: 'upload.too_large' })
  }
  await assert.rejects(sendInPieces(file(10), watching(), door, atOnce), { code: 'upload.too_large' })
})

test('whoever takes the file away again stops it', async () => {
  const watch = watching()
  const { door, asked } = server(() => null)
  const stopping: PieceDoor = async (...args) => {
    const answer = await door(...args)
    if (args[0] === 'PATCH') watch.stop.abort()
    return answer
  }
  await assert.rejects(sendInPieces(file(3 * pieceBytes), watch, stopping, atOnce), { name: 'AbortError' })
  assert.deepEqual(asked, ['POST', 'PATCH'])
})
