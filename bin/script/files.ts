// Scripts in files: those named, those beside them, those that ship. Not: what is in them (channels/script).
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ReadScript, readScript } from '#channels/script/read-script.ts'
import type { SubScripts } from '#core/script/check-script.ts'
import type { Script } from '#core/script/script.ts'

const shipped = fileURLToPath(new URL('../../scripts/', import.meta.url))
const endings = ['.yaml', '.yml', '.json']

/** The files of the scripts that ship, by name. */
export const shippedFiles = (): string[] =>
  existsSync(shipped)
    ? readdirSync(shipped)
        .filter(name => endings.some(ending => name.endsWith(ending)))
        .sort()
        .map(name => join(shipped, name))
    : []

/**
 * A file's script, its sub-scripts looked for among the named files, beside it, and among those that ship;
 * its pictures in the folder `pictures` beside it.
 */
export function scriptIn(path: string, named: readonly string[] = []): ReadScript {
  const pictures = join(dirname(path), 'pictures')
  return readScript(readFileSync(path, 'utf8'), subsOf(path, named), file => existsSync(join(pictures, file)))
}

/** A sub-script lies in a file of its name. */
export function subsOf(path: string, named: readonly string[] = []): SubScripts {
  const known = new Map<string, Script | null>()
  return slug => {
    if (!known.has(slug)) known.set(slug, found(slug))
    return known.get(slug) ?? null
  }

  function found(slug: string): Script | null {
    const places = [
      ...named,
      ...[dirname(path), shipped].flatMap(folder => endings.map(ending => join(folder, slug + ending))),
    ]
    const file = places.find(place => fileSlug(place) === slug && existsSync(place))
    // Its own faults are told when it is checked itself.
    return file === undefined ? null : readScript(readFileSync(file, 'utf8'), null).script
  }
}

const fileSlug = (path: string) => basename(resolve(path)).replace(/\.\w+$/, '')
