// Four rising slots for a level; the shape grows, so it reads without colour. Not: what a level may do.
import type { Level } from '#core/people/level.ts'
import { useSay } from '../words.ts'
import { Glyph } from './glyph.tsx'
import s from './level.module.css'

/** Level 0 to 4; `quiet` when the words stand beside it. */
export function LevelSlots({ level, quiet = false }: { level: Level; quiet?: boolean }) {
  const say = useSay()
  const label = level === 4 ? say('kit.level_supplier') : say('kit.level_of', { n: level })
  const said = quiet ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const)
  return (
    <span className={s.slots} data-n={level} {...said}>
      <i />
      <i />
      <i />
      <i />
      {level === 4 && <Glyph name="out" size={11} className={s.out} />}
    </span>
  )
}
