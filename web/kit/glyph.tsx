// A sign of ours, drawn inline. Not: the drawings (glyphs.ts).
import { cx } from './cx.ts'
import s from './glyph.module.css'
import { type GlyphName, glyphs, type Shape } from './glyphs.ts'

type Props = {
  name: GlyphName
  size?: 10 | 11 | 12 | 14 | 20
  label?: string
  className?: string | undefined
}

/** Shows a sign; silent for screen readers unless `label` says what it means. */
export function Glyph({ name, size = 14, label, className }: Props) {
  const shapes: readonly Shape[] = glyphs[name]
  const said = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': true } as const)
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label or hidden, never both
    <svg data-glyph={name} className={cx(s.glyph, s[`size${size}`], className)} viewBox="0 0 16 16" {...said}>
      {shapes.map(one => (
        <path
          key={one.d}
          d={one.d}
          strokeWidth={one.stroke ?? 1.5}
          fill={one.filled ? 'currentColor' : 'none'}
        />
      ))}
    </svg>
  )
}
