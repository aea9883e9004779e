// Beside a new case: what is open for that person already, so that one need does not become two cases.
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Card } from '#core/case/card.ts'
import { deedKey, post } from '#web/api/client.ts'
import { deedPath } from '#web/api/deed-path.ts'
import { refusalText } from '#web/api/refusal-text.ts'
import { Button } from '#web/kit/button.tsx'
import { Panel, PanelPart } from '#web/kit/layout.tsx'
import { LevelSlots } from '#web/kit/level.tsx'
import { nowMs } from '#web/kit/now.ts'
import { TimeText } from '#web/kit/time-text.tsx'
import { toast } from '#web/kit/toast.ts'
import { firstName } from '#web/queue/why.ts'
import { useSay } from '#web/words.ts'
import { type Begun, minutesSince } from './new-case.ts'
import type { Found } from './who-row.tsx'

export function NewCaseSide({ found, begun }: { found: Found | null; begun: Begun }) {
  const say = useSay()
  const cases = found?.openCases ?? []
  return (
    <Panel label={say('new_case.beside')}>
      {found && cases.length > 0 ? (
        <PanelPart title={say('new_case.open_of', { name: firstName(found.name), n: cases.length })}>
          <ul>
            {cases.slice(0, 5).map(card => (
              <OpenCase key={card.id} card={card} begun={begun} />
            ))}
          </ul>
        </PanelPart>
      ) : (
        <PanelPart title={say(found ? 'new_case.none_open' : 'new_case.find_first')}>
          <p className="sm soft">{say('new_case.beside_why')}</p>
        </PanelPart>
      )}
    </Panel>
  )
}

/** One open case, with the way to add this call to it. */
function OpenCase({ card, begun }: { card: Card; begun: Begun }) {
  const say = useSay()
  const navigate = useNavigate()
  const [key] = useState(deedKey)
  const add = async () => {
    const body = {
      means: begun.means,
      direction: 'in',
      reach: 'reached',
      startedAt: begun.startedAt,
      minutes: minutesSince(begun.startedAt, nowMs()),
      ...(begun.says.trim() !== '' && { text: begun.says.trim() }),
    }
    try {
      await post(deedPath(card.id, 'contact.hold'), body, { key })
      toast({ text: say('new_case.added', { number: String(card.number) }) })
      await navigate({ to: '/c/$number', params: { number: String(card.number) } })
    } catch (thrown) {
      toast({ text: refusalText(thrown, say), kind: 'wrong' })
    }
  }
  return (
    <li>
      <p>
        <Link to="/c/$number" params={{ number: String(card.number) }} data-inline="">
          <b>{card.number}</b> {card.subject}
        </Link>
      </p>
      <p className="sm soft">
        <LevelSlots level={card.level} quiet /> {say('common.level', { n: card.level })}
        {card.clock && (
          <>
            {' '}
            · {say('case.next_update')}{' '}
            <TimeText at={card.clock.dueAt} from={card.clock.windowFrom} as="wall" />
          </>
        )}
      </p>
      <p>
        <Button onClick={() => void add()}>{say('new_case.add_to', { number: String(card.number) })}</Button>
      </p>
    </li>
  )
}
