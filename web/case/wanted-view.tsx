// The entry of a wanted fact that was recorded: what it is, and who or what says so.
import type { WantedFactEntry } from '#core/case/wanted-fact-entry.ts'
import { Entry } from '#web/kit/entry.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import { OwnMark } from './own-mark.tsx'
import { Paragraphs } from './paragraphs.tsx'
import { choiceText, factName } from './wanted.ts'

export function WantedFactView({ entry, now = false }: ViewProps<WantedFactEntry>) {
  const view = useCase()
  const { say, who, text } = view
  const { language } = useWords()
  const { deed, ...frame } = useFrame(entry)
  const { fact, choice, text: ref, source, seenAt } = entry
  return (
    <Entry
      {...frame}
      team
      now={now}
      kind={say('wanted.kind')}
      by={who(entry.by).name}
      stand={
        <>
          <span>
            {say(`wanted.source_${source}`)}
            {seenAt !== null && (
              <>
                {', '}
                <TimeText at={seenAt} as="wall" />
              </>
            )}
          </span>
          <OwnMark deed={deed} />
        </>
      }
    >
      <p className="soft sm">{factName(view, fact, language)}</p>
      <Paragraphs words={ref ? text(ref) : choiceText(view, { fact, choice: choice ?? '' }, language)} />
    </Entry>
  )
}
