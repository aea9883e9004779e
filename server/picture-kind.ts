// Whether bytes are a picture every browser shows, judged by the bytes themselves, whatever their name says.
// Not: photos that are sent as answers (photo-type.ts), which nobody shows on a page.

export type PictureKind = { readonly type: string; readonly ending: 'png' | 'jpg' | 'webp' | 'svg' }

export const pictureBytesMax = 1024 * 1024

const beginnings: readonly (readonly [at: number, mark: string, kind: PictureKind])[] = [
  [0, '\x89PNG\r\n\x1a\n', { type: 'image/png', ending: 'png' }],
  [0, '\xff\xd8\xff', { type: 'image/jpeg', ending: 'jpg' }],
  [8, 'WEBP', { type: 'image/webp', ending: 'webp' }],
]
const svg: PictureKind = { type: 'image/svg+xml', ending: 'svg' }

/** null: it is none. A drawing that could act or load is none either, though it is served inert. */
export function pictureKind(bytes: Buffer): PictureKind | null {
  const known = beginnings.find(
    ([at, mark]) => bytes.subarray(at, at + mark.length).toString('latin1') === mark,
  )
  if (known) return known[2]
  return isStillSvg(bytes) ? svg : null
}

const active =
  /<!DOCTYPE|<!ENTITY|<script|<foreignObject|<iframe|<embed|<object|<handler|\son\w+\s*=|javascript:/i
/** Only places within the drawing itself, and no style sheet from elsewhere. */
const outward = /(?:href|src)\s*=\s*["']?\s*(?!["']?#)[^\s"'#]|url\(\s*["']?\s*[^#\s"')]|@import/i

function isStillSvg(bytes: Buffer): boolean {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return false
  }
  return isSvgRoot(text) && !active.test(text) && !outward.test(text)
}

/** Behind what may stand before it; by hand, since a pattern could be made to try for ever. */
function isSvgRoot(text: string): boolean {
  let rest = text.trimStart()
  const skip = (from: string, until: string) => {
    const end = rest.startsWith(from) ? rest.indexOf(until) : -1
    if (end >= 0) rest = rest.slice(end + until.length).trimStart()
    return end >= 0
  }
  skip('<?xml', '?>')
  for (let n = 0; n < commentsMax && skip('<!--', '-->'); n++);
  return /^<svg[\s>]/.test(rest)
}

const commentsMax = 10
const stemMax = 40

/** What a script calls a picture: letters, digits, hyphens and the ending of what it is. */
export function pictureName(name: string, { ending }: PictureKind, mark = ''): string {
  const stem = name
    .replace(/\.\w{1,5}$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, stemMax)
  return `${stem || 'picture'}${mark && `-${mark}`}.${ending}`
}
