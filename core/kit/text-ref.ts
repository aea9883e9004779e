// A reference to personal text kept outside the ledger, so that it can be erased without breaking the chain.
import type { TextId } from '#core/kit/id.ts'

/**
 * Where the text lies, and the HMAC (hex, with the text's own salt) that pins what it said. Never empty text.
 */
export type TextRef = { readonly text: TextId; readonly mac: string }

/** Reads a text; an erased one reads as null. */
export type ReadText = (ref: TextRef) => string | null
