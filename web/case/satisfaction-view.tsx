// How the customer says we did, in the ledger: that he was asked, what he said, and what followed where he
// was not content. Not: the form (forms-satisfaction.tsx).
import type { SatisfactionEntry } from '#core/case/satisfaction-entry.ts'
import { isLow } from '#core/case/satisfaction-fact.ts'
import { Button } from '#web/kit/button.tsx'
import { ClockCell } from '#web/kit/clock.tsx'
import { Because, Entry } from '#web/kit/entry.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { Said } from '#web/kit/voices.tsx'
import { useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import { OwnMark, StandActs } from './own-mark.tsx'

export function SatisfactionView({ entry, now = false }: ViewProps<SatisfactionEntry>) {
  const { say, who, text, customerFirst } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const { score, followedUp, followUpBy } = entry
  const isPending = followUpBy !== null && !followedUp
  return (
    <Entry
      {...frame}
      now={now || isPending}
      kind={say('satisfaction.kind')}
      by={score === null ? say('case.the_desk') : customerFirst}
      stand={
        <>
          {score !== null && (
            <Tag kind={isLow(score) ? 'late' : 'yes'}>{say('satisfaction.of_five', { score })}</Tag>
          )}
          {isPending && (
            <ClockCell
              owed={{ dueAt: followUpBy, fromAt: entry.answeredAt ?? entry.at, kind: 'follow_up' }}
              under
            />
          )}
          {isPending && !deed && <Act id={entry.satisfaction} />}
          <OwnMark deed={deed} />
        </>
      }
    >
      <p>
        {score === null
          ? say('satisfaction.waits', { name: customerFirst })
          : say('satisfaction.score', { score })}
      </p>
      {entry.text && <Said>{text(entry.text)}</Said>}
      {followedUp && (
        <>
          <p>
            <b>{say(`satisfaction.end_${followedUp.how}`)}</b> · {who(followedUp.by).name},{' '}
            <TimeText at={followedUp.at} as="wall" />
          </p>
          <Because>{text(followedUp.text)}</Because>
        </>
      )}
    </Entry>
  )
}

/** For whoever leads. */
function Act({ id }: { id: string }) {
  const { say, open, offWhy } = useCase()
  if (offWhy('satisfaction.follow_up') !== '') return null
  return (
    <StandActs>
      <Button kind="quiet" onClick={() => open({ name: 'follow-up', id })}>
        {say('satisfaction.follow_up')}
      </Button>
    </StandActs>
  )
}
