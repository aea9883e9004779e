// One raised hand: the question, who offered help and who leads, what was written, and what one can do. Not:
// the list of them (live-line-screen.tsx).
import { useState } from 'react'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import { CaseName } from './case-name.tsx'
import { type LiveLines, type OpenAtOnce, useLiveDeed } from './live-line-api.ts'
import s from './live-line.module.css'
import { RaiseAgain } from './left-rows.tsx'
import { SaidLines, SayLine } from './said-lines.tsx'
import { SwarmEnd } from './swarm-end.tsx'

type Props = { one: OpenAtOnce; names: LiveLines['names'] }

export function SwarmItem({ one, names }: Props) {
  const say = useSay()
  const { agent } = useSession()
  const { act } = useLiveDeed()
  const [isEnding, setEnding] = useState(false)
  const facts = one.card.live.swarm
  if (!facts || !one.swarm) return null
  const swarm = facts.id
  const isIn = facts.asker === agent.id || facts.helpers.some(id => id === agent.id)
  return (
    <li className={s.item}>
      <div className={s.row}>
        <p className={s.what}>
          <Tag kind={facts.standing === 'lapsed' ? 'late' : 'open'}>
            {say(`live.swarm_${facts.standing}`)}
          </Tag>{' '}
          <b>{say('live.swarm_of', { agent: names[facts.asker] ?? '' })}</b>{' '}
          <span className="soft">
            {say('live.until')} <TimeText at={facts.until} as="wall" />
          </span>{' '}
          <CaseName one={one} />
        </p>
        <div className={s.acts}>
          {facts.standing === 'lapsed' && facts.asker === agent.id && <RaiseAgain one={one} />}
          {isIn && (
            <Button aria-expanded={isEnding} onClick={() => setEnding(!isEnding)}>
              {say('live.swarm_end')}
            </Button>
          )}
        </div>
      </div>
      <p>{one.swarm.question}</p>
      <Offers one={one} names={names} />
      <SaidLines said={one.swarm.said} names={names} />
      {isEnding && (
        <SwarmEnd
          number={one.card.number}
          onEnd={body => act(one.card.id, 'swarm.end', { swarm, ...body })}
        />
      )}
      {!isEnding && isIn && <SayLine onSay={text => act(one.card.id, 'swarm.say', { swarm, text })} />}
      {!isIn && <OfferLine onOffer={text => void act(one.card.id, 'swarm.offer', { swarm, ...text })} />}
    </li>
  )
}

/** Who offered help; whose question it is says who leads. */
function Offers({ one, names }: Props) {
  const say = useSay()
  const { agent } = useSession()
  const { act } = useLiveDeed()
  const facts = one.card.live.swarm!
  const offers = one.swarm?.offers ?? []
  if (offers.length === 0) return null
  const choose = (helper: string | null) =>
    void act(one.card.id, 'swarm.choose_lead', { swarm: facts.id, agent: helper })
  return (
    <ul className={s.said}>
      {offers.map(offer => (
        <li key={offer.at}>
          <b>{names[offer.by ?? ''] ?? ''}</b> {offer.text || say('live.can_help')}{' '}
          {facts.lead === offer.by && <Tag kind="yes">{say('live.leads')}</Tag>}
          {facts.lead !== offer.by && facts.asker === agent.id && (
            <Button kind="quiet" onClick={() => choose(offer.by)}>
              {say('live.choose_lead', { agent: names[offer.by ?? ''] ?? '' })}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function OfferLine({ onOffer }: { onOffer: (body: { text?: string }) => void }) {
  const say = useSay()
  const [word, setWord] = useState('')
  return (
    <form
      className={s.sayLine}
      onSubmit={event => {
        event.preventDefault()
        onOffer(word.trim() ? { text: word.trim() } : {})
      }}
    >
      <TextField
        label={say('live.offer_word')}
        value={word}
        maxLength={500}
        onChange={event => setWord(event.currentTarget.value)}
      />
      <Button type="submit">{say('live.can_help')}</Button>
    </form>
  )
}
