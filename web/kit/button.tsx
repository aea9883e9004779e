// Buttons: one thing that happens. Not: links to a place, except those that look like a button.
import { Link, type LinkProps } from '@tanstack/react-router'
import { type ComponentProps, type ReactNode, useId } from 'react'
import s from './button.module.css'
import { cx } from './cx.ts'
import { Glyph } from './glyph.tsx'
import type { GlyphName } from './glyphs.ts'
import { KeyHint } from './key-hint.tsx'

export type ButtonKind = 'main' | 'plain' | 'quiet' | 'stop'
type Native = Omit<ComponentProps<'button'>, 'className' | 'style' | 'disabled'>
type Props = Native & {
  kind?: ButtonKind
  /** shown at the end; the listening is done by useKeys */
  keys?: string | undefined
  glyph?: GlyphName | undefined
  /** why it cannot be pressed now; it stays in the tab order and says so */
  offWhy?: string | undefined
  /** pressed by ⌘/Ctrl+Shift+Enter ("send and wait") */
  second?: boolean
}

/** A button. The `main` one of a form, sheet or screen is pressed by ⌘/Ctrl+Enter. */
export function Button({ kind = 'plain', keys, glyph, offWhy, second, children, onClick, ...rest }: Props) {
  const whyId = useId()
  const off = offWhy !== undefined && offWhy !== ''
  return (
    <>
      <button
        type="button"
        {...rest}
        className={cx(s.button, kind !== 'plain' && s[kind])}
        aria-disabled={off || undefined}
        aria-describedby={off ? whyId : rest['aria-describedby']}
        title={off ? offWhy : rest.title}
        data-main={kind === 'main' || undefined}
        data-second={second || undefined}
        onClick={event => {
          if (off) event.preventDefault()
          else onClick?.(event)
        }}
      >
        {glyph && <Glyph name={glyph} />}
        {children}
        {keys && <KeyHint keys={keys} />}
      </button>
      {off && (
        <span id={whyId} className="sr">
          {offWhy}
        </span>
      )}
    </>
  )
}

type IconProps = Native & { glyph: GlyphName; label: string; framed?: boolean }

/** A sign alone; `label` says what it does and to what. */
export function IconButton({ glyph, label, framed = false, ...rest }: IconProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cx(s.button, s.icon, !framed && s.quiet)}
      aria-label={label}
      title={rest.title ?? label}
    >
      <Glyph name={glyph} />
    </button>
  )
}

/** A link to a place that is the next thing to do, drawn as a button. */
export function LinkButton({
  kind = 'plain',
  children,
  ...rest
}: LinkProps & { kind?: ButtonKind; children: ReactNode }) {
  return (
    <Link {...(rest as LinkProps)} className={cx(s.button, kind !== 'plain' && s[kind])} data-button="">
      {children}
    </Link>
  )
}
