// What starting leaves in memory and running does not need is given back to the machine: by itself the engine
// keeps room for the rush of loading for minutes. Not: what mails leave (channels/email/clear-away.ts).
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collect = (how: { readonly type: 'major'; readonly flavor: 'last-resort' }) => void

/** Takes some tenths of a second, in which nothing else is done: for once, before anybody is told to come. */
export function shed(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as Collect
  collect({ type: 'major', flavor: 'last-resort' })
}
