// Sends a file to the desk, to be attached to a message. Not: the message.
import { sizesOf } from '#core/people/size-setting.ts'
import { useDesk } from './desk.ts'
import { deedKey, urlOf } from '#web/api/client.ts'
import { Problem, problemOf } from '#web/api/problem.ts'

export type Upload = {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
}

/** How many megabytes a file may have that one of ours adds. */
export const useUploadMb = (): number => sizesOf(useDesk().facts).workspaceMb

export const upload = (file: File): Promise<Upload> => uploadTo<Upload>('/uploads', file)

/** Throws a Problem when the server refuses or is not reached. */
export async function uploadTo<T>(path: string, file: File): Promise<T> {
  const body = new FormData()
  body.append('file', file, file.name)
  const answer = await fetch(urlOf(path), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'x-tierline': '1', 'idempotency-key': deedKey() },
    body,
  }).catch(() => {
    throw new Problem({ status: 0, code: 'net.offline' })
  })
  const given: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok) throw problemOf(answer.status, given, answer.headers)
  return given as T
}
