// G16: a hostile file costs nothing. A verdict stands within a second of the last byte, whatever the file is
// called, nothing is unpacked to the disk, and whoever asked is not held up meanwhile. Judges of whom this
// is not so are found out by the same check.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { deflateRawSync, gunzipSync } from 'node:zlib'
import { stallsHere } from '#bench/loop-stall.ts'
import type { FileDanger } from '#core/case/file-fact.ts'
import { endingOf, plainEndings } from './file-name.ts'
import { type FileRoom, type Lying, openFileRoom } from './file-room.ts'
import { dangersOf, type Judgement } from './judge.ts'
import { gzipOf, hugePng, type Zipped, zipOf } from './testing.ts'

const verdictMs = 1_000
/** How long whoever asks may be at one thing, in his own processor time. */
const stallMs = 50

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
const many = (count: number): Zipped[] =>
  Array.from({ length: count }, (_, i) => ({ name: `${i}`, method: 0 }))
const gif = Buffer.concat([
  Buffer.from('GIF89a\x10\x27\x10\x27\x80\0\0\0\0\0\xff\xff\xff', 'latin1'),
  ...Array.from({ length: 50_000 }, () =>
    Buffer.from('\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x10\x27\x10\x27\0\x02\x02\x44\x01\0', 'latin1'),
  ),
  Buffer.from(';'),
])

type Hostile = readonly [what: string, make: () => Buffer, danger: FileDanger | null]
const hostile: readonly Hostile[] = [
  ['sixteen archives in each of five levels', () => matryoshka(4), 'archive_bomb'],
  [
    'ten gigabytes in ten megabytes, by its directory',
    () => zipOf([{ name: 'zeros', bytes: Buffer.alloc(1_000_000), says: 0xffff_fff0 }]),
    'archive_bomb',
  ],
  ['a gzip that swells a thousand times', () => gzipOf(Buffer.alloc(200_000_000)), 'archive_bomb'],
  ['sixty thousand entries', () => zipOf(many(60_000)), 'archive_bomb'],
  ['a few more entries than are let in', () => zipOf(many(10_001)), 'archive_bomb'],
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
  ['a program', () => Buffer.from('MZ\x90\0', 'latin1'), 'program'],
  ['a page that acts', () => Buffer.from('<html><script>x()</script>'), 'active_page'],
  ['half a million tags', () => Buffer.from(`<html>${'<div '.repeat(500_000)}`), null],
  ['comments that never end', () => Buffer.from(`<!--${'<!-- '.repeat(300_000)}`), null],
]

const pdfLoop = () =>
  Buffer.from(
    `%PDF-1.7\n${'1 0 obj << /Kids [1 0 R] /Parent 1 0 R >> endobj\n'.repeat(20_000)}trailer << /Prev 0 >>`,
  )

/** What a file is said to be: all of these are said to be pictures. */
type Told = { readonly name: string; readonly type: string }
const told: Told = { name: 'photo.png', type: 'image/png' }
type Judging = (file: Lying, told: Told) => Promise<Judgement | null>

/** Has a file judged, and tells all that is not as it must be. */
async function wrongs(judging: Judging, [, make, danger]: Hostile): Promise<string[]> {
  const bytes = make()
  const beside = await readdir(folder)
  const stalls = stallsHere()
  const begun = performance.now()
  const judged = await judging({ bytes }, told)
  const ms = performance.now() - begun
  const stalledMs = stalls.end()
  return [
    ...(judged ? [] : ['no verdict of its own']),
    ...(ms < verdictMs ? [] : ['a late verdict']),
    ...(stalledMs <= stallMs ? [] : ['whoever asked was held up']),
    ...(judged && danger && !dangersOf(judged, told.name).includes(danger) ? [`not seen: ${danger}`] : []),
    ...((await readdir(folder)).length > beside.length ? ['something lies on the disk'] : []),
  ]
}

/** What a file needs is the least of three: whatever else runs on this machine takes its part. */
async function wrongsOfThree(judging: Judging, one: Hostile): Promise<string[]> {
  let found = await wrongs(judging, one)
  for (let again = 0; again < 2 && found.length > 0; again++) found = await wrongs(judging, one)
  return found
}

for (const one of hostile)
  it(`${one[0]}: ${one[2] ?? 'looked at'} within a second`, async () => {
    assert.deepEqual(await wrongsOfThree(file => room.judge(file), one), [])
  })

const here = dirname(fileURLToPath(import.meta.url))
const none = 'Number.MAX_SAFE_INTEGER'

/** A judge in a process of his own whose limits are others; he has all the time he needs, or this. */
async function limited(limits: Readonly<Record<string, string>>, judgeMs = 20_000) {
  const own = await mkdtemp(join(tmpdir(), 'judge-'))
  const program = join(own, 'judge.mjs')
  const other = Object.entries(limits).map(([name, value]) => `${name}: ${value}`)
  await writeFile(
    program,
    `import { archiveLimits } from '${join(here, 'zip-list.ts')}'
    Object.assign(archiveLimits, { ${other.join(', ')} })
    await import('${join(here, 'file-child.ts')}')`,
  )
  const weak = openFileRoom({ folders: [own], program, judgeMs })
  await weak.judge({ bytes: Buffer.from('warm') })
  const close = async () => {
    weak.close()
    await rm(own, { recursive: true })
  }
  return { judging: (file => weak.judge(file)) as Judging, close }
}

const harmless = (found: string): Judgement => ({ found, dangers: [], holds: null })
type Weak = () => Promise<{ readonly judging: Judging; close?(): Promise<void> }>
const weaknesses: Readonly<Record<string, readonly [what: string, weak: Weak, found: string]>> = {
  'believes the name': [
    'a program',
    async () => ({
      judging: async (file, { name }) =>
        plainEndings.has(endingOf(name)) ? harmless('image/png') : room.judge(file),
    }),
    'not seen: program',
  ],
  'believes what the sender calls it': [
    'a page that acts',
    async () => ({
      judging: async (file, { type }) => (type.startsWith('image/') ? harmless(type) : room.judge(file)),
    }),
    'not seen: active_page',
  ],
  'counts no entries': [
    'a few more entries than are let in',
    () => limited({ entries: none }),
    'not seen: archive_bomb',
  ],
  'minds no ratio': [
    'a gzip that swells a thousand times',
    () => limited({ ratio: '2_000' }),
    'not seen: archive_bomb',
  ],
  'minds no size an archive claims': [
    'ten gigabytes in ten megabytes, by its directory',
    () => limited({ declaredBytes: none, ratio: none }),
    'not seen: archive_bomb',
  ],
  'looks into archives however deep': [
    'six archives within each other',
    () => limited({ depth: none }),
    'not seen: archive_bomb',
  ],
  'unpacks whatever there is': [
    'sixteen archives in each of five levels',
    () => limited(unpacking, 900),
    'no verdict of its own',
  ],
  'unpacks as long as he likes': [
    'sixteen archives in each of five levels',
    () => limited(unpacking, 2_000),
    'a late verdict',
  ],
  'unpacks in the process that asked': [
    'a gzip that swells a thousand times',
    async () => ({
      judging: async file => {
        if ('bytes' in file) gunzipSync(file.bytes)
        return room.judge(file)
      },
    }),
    'whoever asked was held up',
  ],
  'unpacks to the disk': [
    'a gzip that swells a thousand times',
    async () => {
      const path = join(folder, 'unpacked')
      return {
        judging: async file => {
          if ('bytes' in file) await writeFile(path, gunzipSync(file.bytes).subarray(0, 1_000))
          return room.judge(file)
        },
        close: () => rm(path),
      }
    },
    'something lies on the disk',
  ],
}
const unpacking = { depth: none, declaredBytes: none, ratio: none, withinBytes: none, withinCount: none }

for (const [weakness, [what, weak, found]] of Object.entries(weaknesses))
  it(`a judge that ${weakness} is found out`, async t => {
    const { judging, close } = await weak()
    t.after(() => close?.())
    const all = await wrongs(judging, hostile.find(one => one[0] === what)!)
    assert.ok(all.includes(found), all.join(', '))
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
