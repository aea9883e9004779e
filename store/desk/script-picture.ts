// Pictures of scripts, by the name scripts call them: added, never changed. Not: which step shows one
// (core/script/script.ts), nor whether bytes are a picture (server/picture-kind.ts).
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type ScriptPicture = {
  readonly file: string
  readonly type: string
  readonly bytes: Uint8Array
  readonly at: Instant
  /** null: it came with the program */
  readonly by: AgentId | null
}

export type ScriptPictureTable = {
  /** The same bytes under the same name are the same picture. `taken`: the name is that of another one. */
  add(picture: ScriptPicture): Promise<'kept' | 'taken'>
  one(file: string): Promise<ScriptPicture | null>
  /** those of these names that there are */
  known(files: readonly string[]): Promise<string[]>
}

/** The table over the store's own connections. */
export function scriptPictureTable(pool: Pool): ScriptPictureTable {
  return {
    async add({ file, type, bytes, at, by }) {
      const rows = await ask(pool, {
        name: 'script_picture_add',
        text: `with own as (insert into script_picture (file, type, bytes, at, agent_id)
            values ($1, $2, $3, $4, $5) on conflict do nothing returning file)
          select file from own
          union all select file from script_picture where file = $1 and bytes = $3`,
        values: [file, type, Buffer.from(bytes), at, by],
      })
      return rows.length > 0 ? 'kept' : 'taken'
    },
    async one(file) {
      const [row] = await ask<ScriptPicture>(pool, {
        name: 'script_picture_one',
        text: 'select file, type, bytes, at, agent_id as "by" from script_picture where file = $1',
        values: [file],
      })
      return row ?? null
    },
    async known(files) {
      if (files.length === 0) return []
      const rows = await ask<{ file: string }>(pool, {
        name: 'script_picture_known',
        text: 'select file from script_picture where file = any($1) order by file',
        values: [files],
      })
      return rows.map(({ file }) => file)
    },
  }
}
