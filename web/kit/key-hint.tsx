// The printed key at the end of what it triggers. Not: listening for it (use-keys.ts).
import { isMac } from './keys.ts'
import s from './key-hint.module.css'
import { printed } from './keys.ts'

/** Shows the keys of a combination (`mod+enter`, `shift+y`, `g q`) as they are printed here. */
export function KeyHint({ keys }: { keys: string }) {
  return <kbd className={s.key}>{printed(keys, isMac())}</kbd>
}
