// Who else is here, by name; and whether an agent can take something. Shape first, colour second. No avatars.
import type { ReactNode } from 'react'
import { useSay } from '../words.ts'
import { cx } from './cx.ts'
import { Glyph } from './glyph.tsx'
import s from './presence.module.css'

export type Here = {
  readonly agent: string
  readonly name: string
  readonly doing: 'viewing' | 'writing'
}

/** Eye and pen with names; `to` names the customer one writes to. Renders nothing when nobody is here. */
export function Presence({ who, to }: { who: readonly Here[]; to?: string }) {
  const say = useSay()
  const writing = who.filter(one => one.doing === 'writing')
  const rest = who.filter(one => one.doing !== 'writing')
  return (
    <>
      {rest.length > 0 && (
        <span className={s.who}>
          <Glyph name="eye" label={say('kit.reads')} />
          {rest.map(one => one.name).join(', ')}
        </span>
      )}
      {writing.map(one => (
        <span className={cx(s.who, s.writes)} key={one.agent}>
          <Glyph name="pen" />
          {to ? say('kit.writes_to', { name: one.name, to }) : say('kit.writes', { name: one.name })}
        </span>
      ))}
    </>
  )
}

export type Availability = 'available' | 'busy' | 'away'

/** A dot before a name: filled, ring, dashed; the word stands beside it or is for ears. */
export function AgentDot({ is, children }: { is: Availability; children?: ReactNode }) {
  const say = useSay()
  return (
    <span className={s.who}>
      <span
        className={cx(s.dot, s[is])}
        {...(!children && { role: 'img', 'aria-label': say(`kit.is_${is}`) })}
      />
      {children}
    </span>
  )
}
