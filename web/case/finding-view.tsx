// Entries of finding out: a try to make the fault happen again, and what was suspected with what became of
// it. What was ruled out stays, struck and readable. Not: the forms (forms-finding.tsx).
import type { HypothesisEntry, ReproductionEntry } from '#core/case/finding-entry.ts'
import { idOf } from '#core/case/entry-id.ts'
import type { Entry as LedgerEntry } from '#core/case/timeline.ts'
import { Button } from '#web/kit/button.tsx'
import { Because, Entry } from '#web/kit/entry.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { type OpenCaseView, useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import s from './finding.module.css'
import { OwnMark, StandActs } from './own-mark.tsx'
import { Paragraphs } from './paragraphs.tsx'

/** "Seen 2 of 3 times", or that it was not reproduced. */
export const seenText = ({ say }: Pick<OpenCaseView, 'say'>, times: number, seen: number): string =>
  seen === 0 ? say('finding.not_seen', { times }) : say('finding.seen', { seen, times })

/** What an entry says, in short. */
export function shortOf({ text }: Pick<OpenCaseView, 'text'>, entry: LedgerEntry): string {
  const ref =
    'text' in entry && entry.text
      ? entry.text
      : entry.kind === 'step'
        ? entry.what
        : entry.kind === 'reproduction'
          ? entry.actual
          : null
  return text(ref).slice(0, 90)
}

/** A try to make a fault happen again, or what may be behind it. */
export const FaultView = ({ entry, now = false }: ViewProps<ReproductionEntry | HypothesisEntry>) =>
  entry.kind === 'hypothesis' ? (
    <HypothesisView entry={entry} now={now} />
  ) : (
    <ReproductionView entry={entry} now={now} />
  )

function ReproductionView({ entry, now = false }: ViewProps<ReproductionEntry>) {
  const view = useCase()
  const { say, who, text } = view
  const { deed, ...frame } = useFrame(entry)
  const rows = [
    ['environment', entry.environment],
    ['steps', entry.steps],
    ['expected', entry.expected],
    ['actual', entry.actual],
  ] as const
  return (
    <Entry
      {...frame}
      team
      now={now}
      kind={say('finding.kind_reproduction')}
      by={who(entry.by).name}
      stand={
        <>
          {entry.struck ? (
            <Tag>{say('case.struck_by', { agent: who(entry.struck.by).name })}</Tag>
          ) : (
            <Tag kind={entry.seen > 0 ? 'yes' : 'plain'}>{seenText(view, entry.times, entry.seen)}</Tag>
          )}
          {!entry.struck && !deed && <ReproductionActs entry={entry} />}
          <OwnMark deed={deed} />
        </>
      }
    >
      <dl className={s.rows}>
        {rows.map(([name, ref]) => (
          <div key={name}>
            <dt>{say(`finding.${name}`)}</dt>
            <dd>
              <Paragraphs words={text(ref)} struck={entry.struck !== null} />
            </dd>
          </div>
        ))}
      </dl>
      {entry.struck && <Because>{text(entry.struck.because)}</Because>}
    </Entry>
  )
}

function ReproductionActs({ entry }: { entry: ReproductionEntry }) {
  const { say, open, offWhy } = useCase()
  const id = entry.reproduction
  if (offWhy('reproduction.try') !== '') return null
  return (
    <StandActs>
      <Button kind="quiet" onClick={() => open({ name: 'reproduction', id })}>
        {say('finding.again')}
      </Button>
      <Button kind="quiet" onClick={() => open({ name: 'reproduction-strike', id })}>
        {say('finding.strike')}
      </Button>
    </StandActs>
  )
}

function HypothesisView({ entry, now = false }: ViewProps<HypothesisEntry>) {
  const { say, who, text } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const isCause = entry.standing === 'cause'
  return (
    <Entry
      {...frame}
      team
      now={now}
      kind={say(isCause ? 'finding.kind_cause' : 'finding.kind_hypothesis')}
      by={who(entry.by).name}
      stand={
        <>
          <HypothesisStand entry={entry} />
          {!deed && <HypothesisActs entry={entry} />}
          <OwnMark deed={deed} />
        </>
      }
    >
      <Paragraphs words={text(entry.text)} struck={entry.standing === 'ruled_out'} />
      {entry.done && <Because>{text(entry.done.because)}</Because>}
      {entry.withdrawn && (
        <>
          <p className="soft sm">{say('finding.taken_back', { agent: who(entry.withdrawn.by).name })}</p>
          <Because>{text(entry.withdrawn.because)}</Because>
        </>
      )}
      {entry.takenUp && (
        <>
          <p className="soft sm">{say('finding.taken_up', { agent: who(entry.takenUp.by).name })}</p>
          <Because>{text(entry.takenUp.because)}</Because>
          {entry.takenUp.was && <Paragraphs words={text(entry.takenUp.was.because)} struck />}
        </>
      )}
      <Evidence ids={entry.evidence} />
    </Entry>
  )
}

function HypothesisStand({ entry }: { entry: HypothesisEntry }) {
  const { say, who } = useCase()
  const { standing, done, how } = entry
  if (!done) return <span>{say(`hand_off.confidence_${entry.confidence}`)}</span>
  const agent = who(done.by).name
  if (standing === 'ruled_out') return <Tag>{say('finding.ruled_out_by', { agent })}</Tag>
  return (
    <>
      <Tag kind="yes" glyph="kept">
        {say('finding.kind_cause')}
      </Tag>
      <span className="soft">{say('finding.found_by', { agent, how: say(`finding.how_${how}`) })}</span>
    </>
  )
}

function HypothesisActs({ entry }: { entry: HypothesisEntry }) {
  const { say, open, offWhy, state } = useCase()
  const id = entry.hypothesis
  const acts =
    entry.standing === 'cause'
      ? ([['cause-withdraw', 'cause.withdraw', 'finding.take_back']] as const)
      : ([
          ...(entry.standing === 'open'
            ? ([['rule-out', 'hypothesis.rule_out', 'finding.rule_out']] as const)
            : ([['take-up', 'hypothesis.take_up', 'finding.take_up']] as const)),
          ...(state.findings?.cause ? [] : ([['cause', 'cause.find', 'finding.is_cause']] as const)),
        ] as const)
  return (
    <StandActs>
      {acts.map(([name, type, words]) =>
        offWhy(type) === '' ? (
          <Button kind="quiet" key={name} onClick={() => open({ name, id })}>
            {say(words)}
          </Button>
        ) : null,
      )}
    </StandActs>
  )
}

/** The entries something rests on; each leads there. */
export function Evidence({ ids }: { ids: readonly string[] }) {
  const view = useCase()
  const { say, entries } = view
  const found = entries.filter(one => ids.includes(idOf(one) ?? ''))
  if (found.length === 0) return null
  return (
    <div className={s.evidence}>
      <p className="soft sm">{say('finding.cause_evidence')}</p>
      <ul>
        {found.map(one => (
          <li key={one.seq}>
            <a href={`#e${one.seq}`}>{shortOf(view, one) || `#${one.seq}`}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
