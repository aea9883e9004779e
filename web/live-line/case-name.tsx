// Of which case a line or swarm is, as a link to it.
import { Link } from '@tanstack/react-router'
import type { OpenAtOnce } from './live-line-api.ts'

export function CaseName({ one }: { one: OpenAtOnce }) {
  const { number, subject, customerName } = one.card
  return (
    <Link to="/c/$number" params={{ number: String(number) }}>
      <span className="num">{number}</span> {subject} · {customerName}
    </Link>
  )
}
