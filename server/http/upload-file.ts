// What any file is on its way in: a name and a kind as data, and a disk that may have no room for it. Not:
// where it is kept (uploads.ts, growing-uploads.ts, portal-drafts.ts).
import { basename } from 'node:path'
import { Problem } from '#server/http/problems.ts'

const nameLengthMax = 200

/** A file's name as data: without folders and control characters, and not longer than it needs to be. */
export function plainName(name: string): string {
  const last = basename(name.toWellFormed().replaceAll('\\', '/'))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const plain = last.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  return plain.slice(0, nameLengthMax) || 'file'
}

/** A media type, if it looks like one. */
export const plainType = (type: string): string =>
  /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? type.toLowerCase() : 'application/octet-stream'

const diskFaults = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'ENOTDIR',
  'EEXIST',
  'EIO',
  'ENODEV',
])

/** Whether a disk is full, read-only or away. */
export const isDiskFault = (fault: unknown): boolean =>
  diskFaults.has((fault as { code?: string } | null)?.code ?? '')

/** A disk that takes nothing is said to be one; any other fault stays what it is. */
export function roomProblem(fault: unknown): never {
  throw isDiskFault(fault) ? new Problem('upload.no_room', { headers: { 'retry-after': '60' } }) : fault
}
