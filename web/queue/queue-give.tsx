// Who gets the chosen rows: oneself (first), a colleague of the level, or a team's queue.
import { useState } from 'react'
import type { Card } from '#core/case/card.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { worksAt } from '#core/people/desk-facts.ts'
import { useDesk } from '#web/case/desk.ts'
import { Button } from '#web/kit/button.tsx'
import { SelectField } from '#web/kit/field.tsx'
import { Dialog } from '#web/kit/sheet.tsx'
import { useSay } from '#web/words.ts'
import { useQueueActs } from './queue-acts.ts'

/** The dialog of the key `a`. Enter gives them to oneself. */
export function QueueGive({ cards, onClose }: { cards: readonly Card[]; onClose: (done: boolean) => void }) {
  const say = useSay()
  const desk = useDesk()
  const acts = useQueueActs()
  const [to, setTo] = useState<string>(desk.me.id)
  const level = cards[0]?.level ?? 1
  const agents = Object.values(desk.facts.agents).filter(
    one => one.active && worksAt(one, level) && one.id !== desk.me.id,
  )
  const teams = Object.values(desk.facts.teams).filter(team => team.active && team.level === level)
  const options = [
    { value: desk.me.id, text: say('queue.give_me') },
    ...agents.map(one => ({
      value: one.id,
      text: one.absent ? say('queue.give_absent', { name: one.name }) : one.name,
    })),
    ...teams.map(team => ({ value: team.id, text: say('queue.give_team', { team: team.name }) })),
  ]
  const give = () => {
    if (to === desk.me.id) void acts.take(cards)
    else if (to.startsWith('tea_')) void acts.queue(cards, to as TeamId)
    else void acts.give(cards, to as AgentId)
    onClose(true)
  }
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={say('queue.give_title', { n: cards.length, number: String(cards[0]?.number ?? '') })}
      onSubmit={give}
      foot={
        <>
          <span />
          <Button kind="main" type="submit" keys="enter">
            {say(to === desk.me.id ? 'queue.take' : 'queue.give')}
          </Button>
        </>
      }
    >
      <SelectField
        label={say('queue.give_who')}
        options={options}
        value={to}
        autoFocus
        onChange={event => setTo(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          give()
        }}
      />
    </Dialog>
  )
}
