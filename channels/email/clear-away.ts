// What the pieces of a large mail leave in memory is cleared away while they come: by itself the engine would
// let more lie than the mail is large. Small mails never come so far. Not: where the pieces go (listener.ts,
// frame.ts, transfer.ts).
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** So many bytes of pieces may lie about; one clearing takes a millisecond or two. */
const lyingMax = 4 * 1024 * 1024

type Clear = (how: { readonly type: 'minor' }) => void

let clear: Clear | null = null

/** The engine's own; it has no other name for it than the one of its flag. */
function clearing(): Clear {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as Clear
}

/** To be told the bytes of each piece that is done with, for as long as one large thing is put together. */
export function clearedAway(): (bytes: number) => void {
  let lying = 0
  return bytes => {
    lying += bytes
    if (lying < lyingMax) return
    lying = 0
    clear ??= clearing()
    clear({ type: 'minor' })
  }
}
