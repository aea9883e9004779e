// A walk through a script in the ledger: which one, how far it came, how it ended. What was tried and said on
// the way has entries of its own.
import { useQuery } from '@tanstack/react-query'
import type { WalkEntry } from '#core/case/walk-entry.ts'
import { Because, Entry } from '#web/kit/entry.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import { OwnMark } from './own-mark.tsx'
import { inLanguage, scriptsQuery } from './walk-data.ts'

const tagOf = {
  running: 'open',
  paused: 'wait',
  sent: 'wait',
  needs_support: 'open',
  ended: 'yes',
  given_up: 'plain',
} as const

/** Answers that still count: what was gone back over is history. */
const answersIn = ({ lines }: Pick<WalkEntry, 'lines'>): number =>
  lines.filter(({ how }) => how !== 'went_back' && how !== 'silent').length -
  lines.filter(({ how }) => how === 'went_back').length

export function WalkView({ entry, now = false }: ViewProps<WalkEntry>) {
  const { say, who, text } = useCase()
  const { language } = useWords()
  const { data } = useQuery(scriptsQuery)
  const title = data?.items.find(one => one.slug === entry.slug)?.title
  const { deed, ...frame } = useFrame(entry)
  const nowhere = entry.lines.filter(one => one.nowhere).length
  return (
    <Entry
      {...frame}
      now={now}
      kind={say('walk.kind')}
      by={who(entry.by).name}
      stand={
        <>
          <Tag kind={tagOf[entry.standing]}>
            {say(entry.end === null ? `walk.standing_${entry.standing}` : `walk.end_${entry.end}`)}
          </Tag>
          <OwnMark deed={deed} />
        </>
      }
    >
      <p>
        {inLanguage(title, language) || entry.slug} · {say('walk.version', { n: entry.version })} ·{' '}
        {say('walk.answers', { n: answersIn(entry) })}
      </p>
      {nowhere > 0 && <p className="soft">{say('walk.nowhere', { n: nowhere })}</p>}
      {entry.because && <Because>{text(entry.because)}</Because>}
    </Entry>
  )
}
