// Whether a photo is one, by its bytes. Not: pictures that are shown on a page (picture-kind.ts).

const beginnings: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/heic', 4, 'ftyphei'],
  ['image/heic', 4, 'ftyphev'],
  ['image/heif', 4, 'ftypmif1'],
  ['image/avif', 4, 'ftypavif'],
]

/** What a picture is by its first bytes, whatever its name says; null: it is none. */
export const photoType = (bytes: Buffer): string | null =>
  beginnings.find(([, at, mark]) => bytes.subarray(at, at + mark.length).toString('latin1') === mark)?.[0] ??
  null
