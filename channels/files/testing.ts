// Archives for tests, made by hand so that they can lie. Not: archives anybody should make.
import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'

export type Zipped = {
  readonly name: string
  readonly bytes?: Buffer
  /** the size it claims */
  readonly says?: number
  readonly mode?: number
  readonly flags?: number
  /** where it claims to lie */
  readonly at?: number
  readonly method?: 0 | 8
}

/** A zip of these entries. */
export function zipOf(entries: readonly Zipped[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const { name, bytes = Buffer.alloc(0), says, mode = 0o100644, flags = 0, at, method = 8 } of entries) {
    const names = Buffer.from(name)
    const packed = method === 8 ? deflateRawSync(bytes) : bytes
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800 | flags, 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(says ?? bytes.length, 18)
    common.writeUInt16LE(names.length, 22)
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), common, names, packed)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(at ?? offset, 10)
    centrals.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, rest, names)
    offset += 30 + names.length + packed.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** A tar of these entries. */
export function tarOf(entries: readonly { name: string; bytes?: Buffer; link?: string }[]): Buffer {
  const blocks = entries.flatMap(({ name, bytes = Buffer.alloc(0), link }) => {
    const header = Buffer.alloc(512)
    header.write(name, 0)
    header.write('0000644\0', 100)
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124)
    header.write('        ', 148)
    header.write(link === undefined ? '0' : '2', 156)
    header.write(link ?? '', 157)
    header.write('ustar\x0000', 257)
    const sum = header.reduce((all, byte) => all + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

export const gzipOf = (bytes: Buffer): Buffer => gzipSync(bytes)

/** A picture that says it is so large, and holds next to nothing. */
export function hugePng(width: number, height: number): Buffer {
  const part = (name: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([8, 2, 0, 0, 0], 8)
  const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const data = deflateSync(Buffer.alloc(100))
  return Buffer.concat([start, part('IHDR', size), part('IDAT', data), part('IEND', Buffer.alloc(0))])
}
