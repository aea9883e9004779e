// What files are by their bytes, in memory, as the table keeps it (desk/inspection.ts). Not: the blobs.
import type { Inspection, InspectionTable, Pictures } from './desk/inspection.ts'

/** The table of a memory store; no scanner is asked anything there. */
export function memoryInspections(): InspectionTable {
  const rows = new Map<string, Inspection>()
  const pictures = new Map<string, Pictures>()
  return {
    of: async sha256s => new Map(sha256s.flatMap(one => (rows.has(one) ? [[one, rows.get(one)!]] : []))),
    async keep(found) {
      rows.set(found.sha256, { width: null, height: null, ...found })
    },
    async keepScan(sha256, scan, virus) {
      const row = rows.get(sha256)
      if (row) rows.set(sha256, { ...row, scan, virus })
    },
    async keepPictures(sha256, made) {
      const row = rows.get(sha256)
      if (!row) return
      if (made) pictures.set(sha256, made)
      const { width, height } = made ?? { width: null, height: null }
      rows.set(sha256, { ...row, preview: made ? 'made' : 'refused', width, height })
    },
    picture: async (sha256, size) => pictures.get(sha256)?.[size] ?? null,
    unscanned: async () => [],
    counts: async () => ({ unscanned: 0, damaged: 0 }),
  }
}
