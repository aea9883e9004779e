// How parent and child of the reader talk: frames of a JSON head and raw bytes over a pipe, so that large
// mails are not copied through a serialiser. Not: what the frames mean (reader.ts, reader-child.ts).

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

/** Takes chunks as they come and calls back once per whole frame. */
export function frameReader(onFrame: (head: unknown, bytes: Buffer) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = []
  let held = 0
  let wanted = 8
  return chunk => {
    chunks.push(chunk)
    held += chunk.length
    while (held >= wanted) {
      const all = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
      const headLength = all.readUInt32LE(0)
      wanted = 8 + headLength + all.readUInt32LE(4)
      if (held < wanted) {
        chunks = [all]
        return
      }
      const head: unknown = JSON.parse(all.toString('utf8', 8, 8 + headLength))
      const bytes = all.subarray(8 + headLength, wanted)
      chunks = held > wanted ? [all.subarray(wanted)] : []
      held -= wanted
      wanted = 8
      onFrame(head, bytes)
    }
  }
}
