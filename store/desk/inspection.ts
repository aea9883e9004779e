// What bytes are, as they were looked at: one row for each blob that came as a file, gone with its blob.
// Not: what a case makes of it (core/case/deed/file.ts).
import type { FileDanger } from '#core/case/file-fact.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, jsonText, type Pool } from '../postgres/pool.ts'

export type Scan = 'clean' | 'infected' | 'away' | 'none'
/** none: no picture; refused: too large or broken; waiting: to be made */
export type PreviewState = 'none' | 'refused' | 'made' | 'waiting'
export type ArchiveNames = {
  readonly names: readonly string[]
  readonly count: number
  readonly bytes: number
}

export type Inspection = {
  readonly sha256: string
  readonly rules: number
  readonly found: string
  readonly dangers: readonly FileDanger[]
  readonly holds: ArchiveNames | null
  readonly scan: Scan
  readonly virus: string | null
  readonly preview: PreviewState
  readonly width: number | null
  readonly height: number | null
}
export type Pictures = {
  readonly small: Uint8Array
  readonly large: Uint8Array
  readonly width: number
  readonly height: number
}
export const previewSizes = ['small', 'large'] as const
export type PreviewSize = (typeof previewSizes)[number]

export type InspectionTable = {
  of(sha256s: readonly string[]): Promise<ReadonlyMap<string, Inspection>>
  /** Keeps what was found; in place of what older rules said. */
  keep(found: Omit<Inspection, 'width' | 'height'>, at: Instant): Promise<void>
  keepScan(sha256: string, scan: Scan, virus: string | null): Promise<void>
  /** null: it is refused */
  keepPictures(sha256: string, pictures: Pictures | null): Promise<void>
  picture(sha256: string, size: PreviewSize): Promise<Uint8Array | null>
  /** what a scanner could not be asked about, the longest waiting first, with a case that uses it */
  unscanned(
    limit: number,
  ): Promise<readonly { readonly sha256: string; readonly caseIds: readonly string[] }[]>
  counts(): Promise<{ readonly unscanned: number; readonly damaged: number }>
}

const columns = 'sha256, rules, found, dangers, holds, scan, virus, preview, width, height'

/** The table. */
export const inspectionTable = (pool: Pool): InspectionTable => ({
  async of(sha256s) {
    const rows = await ask<Inspection>(pool, {
      name: 'inspections',
      text: `select ${columns} from inspection where sha256 = any($1)`,
      values: [sha256s],
    })
    return new Map(rows.map(row => [row.sha256, row]))
  },
  async keep({ sha256, rules, found, dangers, holds, scan, virus, preview }, at) {
    // A blob that went meanwhile needs none.
    await pool.query(
      `insert into inspection (sha256, rules, found, dangers, holds, scan, virus, preview, at)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9 where exists (select from blob where sha256 = $1)
      on conflict (sha256) do update set rules = $2, found = $3, dangers = $4, holds = $5, scan = $6, virus = $7,
        preview = case when inspection.preview in ('made', 'refused') then inspection.preview else $8 end, at = $9`,
      [sha256, rules, found, dangers, holds && jsonText(holds), scan, virus, preview, at],
    )
  },
  async keepScan(sha256, scan, virus) {
    await pool.query('update inspection set scan = $2, virus = $3 where sha256 = $1', [sha256, scan, virus])
  },
  async keepPictures(sha256, pictures) {
    await pool.query(
      `update inspection set preview = $2, small = $3, large = $4, width = $5, height = $6 where sha256 = $1`,
      pictures
        ? [
            sha256,
            'made',
            Buffer.from(pictures.small),
            Buffer.from(pictures.large),
            pictures.width,
            pictures.height,
          ]
        : [sha256, 'refused', null, null, null, null],
    )
  },
  async picture(sha256, size) {
    const [row] = await ask<{ bytes: Buffer | null }>(pool, {
      name: `picture_${size}`,
      text: `select ${size} as bytes from inspection where sha256 = $1`,
      values: [sha256],
    })
    return row?.bytes ?? null
  },
  unscanned: limit =>
    ask(pool, {
      name: 'unscanned',
      text: `select sha256, array(select case_id from blob_use u where u.sha256 = i.sha256 limit 100) as "caseIds"
        from inspection i where scan = 'away' order by at limit $1`,
      values: [limit],
    }),
  async counts() {
    const [row] = await ask<{ unscanned: number; damaged: number }>(pool, {
      name: 'file_counts',
      text: `select (select count(*)::int from inspection where scan = 'away') as unscanned,
        (select count(*)::int from blob where damaged_at is not null) as damaged`,
      values: [],
    })
    return row!
  },
})
