// One row of the queue: the kit's row, with why it is here in words and who else is at the case.
import type { ComponentProps } from 'react'
import type { Card } from '#core/case/card.ts'
import { useDesk } from '#web/case/desk.ts'
import { isCovering } from '#core/people/cover.ts'
import { CaseRow } from '#web/kit/case-table.tsx'
import { useOfNow } from '#web/kit/use-now.ts'
import { usePresence } from '#web/live/use-live.ts'
import { useWords } from '#web/words.ts'
import { isFresh } from './seen-cards.ts'
import { whySentence } from './why.ts'

type Props = {
  card: Card
  index: number
  picked: boolean
  row: ComponentProps<'tr'>
  onOpen: () => void
}

export function QueueRow({ card, index, picked, row, onOpen }: Props) {
  const words = useWords()
  const desk = useDesk()
  const here = usePresence(card.id, desk.me.id)
  const coversFor = ({ keeper, team }: Card) =>
    keeper && isCovering(desk.facts, desk.me.id, { keeper: keeper.agent, dueAt: keeper.dueAt, team })
      ? keeper.agent
      : null
  const { accountable } = card
  const answers = accountable
    ? ` · ${words.say('partner.answers', { agent: desk.nameOf(accountable) ?? '' })}`
    : ''
  const why = useOfNow(now =>
    whySentence(card, { me: desk.me.id, now, words, nameOf: desk.nameOf, coversFor }),
  )
  return (
    <CaseRow
      card={card}
      why={`${why}${answers}`}
      here={here}
      fresh={isFresh(card.id, card.seq)}
      picked={picked}
      index={index}
      row={row}
      onOpen={onOpen}
    />
  )
}
