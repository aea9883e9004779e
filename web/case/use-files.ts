// The files that go with a reply: on their way with how far they are, and attached. Not: how they are sent
// (upload.ts, upload-pieces.ts).
import { useEffect, useRef, useState } from 'react'
import { megabyte } from '#core/people/size-setting.ts'
import { refused } from '#web/api/refusal-text.ts'
import { announce } from '#web/kit/live-region.ts'
import { toast } from '#web/kit/toast.ts'
import { useCase } from './case-context.ts'
import { type Upload, upload, useUploadMb } from './upload.ts'
import { forgetPieces, pieceBytes, sendInPieces } from './upload-pieces.ts'

/** A file on its way; `percent` of it is there. */
export type Coming = {
  readonly key: number
  readonly name: string
  readonly percent: number
  readonly isWaiting: boolean
}
type Way = { readonly stop: AbortController }

let keys = 0

/** Files that go with it; one that is too big is named with what to do. */
export function useFiles(wrong: (text: string) => void) {
  const { say } = useCase()
  const most = useUploadMb()
  const [files, setFiles] = useState<readonly Upload[]>([])
  const [coming, setComing] = useState<readonly Coming[]>([])
  const ways = useRef(new Map<number, Way>())
  // Whoever leaves the case stops what is on its way; chosen again, it goes on.
  useEffect(() => {
    const running = ways.current
    return () => running.forEach(({ stop }) => void stop.abort())
  }, [])
  const sent = (file: File): Promise<Upload> =>
    file.size <= pieceBytes ? upload(file) : inPieces(file, { ways: ways.current, setComing })
  const attach = async (list: Iterable<File>): Promise<readonly Upload[]> => {
    const added: Upload[] = []
    for (const file of list) {
      if (file.size > most * megabyte) {
        wrong(say('case.file_too_big', { name: file.name, mb: Math.ceil(file.size / megabyte), most }))
        continue
      }
      try {
        const one = await sent(file)
        setFiles(now => [...now, one])
        added.push(one)
        announce(say('case.file_added', { name: one.name }))
      } catch (thrown) {
        if (!(thrown instanceof DOMException && thrown.name === 'AbortError')) toast(refused(thrown, say))
      }
    }
    return added
  }
  const drop = (id: string) => setFiles(files.filter(each => each.id !== id))
  const stop = (key: number) => ways.current.get(key)?.stop.abort('unwanted')
  return { files, coming, attach, drop, stop, set: setFiles }
}

type Shown = {
  readonly ways: Map<number, Way>
  readonly setComing: (change: (now: readonly Coming[]) => readonly Coming[]) => void
}

async function inPieces(file: File, { ways, setComing }: Shown): Promise<Upload> {
  const key = ++keys
  const stop = new AbortController()
  ways.set(key, { stop })
  const { name, type, size } = file
  setComing(now => [...now, { key, name, percent: 0, isWaiting: false }])
  let id: string | null = null
  try {
    const whole = await sendInPieces(file, {
      signal: stop.signal,
      onStanding({ offset, isWaiting, of }) {
        id = of
        const percent = Math.floor((100 * offset) / size)
        setComing(now => now.map(one => (one.key === key ? { ...one, percent, isWaiting } : one)))
      },
    })
    return { id: whole.id, name, type, size }
  } catch (thrown) {
    if (stop.signal.aborted && stop.signal.reason === 'unwanted') {
      if (id !== null) void forgetPieces(id)
      throw new DOMException('taken away again', 'AbortError')
    }
    throw thrown
  } finally {
    ways.delete(key)
    setComing(now => now.filter(one => one.key !== key))
  }
}
