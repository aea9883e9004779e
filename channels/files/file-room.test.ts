// Files are looked at in a process of their own: it may fall, run out of time or memory, and nobody notices.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { type FileRoom, openFileRoom } from './file-room.ts'
import { hugePng } from './testing.ts'

let folder: string
let room: FileRoom
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tierline-files-'))
  room = openFileRoom({ folders: [folder] })
})
after(async () => {
  room.close()
  await rm(folder, { recursive: true, force: true })
})

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#d33' } })

describe('a file', () => {
  it('is judged by its bytes, wherever they lie', async () => {
    const bytes = Buffer.from('%PDF-1.7\n')
    const path = join(folder, 'a')
    await writeFile(path, bytes)
    const found = [await room.judge({ bytes }), await room.judge({ path })]
    assert.deepEqual(
      found.map(one => one?.found),
      ['application/pdf', 'application/pdf'],
    )
  })

  it('that is not there is not judged, and the next one is', async () => {
    assert.equal(await room.judge({ path: join(folder, 'gone') }), null)
    assert.equal((await room.judge({ bytes: Buffer.from('words') }))?.found, 'text/plain')
  })

  it('that takes too long is not judged, and those behind it are', async () => {
    const program = join(folder, 'slow.mjs')
    await writeFile(
      program,
      `let n = 0
      const say = head => { const json = JSON.stringify(head); const start = Buffer.alloc(8)
        start.writeUInt32LE(json.length, 0); process.stdout.write(start); process.stdout.write(json) }
      say({ isReady: true })
      process.stdin.on('data', bytes => {
        const { id, job } = JSON.parse(bytes.toString('utf8', 8, 8 + bytes.readUInt32LE(0)))
        if (!String(job.path).endsWith('forever')) say({ id, judged: { found: 'text/plain', dangers: [], holds: null } })
      })`,
    )
    const slow = openFileRoom({ program, folders: [folder], judgeMs: 100 })
    const [forever, next] = await Promise.all([
      slow.judge({ path: join(folder, 'forever') }),
      slow.judge({ path: join(folder, 'a') }),
    ])
    slow.close()
    assert.deepEqual([forever, next?.found], [null, 'text/plain'])
  })

  it('is not judged any more once the room is closed', async () => {
    const closed = openFileRoom()
    const asked = closed.judge({ bytes: Buffer.from('x') })
    closed.close()
    assert.deepEqual([await asked, await closed.judge({ bytes: Buffer.from('x') })], [null, null])
  })
})

describe('a picture', () => {
  it('is made anew in two sizes, without what its camera wrote into it', async () => {
    const bytes = await photo(3_000, 2_000)
      .withExif({ IFD0: { Copyright: 'Anna' }, IFD3: { GPSLatitude: '59/1 20/1 0/1' } })
      .jpeg()
      .toBuffer()
    assert.ok(bytes.includes('Anna'))
    const shown = await room.preview({ bytes })
    assert.ok(typeof shown === 'object')
    const [small, large] = await Promise.all([sharp(shown.small).metadata(), sharp(shown.large).metadata()])
    assert.deepEqual([shown.width, shown.height], [3_000, 2_000])
    assert.deepEqual([small.width, small.height, large.width], [240, 160, 1_600])
    assert.deepEqual([small.format, large.exif], ['webp', undefined])
    assert.ok(!Buffer.from(shown.large).includes('Anna'))
  })

  it('that lies on its side is put upright', async () => {
    const bytes = await photo(400, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const shown = await room.preview({ bytes })
    assert.ok(typeof shown === 'object')
    const { width, height } = await sharp(shown.large).metadata()
    assert.deepEqual([shown.width, shown.height, width, height], [200, 400, 200, 400])
  })

  it('of more points than anybody needs is not opened, and is refused within a second', async () => {
    await room.preview({ bytes: await photo(10, 10).png().toBuffer() })
    const begun = performance.now()
    assert.equal(await room.preview({ bytes: hugePng(50_000, 50_000) }), 'too_large')
    assert.ok(performance.now() - begun < 1_000)
  })

  it('that is broken is said to be, and the next one is shown', async () => {
    assert.equal(await room.preview({ bytes: Buffer.from('GIF89a nonsense') }), 'broken')
    assert.ok(typeof (await room.preview({ bytes: await photo(9, 9).png().toBuffer() })) === 'object')
  })
})
