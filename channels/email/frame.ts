// How parent and child of the reader talk: frames of a JSON head and raw bytes over a pipe, so that large
// mails are not copied through a serialiser. Not: what the frames mean (reader.ts, reader-child.ts).
import { clearedAway } from './clear-away.ts'

/**
 * Eight bytes of lengths and the head in one piece, then the bytes: each piece costs a call to the system.
 */
export function frame(head: unknown, bytes: readonly Uint8Array[]): Uint8Array[] {
  const json = JSON.stringify(head)
  const size = Buffer.byteLength(json)
  const start = Buffer.allocUnsafe(8 + size)
  start.writeUInt32LE(size, 0)
  start.writeUInt32LE(
    bytes.reduce((sum, piece) => sum + piece.byteLength, 0),
    4,
  )
  start.write(json, 8)
  return [start, ...bytes]
}

/** Takes chunks as they come and calls back once per frame. A large one is put together in its place. */
export function frameReader(onFrame: (head: unknown, bytes: Buffer) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  let frameBytes: Buffer | null = null
  let filled = 0
  let taken = clearedAway()
  const emit = (whole: Buffer) => {
    const headLength = whole.readUInt32LE(0)
    onFrame(JSON.parse(whole.toString('utf8', 8, 8 + headLength)), whole.subarray(8 + headLength))
  }
  return chunk => {
    let data = chunk
    while (data.length > 0) {
      if (frameBytes) {
        const bytes = data.copy(frameBytes, filled)
        filled += bytes
        data = data.subarray(bytes)
        taken(bytes)
        if (filled < frameBytes.length) return
        const whole = frameBytes
        frameBytes = null
        emit(whole)
        continue
      }
      if (rest.length) data = Buffer.concat([rest, data])
      rest = Buffer.alloc(0)
      if (data.length < 8) {
        rest = Buffer.from(data)
        return
      }
      const length = 8 + data.readUInt32LE(0) + data.readUInt32LE(4)
      if (data.length >= length) {
        emit(data.subarray(0, length))
        data = data.subarray(length)
      } else {
        frameBytes = Buffer.allocUnsafeSlow(length)
        filled = data.copy(frameBytes)
        taken = clearedAway()
        return
      }
    }
  }
}
