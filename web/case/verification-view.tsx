// Entries of making sure: a fix checked in a test environment, and a check for later with what became of it.
// Not: the forms (forms-verification.tsx).
import { Link } from '@tanstack/react-router'
import type { RegressionEntry, VerificationEntry } from '#core/case/verification-entry.ts'
import { Button } from '#web/kit/button.tsx'
import { Because, Entry } from '#web/kit/entry.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import s from './finding.module.css'
import { OwnMark, StandActs } from './own-mark.tsx'
import { Paragraphs } from './paragraphs.tsx'

const resultTags = { holds: 'yes', does_not_hold: 'late', not_checked: 'plain' } as const

export function VerificationView({ entry, now = false }: ViewProps<VerificationEntry>) {
  const { say, who, text } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const rows = [
    ['environment', entry.environment],
    ['recreated', entry.recreated],
    ['fix', entry.fix],
  ] as const
  return (
    <Entry
      {...frame}
      team
      now={now}
      kind={say('verification.kind')}
      by={who(entry.by).name}
      stand={
        <>
          {entry.struck ? (
            <Tag>{say('case.struck_by', { agent: who(entry.struck.by).name })}</Tag>
          ) : (
            <Tag kind={resultTags[entry.result]}>{say(`verification.result_${entry.result}`)}</Tag>
          )}
          {!entry.struck && !deed && <VerificationActs entry={entry} />}
          <OwnMark deed={deed} />
        </>
      }
    >
      <dl className={s.rows}>
        {rows.map(([name, ref]) =>
          ref ? (
            <div key={name}>
              <dt>{say(`verification.${name}`)}</dt>
              <dd>
                <Paragraphs words={text(ref)} struck={entry.struck !== null} />
              </dd>
            </div>
          ) : null,
        )}
      </dl>
      <Because>{text((entry.struck ?? entry).because)}</Because>
    </Entry>
  )
}

function VerificationActs({ entry }: { entry: VerificationEntry }) {
  const { say, open, offWhy } = useCase()
  if (offWhy('verification.strike') !== '') return null
  return (
    <StandActs>
      <Button kind="quiet" onClick={() => open({ name: 'verification-strike', id: entry.verification })}>
        {say('finding.strike')}
      </Button>
    </StandActs>
  )
}

const standingTags = { planned: 'plain', due: 'open', gone: 'yes', came_back: 'late' } as const

export function RegressionView({ entry, now = false }: ViewProps<RegressionEntry>) {
  const { say, who, text, data } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const numberOf = (id: string | null | undefined) => data.links.find(one => one.id === id)?.number
  const [from, to] = [numberOf(entry.from), numberOf(entry.done?.followUp)]
  return (
    <Entry
      {...frame}
      team
      now={now}
      kind={say('verification.kind_regression')}
      by={who(entry.by).name}
      stand={
        <>
          <Tag kind={standingTags[entry.standing]}>{say(`verification.is_${entry.standing}`)}</Tag>
          {!entry.done && !deed && <RegressionActs entry={entry} />}
          <OwnMark deed={deed} />
        </>
      }
    >
      <Paragraphs words={text(entry.what)} />
      <p className="soft sm">
        <TimeText at={entry.dueAt} />
        {' · '}
        {who({ kind: 'agent', id: entry.checker }).name}
        {' · '}
        <Link to="/verification" data-inline="">
          {say('verification.list')}
        </Link>
        {from !== undefined && (
          <Numbered text={say('verification.from', { number: String(from) })} to={from} />
        )}
      </p>
      {entry.moves.map(one => (
        <Because key={one.at}>{text(one.because)}</Because>
      ))}
      {entry.done && <Done done={entry.done} to={to} />}
    </Entry>
  )
}

/** What was seen, and where it goes on if it came back. */
function Done({ done, to }: { done: NonNullable<RegressionEntry['done']>; to: number | undefined }) {
  const { say, who, text } = useCase()
  return (
    <>
      <p className="soft sm">{say('verification.seen_by', { agent: who(done.by).name })}</p>
      <Because>{text(done.seen)}</Because>
      {done.next && (
        <p className="sm">
          {say('verification.next')}: {text(done.next)}
          {to !== undefined && (
            <Numbered text={say('verification.follow_up', { number: String(to) })} to={to} />
          )}
        </p>
      )}
    </>
  )
}

function Numbered({ text, to }: { text: string; to: number }) {
  return (
    <>
      {' · '}
      <Link to="/c/$number" params={{ number: String(to) }} data-inline="">
        {text}
      </Link>
    </>
  )
}

function RegressionActs({ entry }: { entry: RegressionEntry }) {
  const { say, open, offWhy } = useCase()
  const id = entry.regression
  if (offWhy('regression.check') !== '') return null
  return (
    <StandActs>
      <Button kind="quiet" onClick={() => open({ name: 'regression-check', id })}>
        {say('verification.check')}
      </Button>
      <Button kind="quiet" onClick={() => open({ name: 'regression-move', id })}>
        {say('verification.move')}
      </Button>
    </StandActs>
  )
}
