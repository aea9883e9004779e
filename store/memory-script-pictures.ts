// Pictures of scripts in memory, under the same contract as the table (desk/script-picture.ts). Not durable.
import type { ScriptPicture, ScriptPictureTable } from './desk/script-picture.ts'

/** An empty table. */
export function memoryScriptPictures(): ScriptPictureTable {
  const all = new Map<string, ScriptPicture>()
  return {
    async add(picture) {
      const before = all.get(picture.file)
      if (!before) all.set(picture.file, picture)
      return !before || Buffer.compare(before.bytes, picture.bytes) === 0 ? 'kept' : 'taken'
    },
    one: async file => all.get(file) ?? null,
    known: async files => files.filter(file => all.has(file)).sort(),
  }
}
