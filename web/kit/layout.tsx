// The frames a screen is set in: its bar, its columns, its side list, its panel, its foot. Not: the shell
// around them.
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode, Ref } from 'react'
import { cx } from './cx.ts'
import s from './layout.module.css'

type BarProps = {
  title: ReactNode
  note?: ReactNode
  children?: ReactNode
  ruled?: boolean
  titleRef?: Ref<HTMLHeadingElement>
}

/** The head of a screen: its name (the h1), a quiet note, and acts at the right. */
export function ScreenBar({ title, note, children, ruled = false, titleRef }: BarProps) {
  return (
    <header className={cx(s.bar, ruled && s.ruled)}>
      <h1 className={s.name} tabIndex={-1} ref={titleRef}>
        {title}
      </h1>
      {note && <span className="soft">{note}</span>}
      {children && <div className={s.acts}>{children}</div>}
    </header>
  )
}

/** What is chosen above a list: one row of fields, over several lines where it is narrow. */
export function FilterBar({ children }: { children: ReactNode }) {
  return <div className={s.filters}>{children}</div>
}

type Columns = 'side' | 'list-panel' | 'panel' | 'list'

/**
 * Columns that scroll each by itself: `side` 204 + fluid, `list` 22vw + fluid, `panel` fluid + 340,
 * `list-panel` list + fluid + panel. Give it only the panes that fit (usePanes).
 */
export function Split({ columns, children }: { columns: Columns | 'one'; children: ReactNode }) {
  return <div className={cx(s.split, s[splits[columns]])}>{children}</div>
}
const splits = {
  one: 'splitOne',
  side: 'splitSide',
  list: 'splitList',
  panel: 'splitPanel',
  'list-panel': 'splitListPanel',
} as const satisfies Record<Columns | 'one', string>

/** A screen with a fixed bar and foot and a middle that scrolls. */
export function Tall({ children }: { children: ReactNode }) {
  return <div className={s.tall}>{children}</div>
}

/** The middle of <Tall>. */
export function Scroll({
  label,
  children,
  scrollRef,
}: {
  label?: string
  children: ReactNode
  scrollRef?: Ref<HTMLDivElement>
}) {
  const named = label ? ({ role: 'region', 'aria-label': label, tabIndex: 0 } as const) : {}
  return (
    <div className={s.scroll} ref={scrollRef} {...named}>
      {children}
    </div>
  )
}

export type SideItem = {
  readonly key: string
  readonly to: LinkProps
  readonly text: ReactNode
  readonly end?: ReactNode
  readonly current?: boolean
}
export type SidePart = { readonly title?: string; readonly items: readonly SideItem[] }

/** The list of places at the left of a screen. */
export function SideList({
  label,
  parts,
  children,
}: {
  label: string
  parts: readonly SidePart[]
  children?: ReactNode
}) {
  return (
    <nav className={s.side} aria-label={label}>
      {parts.map((part, index) => (
        <div key={part.title ?? index}>
          {part.title && <h2>{part.title}</h2>}
          <ul>
            {part.items.map(one => (
              <li key={one.key}>
                <Link
                  {...one.to}
                  aria-current={one.current ? 'page' : undefined}
                  activeOptions={{ exact: true }}
                >
                  <span>{one.text}</span>
                  {one.end !== undefined && <span className={s.sideEnd}>{one.end}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {children}
    </nav>
  )
}

/** The panel at the right of a screen. */
export function Panel({ label, children }: { label: string; children: ReactNode }) {
  return (
    <aside className={s.panel} aria-label={label}>
      {children}
    </aside>
  )
}

/** A ruled part of a panel; `end` stands at the right of its title. */
export function PanelPart({
  title,
  end,
  children,
}: {
  title?: ReactNode
  end?: ReactNode
  children: ReactNode
}) {
  return (
    <section className={s.part}>
      {title && (
        <h2 className={s.partTitle}>
          <span>{title}</span>
          {end && <span className={s.partEnd}>{end}</span>}
        </h2>
      )}
      {children}
    </section>
  )
}

/** The quiet last line of a screen, for its keys. */
export function Foot({ children }: { children: ReactNode }) {
  return <footer className={s.foot}>{children}</footer>
}
