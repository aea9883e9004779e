// The narrow list beside a case: clock, title in two lines, customer and number. Same order as the queue.
import { Link } from '@tanstack/react-router'
import type { Card } from '#core/case/card.ts'
import { ClockCell } from './clock.tsx'
import { LevelSlots } from './level.tsx'
import s from './mini-list.module.css'

/** `current` is the number of the open case; `none` says why there is no case in it. */
export function MiniList({
  label,
  cards,
  current,
  none,
}: {
  label: string
  cards: readonly Card[]
  current: number
  none?: string
}) {
  return (
    <nav className={s.mini} aria-label={label}>
      {cards.length === 0 && none && (
        <p className={s.none}>
          <b>{label}</b>
          {none}
        </p>
      )}
      <ol>
        {cards.map(card => (
          <li key={card.id}>
            <Link
              to="/c/$number"
              params={{ number: String(card.number) }}
              aria-current={card.number === current ? 'true' : undefined}
            >
              <span className={s.clock}>
                {card.clock ? <ClockCell owed={card.clock} tight /> : <span className="faint">–</span>}
              </span>
              <span className={s.title} data-clamp="2">
                {card.subject}
              </span>
              <span className={s.who}>
                <LevelSlots level={card.level} /> {card.customerName} · {card.number}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
