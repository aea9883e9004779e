// The catalogue as the doors use it: a speaker per language, the language of a reader, and the files browsers
// fetch.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isLanguage, type Language, languages } from '#core/people/language.ts'
import { Problem } from '#server/http/problems.ts'
import { messagesOf } from '#words/phrases/index.ts'
import type { Say } from '#words/say.ts'
import { sayIn } from '#words/say-in.ts'

type Spoken = { readonly json: string; readonly squeezed: Buffer; readonly hash: string }

const spoken = new Map<Language, Spoken>()

function spokenIn(language: Language): Spoken {
  const known = spoken.get(language)
  if (known) return known
  const json = JSON.stringify(messagesOf(language))
  const hash = createHash('sha256').update(json).digest('hex').slice(0, 16)
  const made = { json, squeezed: gzipSync(json), hash }
  spoken.set(language, made)
  return made
}

/** Says phrases of the catalogue in a language. */
export const speakerOf = (language: Language): Say => sayIn(language)

/** The hash of each language's file: part of its address, so that browsers may keep it for ever. */
export const wordsHash = (): Record<Language, string> =>
  Object.fromEntries(languages.map(language => [language, spokenIn(language).hash])) as Record<
    Language,
    string
  >

/** The first of our languages a browser asks for (`Accept-Language`), or null. */
export function acceptedLanguage(header: string | undefined): Language | null {
  const wished = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map(part => {
      const [tag = '', ...rest] = part.trim().split(';')
      const q = Number(
        rest
          .find(one => one.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      )
      return { language: tag.slice(0, 2).toLowerCase(), q: Number.isFinite(q) ? q : 0 }
    })
    .filter(one => one.q > 0)
    .sort((a, b) => b.q - a.q)
  return wished.map(one => one.language).find(isLanguage) ?? null
}

/** `/words/sv.json?v=hash`: every phrase of one language. */
export function wordsRoutes(app: FastifyInstance): void {
  const schema = { hide: true, params: z.strictObject({ file: z.string().regex(/^[a-z]{2}\.json$/) }) }
  app.get<{ Params: { file: string }; Querystring: { v?: string } }>(
    '/words/:file',
    { schema },
    (request, reply) => {
      const language = request.params.file.slice(0, 2)
      if (!isLanguage(language)) throw new Problem('route.not_found')
      const { json, squeezed, hash } = spokenIn(language)
      const maySqueeze = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
      if (maySqueeze) reply.header('content-encoding', 'gzip')
      const isPinned = request.query.v === hash
      return reply
        .type('application/json; charset=utf-8')
        .header('etag', `"${hash}"`)
        .header('cache-control', isPinned ? 'public, max-age=31536000, immutable' : 'no-cache')
        .header('vary', 'accept-encoding')
        .send(maySqueeze ? squeezed : json)
    },
  )
}
