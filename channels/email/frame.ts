// How parent and child of the reader talk: frames of a JSON head and raw bytes over a pipe, so that large
// mails are not copied through a serialiser. Not: what the frames mean (reader.ts, reader-child.ts).

/** Eight bytes of lengths, then the head, then the bytes. */
export function frame(head: unknown, bytes: readonly Uint8Array[]): Uint8Array[] {
  const json = Buffer.from(JSON.stringify(head))
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32LE(json.length, 0)
  lengths.writeUInt32LE(
    bytes.reduce((sum, piece) => sum + piece.byteLength, 0),
    4,
  )
  return [lengths, json, ...bytes]
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
