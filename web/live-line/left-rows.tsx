// In the bar: what I asked the house and got no word of in time — a raised hand, a call-back —, with what to
// do next. Not: the live line (live-bar.tsx).
import { useState } from 'react'
import { Button, LinkButton } from '../kit/button.tsx'
import { Glyph } from '../kit/glyph.tsx'
import { useSay } from '../words.ts'
import { CaseName } from './case-name.tsx'
import { type OpenAtOnce, useLiveDeed } from './live-line-api.ts'
import s from './live-line.module.css'
import { SwarmEnd } from './swarm-end.tsx'

type Props = { one: OpenAtOnce }

/** The form of a case that opens from here. */
function ToCase({ one, wish, text }: Props & { wish: string; text: string }) {
  return (
    <LinkButton
      to="/c/$number"
      params={{ number: String(one.card.number) } as never}
      search={{ do: wish } as never}
    >
      {text}
    </LinkButton>
  )
}

/** My raised hand lapsed: what came of it is said, or it goes on another way. */
export function LapsedRow({ one }: Props) {
  const say = useSay()
  const { act } = useLiveDeed()
  const [isEnding, setEnding] = useState(false)
  const swarm = one.card.live.swarm!.id
  const question = one.swarm?.question ?? ''
  return (
    <>
      <div className={s.row}>
        <p className={s.what}>
          <Glyph name="missed" /> <b>{say('live.lapsed', { question })}</b> <CaseName one={one} />
        </p>
        <div className={s.acts}>
          <Button kind="main" aria-expanded={isEnding} onClick={() => setEnding(!isEnding)}>
            {say('live.swarm_end')}
          </Button>
          <RaiseAgain one={one} />
          <ToCase one={one} wish="hand-off" text={say('live.pass_on')} />
          <Button
            kind="quiet"
            onClick={() => void act(one.card.id, 'swarm.end', { swarm, how: 'withdrawn' })}
          >
            {say('live.want_no_more')}
          </Button>
        </div>
      </div>
      {isEnding && (
        <SwarmEnd
          number={one.card.number}
          onEnd={body => act(one.card.id, 'swarm.end', { swarm, ...body })}
        />
      )}
    </>
  )
}

/** The same question to everybody once more. */
export function RaiseAgain({ one }: Props) {
  const say = useSay()
  const { act, isDoing } = useLiveDeed()
  const question = one.swarm?.question ?? ''
  return (
    <Button
      offWhy={isDoing ? say('live.raise') : ''}
      onClick={() => void act(one.card.id, 'swarm.raise', { question })}
    >
      {say('live.raise_again')}
    </Button>
  )
}

/** A word I wanted did not come: asked again, it rings at a lead. */
export function MissedRow({ one }: Props) {
  const say = useSay()
  const { act } = useLiveDeed()
  const { id, level } = one.card.live.callBack!
  return (
    <div className={s.row}>
      <p className={s.what}>
        <Glyph name="missed" /> <b>{say('live.missed_word', { n: level, text: one.callBack?.text ?? '' })}</b>{' '}
        <CaseName one={one} /> <span className="soft sm">{say('live.missed_next')}</span>
      </p>
      <div className={s.acts}>
        <ToCase one={one} wish="want-word" text={say('live.ask_again')} />
        <ToCase one={one} wish="hand-off" text={say('live.pass_on')} />
        <Button kind="quiet" onClick={() => void act(one.card.id, 'call_back.withdraw', { callBack: id })}>
          {say('live.want_no_more')}
        </Button>
      </div>
    </div>
  )
}
