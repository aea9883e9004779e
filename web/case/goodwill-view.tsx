// An entry of something given beyond what is owed: what, of which worth, on whose word, and what became of
// it. Not: the forms (forms-goodwill.tsx).
import type { GoodwillEntry } from '#core/case/goodwill-entry.ts'
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

const tags = {
  asked: 'open',
  late: 'late',
  granted: 'yes',
  redeemed: 'yes',
  refused: 'plain',
  withdrawn: 'plain',
  revoked: 'plain',
} as const

export function GoodwillView({ entry, now = false }: ViewProps<GoodwillEntry>) {
  const { say, who, text } = useCase()
  const { language } = useWords()
  const { deed, ...frame } = useFrame(entry)
  const { decided, coupon, ended } = entry
  return (
    <Entry
      {...frame}
      team
      now={now}
      kind={say('goodwill.kind', { kind: entry.gives })}
      by={who(entry.by).name}
      stand={
        <>
          <Tag kind={tags[entry.standing]}>{say('goodwill.standing', { standing: entry.standing })}</Tag>
          {!deed && <Acts entry={entry} />}
          <OwnMark deed={deed} />
        </>
      }
    >
      <Paragraphs words={text(entry.what)} />
      <p className="soft sm">
        {money(entry, language)}
        {' · '}
        {say('goodwill.fault', { fault: entry.fault })}
        {entry.origin === 'customer' && ` · ${say('goodwill.by_customer')}`}
        {' · '}
        {say('goodwill.version', { version: String(entry.rules) })}
      </p>
      <Because>{text(entry.because)}</Because>
      {decided && (
        <p className="sm">
          {who(decided.by).name} <TimeText at={decided.at} className="soft" />
          {decided.words && `: ${text(decided.words)}`}
        </p>
      )}
      <Pinned pinned={decided?.pinned} />
      {coupon && (
        <p className="sm">
          <b className="num">{text(coupon.code)}</b> · <TimeText at={coupon.until} className="soft" />
        </p>
      )}
      {ended?.words && <Because>{text(ended.words)}</Because>}
      <Pinned pinned={ended?.pinned} />
    </Entry>
  )
}

function Acts({ entry: { goodwill: id, standing, origin } }: { entry: GoodwillEntry }) {
  const { say, open, offWhy } = useCase()
  const isOpen = standing === 'asked' || standing === 'late'
  const acts = [
    ['grant', isOpen],
    ['refuse', isOpen],
    ['withdraw', isOpen && origin === 'agent'],
    ['revoke', standing === 'granted'],
  ] as const
  const shown = acts.filter(([act, is]) => is && offWhy(`goodwill.${act}`) === '')
  if (shown.length === 0) return null
  return (
    <StandActs>
      {shown.map(([act]) => (
        <Button key={act} kind="quiet" onClick={() => open({ name: `goodwill-${act}`, id })}>
          {say('goodwill.act', { act })}
        </Button>
      ))}
    </StandActs>
  )
}
