// The program of the process that looks at strangers' files: one job after the other, as they come on stdin.
// It has no network, no environment and bounded memory, and may be killed at any moment.
import { readFileSync } from 'node:fs'
import { frame, frameReader } from '#channels/email/frame.ts'
import type { Job } from './file-room.ts'
import { type Judgement, judge } from './judge.ts'
import type { Preview, PreviewRefusal } from './preview.ts'
import { bytesSource, withFile } from './source.ts'

let last = Promise.resolve()

const take = frameReader((head, bytes) => {
  const { id, job } = head as { id: number; job: Job }
  last = last.then(async () => send(id, await done(job, bytes)))
})

type Done = { readonly judged: Judgement } | { readonly shown: Preview | PreviewRefusal }

async function done({ what, path }: Job, bytes: Buffer): Promise<Done> {
  if (what === 'judge')
    return { judged: await (path === null ? judge(bytesSource(bytes)) : withFile(path, judge)) }
  // Native code comes in with the first picture only.
  const { preview } = await import('./preview.ts')
  // Read here: the library opens no path of a stranger's choosing.
  return { shown: await preview(path === null ? bytes : readFileSync(path)) }
}

function send(id: number, answer: Done): void {
  const shown = 'shown' in answer && typeof answer.shown === 'object' ? answer.shown : null
  const head = shown
    ? { id, shown: { ...shown, small: shown.small.byteLength, large: shown.large.byteLength } }
    : { id, ...answer }
  for (const piece of frame(head, shown ? [shown.small, shown.large] : [])) process.stdout.write(piece)
}

for (const piece of frame({ isReady: true }, [])) process.stdout.write(piece)
process.stdin.on('data', take)
process.stdin.on('end', () => process.exit(0))
