// The keys that work on this screen. Loaded when asked for.
import { useState } from 'react'
import { KeyHint } from '../kit/key-hint.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { type KeyLine, keyLines } from '../kit/use-keys.ts'
import { useSay } from '../words.ts'
import s from './keys-sheet.module.css'

/** Keys of the screen first, then those that work everywhere. */
export default function KeysSheet({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const [lines] = useState(keyLines)
  const screen = lines.filter(one => one.scope !== 'everywhere')
  return (
    <Sheet open onClose={onClose} title={say('shell.keys_here')} note={say('shell.keys_note')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: else no key could scroll it */}
      <div className={s.columns} tabIndex={0}>
        {screen.length > 0 && <KeyList title={say('shell.on_this_screen')} lines={screen} />}
        <KeyList title={say('shell.everywhere')} lines={lines.filter(one => one.scope === 'everywhere')} />
      </div>
    </Sheet>
  )
}

/** Keys with the same meaning share a line. */
export function KeyList({ title, lines }: { title: string; lines: readonly KeyLine[] }) {
  const byMeaning = new Map<string, string[]>()
  for (const { does, keys } of lines) byMeaning.set(does, [...(byMeaning.get(does) ?? []), keys])
  return (
    <section>
      <h3>{title}</h3>
      <dl className={s.list}>
        {[...byMeaning].map(([does, keys]) => (
          <div key={does}>
            <dt>
              {keys.map(one => (
                <KeyHint key={one} keys={one} />
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
