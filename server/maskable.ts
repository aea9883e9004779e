// Whether the people of a case can be taken out of a file: words can be masked; of a picture or an archive
// nobody knows what it shows. Not: what is taken out (core/access/mask.ts).

/** A larger one is read by no node for that. */
const bytesMost = 2 * 1024 * 1024

export const isMaskable = ({ type, size }: { readonly type: string; readonly size: number }): boolean =>
  size <= bytesMost && /^text\/|^application\/(?:json|xml|yaml|x-yaml|x-ndjson)$/.test(type)

/** null: it says that it is a text, and is none. */
export function wordsIn(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
