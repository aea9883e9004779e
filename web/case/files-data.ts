// What is known of a case's files, and how it is said. Not: how it looks (files-part.tsx).
import { queryOptions } from '@tanstack/react-query'
import type { FileDanger } from '#core/case/file-fact.ts'
import type { FileId } from '#core/kit/id.ts'
import { get } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'

export type CaseFile = {
  readonly file: FileId
  readonly standing: 'waiting' | 'given' | 'released' | 'quarantined' | 'unchecked'
  readonly claimed: string
  readonly found: string | null
  readonly dangers: readonly FileDanger[]
  readonly scan: 'clean' | 'infected' | 'away' | 'none'
  readonly preview: { readonly width: number; readonly height: number } | null
  readonly isUnshown: boolean
  readonly holds: { readonly names: readonly string[]; readonly count: number; readonly bytes: number } | null
}

const lookAgainMs = 2_000
/** So long a file is looked at: after that something is wrong with the server, and asking does not help. */
const looksMost = 30

/** The question for them; asked anew for each new fact, and while one is still being looked at. */
export const filesQuery = (caseId: string, files: number, facts: number) =>
  queryOptions({
    queryKey: [...keys.files(caseId), files, facts],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly CaseFile[] }>(`/cases/${caseId}/files`, {}, signal)).items,
    enabled: files > 0,
    refetchInterval: ({ state }) =>
      state.dataUpdateCount < looksMost && state.data?.some(isBeingLookedAt) ? lookAgainMs : false,
  })

/** Whether more will be known of it in a moment. */
const isBeingLookedAt = ({ standing, found, preview, isUnshown }: CaseFile): boolean =>
  standing === 'waiting' || (standing === 'given' && isPicture(found) && preview === null && !isUnshown)

const isPicture = (found: string | null): boolean =>
  found?.startsWith('image/') === true && found !== 'image/svg+xml'

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^image\//, 'picture'],
  [/^application\/pdf$/, 'pdf'],
  [/word|excel|powerpoint|officedocument|opendocument|rtf|onenote|visio|ole-storage/, 'document'],
  [/^text\/html/, 'page'],
  [/^text\/plain|^text\/csv|^text\/xml|json/, 'text'],
  [/zip|x-tar|7z|rar|bzip|x-xz|zstd|vnd\.ms-cab/, 'archive'],
  [/msdownload|x-elf|mach-binary|java-archive|x-msi|script|x-bat|wsf|php|wasm|x-dex/, 'program'],
  [/^audio\//, 'sound'],
  [/^video\//, 'film'],
  [/rfc822|outlook/, 'mail'],
]

/** What kind of file a media type is, as people call it: a key of the catalogue. */
export const kindOf = (type: string): string =>
  `files.kind_${kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'other'}`

/** A size as people say it. */
export const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

type Shown = Pick<CaseFile, 'preview'>

/** Of a single point, as tracking pixels are: there is nothing to see in it. */
export const isPixel = ({ preview }: Shown): boolean =>
  preview !== null && Math.max(preview.width, preview.height) <= 1

/** No larger than its frame (files.module.css): it is shown as large as it is. */
export const fitsFrame = ({ preview }: Shown): boolean =>
  preview !== null && preview.width <= 72 && preview.height <= 54
