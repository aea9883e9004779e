// An entry of something proposed to the customer: a sale or a fix, what it costs him, and what he said. Not:
// the forms (forms-proposal.tsx).
import type { ProposalEntry } from '#core/case/proposal-entry.ts'
import { money } from '#words/money.ts'
import { Button } from '#web/kit/button.tsx'
import { Because, Entry } from '#web/kit/entry.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { useWords } from '#web/words.ts'
import { Pinned } from '../policies/pinned.tsx'
import { useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import { OwnMark, StandActs } from './own-mark.tsx'
import { Paragraphs } from './paragraphs.tsx'

const tags = { open: 'open', yes: 'yes', no: 'plain', withdrawn: 'plain' } as const

export function ProposalView({ entry, now = false }: ViewProps<ProposalEntry>) {
  const { say, who, text } = useCase()
  const { language } = useWords()
  const { deed, ...frame } = useFrame(entry)
  const { cost, ended, standing } = entry
  return (
    <Entry
      {...frame}
      out
      now={now}
      kind={say('proposal.title', { kind: entry.proposes })}
      by={who(entry.by).name}
      stand={
        <>
          <Tag kind={tags[standing]}>{say('proposal.standing', { standing })}</Tag>
          {!deed && standing === 'open' && <Acts entry={entry} />}
          <OwnMark deed={deed} />
        </>
      }
    >
      <Paragraphs words={text(entry.what)} />
      <p className="soft sm">
        {cost ? money(cost, language) : say('proposal.free')}
        {entry.asked && ` · ${say('goodwill.by_customer')}`}
      </p>
      <Pinned pinned={entry.pinned} />
      {ended && (
        <p className="sm">
          {who(ended.by).name} <TimeText at={ended.at} className="soft" />
        </p>
      )}
      {ended?.words && <Because>{text(ended.words)}</Because>}
    </Entry>
  )
}

function Acts({ entry: { proposal: id } }: { entry: ProposalEntry }) {
  const { say, open, offWhy, act } = useCase()
  return (
    <StandActs>
      {offWhy('proposal.answer') === '' &&
        (['yes', 'no'] as const).map(says => (
          <Button key={says} kind="quiet" onClick={() => void act('proposal.answer', { proposal: id, says })}>
            {say('proposal.said', { says })}
          </Button>
        ))}
      {offWhy('proposal.withdraw') === '' && (
        <Button kind="quiet" onClick={() => open({ name: 'proposal-withdraw', id })}>
          {say('proposal.withdraw')}
        </Button>
      )}
    </StandActs>
  )
}
