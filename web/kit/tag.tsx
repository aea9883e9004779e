// Marks that say how something stands: severity, claim, tag. Text, never buttons. Not: clocks (clock.tsx).
import type { ReactNode } from 'react'
import type { Severity, Verdict } from '#core/case/event.ts'
import { useSay } from '../words.ts'
import { cx } from './cx.ts'
import { Glyph } from './glyph.tsx'
import type { GlyphName } from './glyphs.ts'
import s from './tag.module.css'

/** Severity in ink, not hue: S1 filled to S4 plain. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const say = useSay()
  return (
    <span className={cx(s.severity, s[`s${severity}`])} title={say('kit.severity', { n: severity })}>
      <span aria-hidden="true">S{severity}</span>
      <span className="sr">{say('kit.severity', { n: severity })}</span>
    </span>
  )
}

export type TagKind = 'open' | 'yes' | 'differs' | 'wait' | 'late' | 'plain'

/** A short mark: an adjective, with a sign when it carries a meaning of its own. */
export function Tag({
  kind = 'plain',
  glyph,
  children,
}: {
  kind?: TagKind
  glyph?: GlyphName
  children: ReactNode
}) {
  return (
    <span className={cx(s.tag, s[kind])}>
      {glyph && <Glyph name={glyph} size={12} />}
      {children}
    </span>
  )
}

const claims = {
  unchecked: { kind: 'open', glyph: 'open', key: 'kit.claim_unchecked' },
  confirmed: { kind: 'yes', glyph: 'kept', key: 'kit.claim_confirmed' },
  does_not_match: { kind: 'differs', glyph: 'differs', key: 'kit.claim_differs' },
  silent: { kind: 'plain', glyph: 'open', key: 'kit.claim_silent' },
} as const satisfies Record<Verdict | 'unchecked', { kind: TagKind; glyph: GlyphName; key: string }>

/** How a claim of the customer stands against the evidence. */
export function ClaimTag({ verdict }: { verdict: Verdict | 'unchecked' }) {
  const say = useSay()
  const { kind, glyph, key } = claims[verdict]
  return (
    <Tag kind={kind} glyph={glyph}>
      {say(key)}
    </Tag>
  )
}
