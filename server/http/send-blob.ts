// A blob as an answer: streamed, in parts where a part is asked for, to be kept and never opened by the
// browser. Not: whether it may be had (file-door.ts).
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '#server/http/problems.ts'
import type { Shell } from '#server/shell.ts'
import { BlobDamaged, BlobsAway } from '#store/blob-damaged.ts'

/** Types a browser may be told; anything else is just bytes. */
const toldTypes = new Set([
  'application/pdf',
  'application/zip',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/csv',
  'text/plain',
])

/** What is said of a file that is handed out: that it is one, and that nothing in it may do anything. */
export function fileHead(reply: FastifyReply, type: string, name: string): FastifyReply {
  const told = toldTypes.has(type) ? type : 'application/octet-stream'
  const plain = name.replace(/[^\w .()-]/g, '_')
  const whole = encodeURIComponent(name).replace(/['()*]/g, one => `%${one.charCodeAt(0).toString(16)}`)
  return reply
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${whole}`)
    .type(told.startsWith('text/') ? `${told}; charset=utf-8` : told)
}

type Part = { readonly from: number; readonly to: number }

/** One part of the bytes; null: all of them; 'none': there is no such part. */
export function partOf(header: string | undefined, size: number): Part | null | 'none' {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  // Several parts at once, or what is no part at all, is answered with the whole.
  if (first === '' && last === '') return null
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from > to || from >= size ? 'none' : { from, to }
}

/** Sends a blob as a file. */
export async function sendBlob(
  shell: Pick<Shell, 'store'>,
  request: FastifyRequest,
  reply: FastifyReply,
  file: { readonly sha256: string; readonly type: string; readonly name: string; readonly size: number },
): Promise<FastifyReply> {
  const part = partOf(request.headers.range, file.size)
  reply.header('accept-ranges', 'bytes')
  if (part === 'none') return reply.code(416).header('content-range', `bytes */${file.size}`).send()
  const opened = await shell.store.openBlob(file.sha256, part ?? undefined).catch(blobProblem)
  if (!opened) throw new Problem('file.not_found')
  fileHead(reply, file.type, file.name)
  if (part) reply.code(206).header('content-range', `bytes ${part.from}-${part.to}/${opened.size}`)
  return reply.header('content-length', part ? part.to - part.from + 1 : opened.size).send(opened.stream)
}

/** What is said of bytes that cannot be had. */
export function blobProblem(fault: unknown): never {
  if (fault instanceof BlobDamaged) throw new Problem('file.damaged')
  if (fault instanceof BlobsAway) throw new Problem('file.away', { headers: { 'retry-after': '30' } })
  throw fault
}
