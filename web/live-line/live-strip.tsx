// On the board: the ring that has waited longest, and how a lead joins it. Not: all of them.
import { Link } from '@tanstack/react-router'
import { Strip } from '../kit/strip.tsx'
import { LinkButton } from '../kit/button.tsx'
import { useOfNow } from '../kit/use-now.ts'
import { useSay } from '../words.ts'
import { useLiveLines } from './live-line-api.ts'

export function LiveStrip() {
  const say = useSay()
  const { data } = useLiveLines()
  const lines = (data?.open ?? []).flatMap(({ card }) =>
    card.live.line && card.live.line.standing !== 'answered' ? [{ card, line: card.live.line }] : [],
  )
  const [first] = lines.sort((a, b) => a.line.at - b.line.at)
  const n = useOfNow(now => (first ? Math.max(0, Math.floor((now - first.line.at) / 1000)) : 0))
  if (!first) return null
  const since = `${Math.floor(n / 60)}:${String(n % 60).padStart(2, '0')}`
  return (
    <Strip glyph="phone" kind="warn" end={<LinkButton to="/live-line">{say('live.see')}</LinkButton>}>
      {say('live.longest', { since, n: first.line.level })}{' '}
      <Link to="/c/$number" params={{ number: String(first.card.number) }}>
        <span className="num">{first.card.number}</span> {first.card.subject}
      </Link>
    </Strip>
  )
}
