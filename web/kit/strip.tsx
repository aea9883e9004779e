// A line under the bar: something about the whole screen, like being offline. Not: a toast.
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Glyph } from './glyph.tsx'
import type { GlyphName } from './glyphs.ts'
import s from './strip.module.css'

type Props = {
  glyph?: GlyphName
  kind?: 'note' | 'warn'
  role?: 'status' | 'alert'
  end?: ReactNode
  children: ReactNode
}

/** `warn` is on ochre and asks for a look; `note` only tells. */
export function Strip({ glyph, kind = 'note', role, end, children }: Props) {
  return (
    <div className={cx(s.strip, s[kind])} role={role}>
      {glyph && <Glyph name={glyph} />}
      <p className={s.text}>{children}</p>
      {end && <div className={s.end}>{end}</div>}
    </div>
  )
}
