// Sends a file to the desk, to be attached to a message. Not: the message.
import { deedKey, urlOf } from '#web/api/client.ts'
import { Problem, problemOf } from '#web/api/problem.ts'

export type Upload = {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
}
export const uploadBytesMax = 10 * 1024 * 1024

/** Throws a Problem when the server refuses or is not reached. */
export async function upload(file: File): Promise<Upload> {
  const body = new FormData()
  body.append('file', file, file.name)
  const answer = await fetch(urlOf('/uploads'), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'x-tierline': '1', 'idempotency-key': deedKey() },
    body,
  }).catch(() => {
    throw new Problem({ status: 0, code: 'net.offline' })
  })
  const given: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok) throw problemOf(answer.status, given, answer.headers)
  return given as Upload
}
