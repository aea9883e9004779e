// Files of customers on their way: they come in pieces ahead of the form that names them, go on after a lost
// line, and are taken by that form. Not: how they are kept (growing-uploads.ts), nor the routes
// (portal-upload-routes.ts).
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { type FieldFault, filesMax } from '#channels/form/form.ts'
import type { FileId } from '#core/kit/id.ts'
import { hourMs, minuteMs } from '#core/kit/time.ts'
import { megabyte, sizesOf } from '#core/people/size-setting.ts'
import type { CameFile } from '#portal/form.ts'
import {
  type GrowingUploads,
  growingUploads,
  type Standing,
  type Wish,
} from '#server/http/growing-uploads.ts'
import { type Form, type PortalFile, tooManyFiles } from '#server/http/portal-form.ts'
import { Problem } from '#server/http/problems.ts'
import type { Shell } from '#server/shell.ts'
import { hashOfSecret } from '#store/desk/secret.ts'

const keptMs = 24 * hourMs
/** Those of one browser that are under way. */
const begunMost = 2 * filesMax
/** All of them together: what nobody sent must not fill the disk. */
const bytesMost = 2_000_000_000
const recountMs = minuteMs
const soonMs = 10 * minuteMs

/** What is under way belongs to the browser that holds this secret. */
export type PortalUploads = Pick<GrowingUploads, 'look' | 'grow' | 'drop'> & {
  begin(secret: string, wish: Wish): Promise<Standing>
  /** The form with the files that came ahead of it; one that is gone is a fault at their field. */
  complete(secret: string | null, form: Form): Promise<Form>
  /** What a form took is kept elsewhere now, and goes soon: the same form pressed twice is one. */
  letGo(secret: string | null, form: Form): Promise<void>
  /** removes what no form took for a day */
  sweep(): Promise<void>
}

/** The customers' files of this node, or of all that share its disk. */
export function portalUploads(shell: Pick<Shell, 'config' | 'newId' | 'now' | 'settings'>): PortalUploads {
  const folder = join(shell.config.sharedDir ?? shell.config.dataDir, 'portal-uploads')
  const mb = () => sizesOf(shell.settings()).portalMb
  const pieces = growingUploads(shell, { folder, mb, most: begunMost, bytesMost })
  let held = { bytes: 0, at: Number.NEGATIVE_INFINITY }
  const sweep = async () => {
    held = { bytes: await sweepFolder(folder, shell.now() - keptMs), at: shell.now() }
  }
  return {
    sweep,
    async begin(secret, wish) {
      if (wish.size <= mb() * megabyte) {
        if (shell.now() - held.at > recountMs) await sweep()
        if (held.bytes + wish.size > bytesMost) throw new Problem('upload.no_room')
        held.bytes += wish.size
      }
      return pieces.begin(ownerOf(secret), wish)
    },
    look: (secret, id) => pieces.look(ownerOf(secret), id),
    grow: (secret, id, offset, bytes) => pieces.grow(ownerOf(secret), id, offset, bytes),
    drop: (secret, id) => pieces.drop(ownerOf(secret), id),
    async complete(secret, form) {
      const ids = cameIn(form)
      const found = await Promise.all(
        ids.slice(0, filesMax).map(id => (secret ? pieces.take(ownerOf(secret), id) : null)),
      )
      const whole = found.filter(one => one !== null)
      const files: PortalFile[] = []
      const came: CameFile[] = []
      for (const { whole: one, path } of whole) {
        files.push({ name: one.name, type: one.type, bytes: await readFile(path), sha256: one.sha256 })
        came.push({ id: one.id, name: one.name, size: one.size })
      }
      const all = [...files, ...form.files]
      const isGone = whole.length < Math.min(ids.length, filesMax)
      const faults = [
        ...form.faults,
        ...(isGone ? [fileGone] : []),
        ...(ids.length > filesMax || all.length > filesMax ? [tooManyFiles] : []),
      ]
      return { ...form, files: all.slice(0, filesMax), came, faults }
    },
    async letGo(secret, form) {
      const soon = (shell.now() - keptMs + soonMs) / 1000
      for (const id of secret ? cameIn(form) : []) {
        const taken = await pieces.take(ownerOf(secret as string), id)
        for (const end of taken ? ['bytes', 'json'] : [])
          await utimes(join(folder, `${id}.${end}`), soon, soon).catch(() => {})
      }
    },
  }
}

const fileGone: FieldFault = { field: 'files', code: 'file_gone' }

const ownerOf = (secret: string): string => hashOfSecret(secret).toString('hex')

/** Which files a form names, each once. */
const cameIn = ({ fields }: Form): FileId[] => [
  ...new Set((fields.get('came') ?? '').split('\n').filter(Boolean) as FileId[]),
]

/** Removes what is old; answers how many bytes are left. */
async function sweepFolder(folder: string, before: number): Promise<number> {
  let bytes = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    // One may be taken between the listing and the look at it.
    const one = await stat(path).catch(() => null)
    if (one && one.mtimeMs < before) await rm(path, { force: true })
    else bytes += one?.size ?? 0
  }
  return bytes
}
