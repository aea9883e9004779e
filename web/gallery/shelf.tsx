// One part of the gallery with its name, and one specimen with its caption.
import type { ReactNode } from 'react'
import s from './gallery.module.css'

/** A part of the gallery. */
export function Shelf({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={s.shelf}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** A specimen; `wide` takes the whole line, `frame` draws the rules around it. */
export function Show({
  name,
  wide = false,
  frame = false,
  children,
}: {
  name: string
  wide?: boolean
  frame?: boolean
  children: ReactNode
}) {
  return (
    <figure className={wide ? s.wide : s.show}>
      <figcaption className={s.name}>{name}</figcaption>
      <div className={frame ? s.frame : s.plain}>{children}</div>
    </figure>
  )
}
