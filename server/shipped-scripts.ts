// The scripts that come with the program, read from their files and published at its start. Not: what is in
// them (core/script).
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readScript } from '#channels/script/read-script.ts'
import type { Instant } from '#core/kit/time.ts'
import { fileForm } from '#core/script/form.ts'
import { canonical } from '#store/canonical.ts'
import { pictureKind } from '#server/picture-kind.ts'
import type { ScriptPictureTable } from '#store/desk/script-picture.ts'
import type { ScriptPast, ScriptTable } from '#store/desk/script.ts'

/** `form` reads it, which costs a tenth of a second: only what may be new is read. */
export type ShippedScript = {
  readonly slug: string
  readonly digest: string
  form(): unknown
}

/** A picture that comes with the program; null: what lies there is none. */
export type ShippedPicture = { readonly file: string; readonly type: string; readonly bytes: Buffer }

const folder = fileURLToPath(new URL('../scripts/', import.meta.url))
const ending = '.yaml'

/** Those that ship. One with a fault has no form and is told of: the others are no worse for it. */
export async function shippedScripts(log: (line: string) => void): Promise<ShippedScript[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith(ending)).sort()
  return Promise.all(
    names.map(async name => {
      const text = await readFile(join(folder, name), 'utf8')
      const slug = basename(name, ending)
      const digest = createHash('sha256').update(text).digest('hex')
      return { slug, digest, form: () => formOf(slug, text, log) }
    }),
  )
}

/** Those that their steps show. */
export async function shippedPictures(log: (line: string) => void): Promise<ShippedPicture[]> {
  const names = (await readdir(join(folder, 'pictures')).catch(() => [])).sort()
  const all = await Promise.all(
    names.map(async file => {
      const bytes = await readFile(join(folder, 'pictures', file))
      const type = fileForm.test(file) ? pictureKind(bytes)?.type : undefined
      if (type === undefined) log(`scripts/pictures/${file} is no picture`)
      return { file, type, bytes }
    }),
  )
  return all.flatMap(({ type, ...own }) => (type === undefined ? [] : [{ ...own, type }]))
}

/** Adds those that are not there yet. A name that the desk gave to another picture stays the desk's. */
export async function addShippedPictures(
  pictures: ScriptPictureTable,
  shipped: readonly ShippedPicture[],
  at: Instant,
  log: (line: string) => void,
): Promise<void> {
  for (const one of shipped)
    if ((await pictures.add({ ...one, at, by: null })) === 'taken')
      log(`scripts/pictures/${one.file}: another picture has its name`)
}

function formOf(slug: string, text: string, log: (line: string) => void): unknown {
  const { script, form, faults } = readScript(text, null)
  const [fault] = faults
  if (script?.slug === slug && !fault) return form
  log(
    `scripts/${slug}${ending} is not published: ${fault ? `line ${fault.line}, ${fault.code}` : 'its slug'}`,
  )
  return null
}

/**
 * Publishes what is not known yet, and what changed with the program, unless somebody of the desk has
 * published or withdrawn that script: from then on it is the desk's. Safe to call by two nodes at once, also
 * by an older and a newer one: a form is published once.
 * @param until asked before each script; true ends it there
 * @returns how many versions were published
 */
export async function publishShipped(
  scripts: ScriptTable,
  shipped: readonly ShippedScript[],
  at: Instant,
  until: () => boolean = () => false,
): Promise<number> {
  let published = 0
  for (const { slug, digest, form: read } of shipped) {
    // Whoever asks the node meanwhile is answered between two scripts.
    await setImmediate()
    if (until()) break
    const past = await scripts.past(slug)
    if (past && !isOursToChange(past, digest)) continue
    const form = read()
    if (form === null || (past && (await isTheSame(scripts, slug, form)))) continue
    const version = (past?.versions[0]?.version ?? 0) + 1
    // The other node was faster: it has the same form, or the next start publishes ours.
    const outcome = await scripts.publish({ slug, version, form, at, by: null, shipped: digest })
    if (outcome === 'published') published += 1
  }
  return published
}

const isOursToChange = ({ live, versions }: ScriptPast, digest: string): boolean =>
  live !== null && versions.every(one => one.by === null && one.shipped !== digest)

/** A file of which only comments or the lay-out changed is the same script. */
async function isTheSame(scripts: ScriptTable, slug: string, form: unknown): Promise<boolean> {
  const live = await scripts.one(slug)
  return live !== null && canonical(live.form) === canonical(form)
}
