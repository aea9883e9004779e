// What somebody has written to us so far, page by page, before it is sent. Lies in DATA_DIR under the hash
// of a random
// cookie for a day, files included; a restart loses nothing.
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hourMs, type Instant } from '#core/kit/time.ts'
import type { CaseId, CustomerId, FileId, WalkId } from '#core/kit/id.ts'
import type { Answer } from '#core/script/answer.ts'
import type { Checks } from '#core/script/checks-behind.ts'
import type { StepName } from '#core/script/script.ts'
import type { Pins } from '#core/script/walk.ts'
import type { Asked } from '#portal/pages/ask.ts'
import type { PortalFile } from '#server/http/portal-form.ts'
import type { Shell } from '#server/shell.ts'
import { hashOfSecret } from '#store/desk/secret.ts'

export type DraftFile = {
  readonly id: FileId
  readonly name: string
  readonly type: string
  readonly size: number
  readonly sha256: string
}
/** What somebody did on a walk: an answer with his own words beside it, or back to the answer before. */
export type DraftAnswer = {
  /** when he gave it */
  readonly at: Instant
  readonly step: StepName
  /** of words and serial numbers the value only holds their place: they stand beside it */
  readonly answer: Answer
  readonly words?: string
  readonly photo?: DraftFile
  /** why he cannot, or leaves it out */
  readonly because?: string
  /** he said that it leads nowhere */
  readonly nowhere?: true
}
/** A walk through a script before there is a case: what he did, in order (decision 15). */
export type DraftWalk = {
  readonly walk: WalkId
  readonly slug: string
  readonly pins: Pins
  readonly begunAt: Instant
  readonly acts: readonly (DraftAnswer | 'back')[]
  /**
   * what automatic checks were told when he came to them; none: he came to none, or an older program kept it
   */
  readonly checks?: Checks
}
export type AskDraft = Omit<Asked, 'files'> & {
  readonly files: readonly DraftFile[]
  /** the one he went on with last stands last */
  readonly walks: readonly DraftWalk[]
  /** the case it becomes: one draft is one case, however often it is sent */
  readonly caseId: CaseId
  readonly customer: CustomerId | null
  /** it was sent and is this case now */
  readonly number: number | null
}

const keptMs = 24 * hourMs
const sweepMs = hourMs / 2
/** All drafts' files together; an unsent file must not fill the disk. */
const bytesMax = 2_000_000_000
const draftsMax = 20_000

export type AskDrafts = {
  read(secret: string): Promise<AskDraft | null>
  save(secret: string, draft: AskDraft): Promise<void>
  /** Keeps a file; null: there is no room for it now. */
  keep(secret: string, file: PortalFile): Promise<DraftFile | null>
  drop(secret: string, file: FileId): Promise<void>
  bytes(secret: string, file: DraftFile): Promise<Buffer>
  /** Removes what was left for a day; also counts what is there. */
  sweep(): Promise<void>
}

/** The drafts of this node, or of all that share its disk. */
export function askDrafts(shell: Pick<Shell, 'config' | 'newId' | 'now'>): AskDrafts {
  const root = join(shell.config.sharedDir ?? shell.config.dataDir, 'portal-drafts')
  const folderOf = (secret: string) => join(root, hashOfSecret(secret).toString('hex'))
  let used = { bytes: 0, drafts: 0, at: Number.NEGATIVE_INFINITY }
  const sweep = async () => {
    used = { ...(await sweepFolder(root, shell.now() - keptMs)), at: shell.now() }
  }
  const hasRoom = async (bytes: number) => {
    if (shell.now() - used.at > sweepMs) await sweep()
    return used.bytes + bytes <= bytesMax && used.drafts <= draftsMax
  }
  return {
    sweep,
    async read(secret) {
      const text = await readFile(join(folderOf(secret), 'draft.json'), 'utf8').catch(absent)
      if (text === null) return null
      const draft = JSON.parse(text) as AskDraft
      // One that an older program kept has none.
      return { ...draft, walks: draft.walks ?? [] }
    },
    async save(secret, draft) {
      const folder = folderOf(secret)
      const path = join(folder, 'draft.json')
      if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) used.drafts += 1
      await write(path, shell.newId('evt'), Buffer.from(JSON.stringify(draft)))
    },
    async keep(secret, { name, type, bytes, sha256 }) {
      if (!(await hasRoom(bytes.length))) return null
      const id = shell.newId('fil')
      const folder = folderOf(secret)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await write(join(folder, id), shell.newId('evt'), bytes)
      used.bytes += bytes.length
      return { id, name, type, size: bytes.length, sha256 }
    },
    drop: (secret, file) => rm(join(folderOf(secret), file), { force: true }),
    bytes: (secret, file) => readFile(join(folderOf(secret), file.id)),
  }
}

function absent(error: { code?: string }): null {
  if (error.code === 'ENOENT') return null
  throw error
}

async function write(path: string, mark: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${mark}`
  const file = await open(part, 'wx', 0o600)
  await file.writeFile(bytes)
  await file.sync()
  await file.close()
  await rename(part, path)
}

async function sweepFolder(root: string, before: number): Promise<{ bytes: number; drafts: number }> {
  let bytes = 0
  let drafts = 0
  for (const name of await readdir(root).catch(() => [])) {
    const folder = join(root, name)
    // A file may be renamed or gone between the listing and the look at it.
    const looks = (await readdir(folder).catch(() => [])).map(file => stat(join(folder, file)).catch(absent))
    const files = (await Promise.all(looks)).filter(file => file !== null)
    if (files.every(file => file.mtimeMs < before)) {
      await rm(folder, { recursive: true, force: true })
      continue
    }
    drafts += 1
    bytes += files.reduce((sum, file) => sum + file.size, 0)
  }
  return { bytes, drafts }
}
