// An entry of what a case cost: what was paid, how much, what for, and why it was taken back. A partner's
// browser is not told the sum, and shows nothing of it. Not: the forms (forms-cost.tsx).
import { Link } from '@tanstack/react-router'
import type { CostEntry } from '#core/case/cost-entry.ts'
import { money } from '#words/money.ts'
import { Button } from '#web/kit/button.tsx'
import { Because, Entry } from '#web/kit/entry.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import { OwnMark, StandActs } from './own-mark.tsx'
import { Paragraphs } from './paragraphs.tsx'

export function CostView({ entry, now = false }: ViewProps<CostEntry>) {
  const { say, who, text, open, offWhy, data } = useCase()
  const { language } = useWords()
  const { deed, ...frame } = useFrame(entry)
  const { withdrawn } = entry
  if (entry.currency === undefined) return null
  const supplierCase = data.matters.find(one => one.id === entry.supplierCase)
  const mayWithdraw = !deed && !withdrawn && offWhy('cost.withdraw') === ''
  return (
    <Entry
      {...frame}
      team
      now={now}
      kind={say('costs.kind', { sort: say(`costs.sort_${entry.of}`) })}
      by={who(entry.by).name}
      stand={
        <>
          {withdrawn && <Tag kind="plain">{say('costs.withdrawn')}</Tag>}
          {mayWithdraw && (
            <StandActs>
              <Button kind="quiet" onClick={() => open({ name: 'cost-withdraw', id: entry.cost })}>
                {say('costs.withdraw')}
              </Button>
            </StandActs>
          )}
          <OwnMark deed={deed} />
        </>
      }
    >
      <p>
        <b className="num">{withdrawn ? <s>{money(entry, language)}</s> : money(entry, language)}</b>
      </p>
      <Paragraphs words={text(entry.what)} />
      {supplierCase && (
        <p className="sm">
          <Link to="/suppliers/$number" params={{ number: String(supplierCase.number) }}>
            {supplierCase.title}
          </Link>
        </p>
      )}
      {withdrawn && <Why withdrawn={withdrawn} />}
    </Entry>
  )
}

function Why({ withdrawn: { by, at, because } }: { withdrawn: NonNullable<CostEntry['withdrawn']> }) {
  const { who, text } = useCase()
  return (
    <>
      <p className="sm">
        {who(by).name} <TimeText at={at} className="soft" />
      </p>
      <Because>{text(because)}</Because>
    </>
  )
}
