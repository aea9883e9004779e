// G16: a hostile file costs nothing. A verdict stands within a second of the last byte, nothing is unpacked
// to the disk, and no picture is decoded outside of the process that may be killed.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, it } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import type { FileDanger } from '#core/case/file-fact.ts'
import { type FileRoom, openFileRoom } from './file-room.ts'
import { gzipOf, hugePng, type Zipped, zipOf } from './testing.ts'

const verdictMs = 1_000

let folder: string
let room: FileRoom
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'))
  room = openFileRoom({ folders: [folder] })
  // The first file waits for the process to start; every other one for its own verdict only.
  await Promise.all([room.judge({ bytes: Buffer.from('warm') }), room.preview({ bytes: hugePng(1, 1) })])
})
after(async () => {
  room.close()
  await rm(folder, { recursive: true, force: true })
})

const nested = (depth: number, inner: Buffer): Buffer =>
  depth === 0 ? inner : nested(depth - 1, zipOf([{ name: 'a.zip', bytes: inner }]))
/** Sixteen archives of sixteen archives and so on: a file of some kilobytes that swells to petabytes. */
const matryoshka = (depth: number): Buffer => {
  if (depth === 0) return zipOf([{ name: '0.dll', bytes: Buffer.alloc(1_000_000) }])
  const inner = matryoshka(depth - 1)
  return zipOf(Array.from({ length: 16 }, (_, i) => ({ name: `lib ${i}.zip`, bytes: inner, method: 8 })))
}
const many: Zipped[] = Array.from({ length: 60_000 }, (_, i) => ({ name: `${i}`, method: 0 }))
const gif = Buffer.concat([
  Buffer.from('GIF89a\x10\x27\x10\x27\x80\0\0\0\0\0\xff\xff\xff', 'latin1'),
  ...Array.from({ length: 50_000 }, () =>
    Buffer.from('\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x10\x27\x10\x27\0\x02\x02\x44\x01\0', 'latin1'),
  ),
  Buffer.from(';'),
])

const hostile: readonly (readonly [what: string, make: () => Buffer, danger: FileDanger | null])[] = [
  ['sixteen archives in each of five levels', () => matryoshka(4), 'archive_bomb'],
  [
    'ten gigabytes in ten megabytes, by its directory',
    () => zipOf([{ name: 'zeros', bytes: Buffer.alloc(1_000_000), says: 0xffff_fff0 }]),
    'archive_bomb',
  ],
  ['a gzip that swells a thousand times', () => gzipOf(Buffer.alloc(200_000_000)), 'archive_bomb'],
  ['sixty thousand entries', () => zipOf(many), 'archive_bomb'],
  ['six archives within each other', () => nested(6, zipOf([{ name: 'a.txt' }])), 'archive_bomb'],
  [
    'a directory of entries over one and the same place',
    () =>
      zipOf([
        { name: 'a', bytes: deflateRawSync(Buffer.alloc(5_000_000)) },
        { name: 'b', at: 0 },
      ]),
    'archive_bomb',
  ],
  ['a link', () => zipOf([{ name: 'a', bytes: Buffer.from('/etc'), mode: 0o120777 }]), 'archive_paths'],
  ['a path out of its folder', () => zipOf([{ name: '../'.repeat(40) }]), 'archive_paths'],
  [
    'an upload cut off',
    () => zipOf([{ name: 'a', bytes: Buffer.alloc(9_999, 7) }]).subarray(0, 40),
    'archive_broken',
  ],
  ['a PDF whose objects lead round in circles', () => pdfLoop(), null],
  ['half a million tags', () => Buffer.from(`<html>${'<div '.repeat(500_000)}`), null],
  ['comments that never end', () => Buffer.from(`<!--${'<!-- '.repeat(300_000)}`), null],
]

const pdfLoop = () =>
  Buffer.from(
    `%PDF-1.7\n${'1 0 obj << /Kids [1 0 R] /Parent 1 0 R >> endobj\n'.repeat(20_000)}trailer << /Prev 0 >>`,
  )

for (const [what, make, danger] of hostile)
  it(`${what}: ${danger ?? 'looked at'} within a second`, async () => {
    const bytes = make()
    const begun = performance.now()
    const judged = await room.judge({ bytes })
    assert.ok(performance.now() - begun < verdictMs, `${performance.now() - begun} ms`)
    assert.ok(judged, 'a verdict by itself, not by the end of its time')
    if (danger) assert.ok(judged.dangers.includes(danger), judged.dangers.join(' '))
  })

it('five gigabytes on the disk are judged by what is read of them, not by their length', async () => {
  const path = join(folder, 'large')
  await writeFile(path, 'MZ')
  // A hole: it takes no room.
  await truncate(path, Math.floor(4.9 * 1024 ** 3))
  const begun = performance.now()
  const judged = await room.judge({ path })
  assert.ok(performance.now() - begun < verdictMs)
  assert.deepEqual(judged?.dangers, ['program'])
  assert.deepEqual(await readdir(folder), ['large'], 'nothing was unpacked beside it')
})

for (const [what, bytes, said] of [
  ['fifty thousand by fifty thousand points', () => hugePng(50_000, 50_000), 'too_large'],
  ['a strip of two million points', () => hugePng(2_000_000, 1), 'too_large'],
  ['ten thousand by ten thousand points in fifty thousand frames', () => gif, 'too_large'],
] as const)
  it(`a picture of ${what} is refused within a second`, async () => {
    const made = bytes()
    const begun = performance.now()
    assert.equal(await room.preview({ bytes: made }), said)
    assert.ok(performance.now() - begun < verdictMs, `${performance.now() - begun} ms`)
  })
