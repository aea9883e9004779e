// Four rising slots for a level; the shape grows, so it reads without colour. Not: what a level may do.
import type { Level } from '#core/people/level.ts'
import { useSay } from '../words.ts'
import { cx } from './cx.ts'
import { Glyph } from './glyph.tsx'
import s from './level.module.css'

/** Level 0 to 4; `quiet` when the words stand beside it, `bare` draws our mark: larger, without the arrow. */
export function LevelSlots({
  level,
  quiet = false,
  bare = false,
}: {
  level: Level
  quiet?: boolean
  bare?: boolean
}) {
  const say = useSay()
  const label = level === 4 ? say('kit.level_supplier') : say('kit.level_of', { n: level })
  const said = quiet ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const)
  return (
    <span className={cx(s.slots, bare && s.bare)} data-n={level} {...said}>
      <i />
      <i />
      <i />
      <i />
      {level === 4 && !bare && <Glyph name="out" size={11} className={s.out} />}
    </span>
  )
}
