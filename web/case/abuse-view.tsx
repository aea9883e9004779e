// Thanks, and an abusive contact, in the ledger: what was said, whether the customer was warned, and what
// became of ending the contact, with what can be done next. Not: the forms (forms-abuse.tsx).
import type { AbuseEntry } from '#core/case/abuse-entry.ts'
import type { CommandType } from '#core/case/case.ts'
import type { ThanksEntry } from '#core/case/thanks-entry.ts'
import { Button } from '#web/kit/button.tsx'
import { Because, Entry } from '#web/kit/entry.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { Said } from '#web/kit/voices.tsx'
import { Pinned } from '../policies/pinned.tsx'
import { type SheetName, useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import { OwnMark, StandActs } from './own-mark.tsx'

/** Thanks between colleagues, and an abusive contact. */
export const PeopleView = ({ entry, now = false }: ViewProps<AbuseEntry | ThanksEntry>) =>
  entry.kind === 'thanks' ? <ThanksView entry={entry} now={now} /> : <AbuseView entry={entry} now={now} />

function AbuseView({ entry, now = false }: ViewProps<AbuseEntry>) {
  const { say, who, text } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const last = entry.ends.at(-1)
  return (
    <Entry
      {...frame}
      now={now || last?.standing === 'asked'}
      kind={say('abuse.kind')}
      by={who(entry.by).name}
      stand={
        <>
          <Tag kind={last?.standing === 'granted' ? 'late' : 'open'}>
            {last ? say('abuse.end', { standing: last.standing }) : say('abuse.what', { what: entry.what })}
          </Tag>
          {!deed && <Acts entry={entry} />}
          <OwnMark deed={deed} />
        </>
      }
    >
      <p>{say('abuse.what', { what: entry.what })}</p>
      <Said>{text(entry.said)}</Said>
      {entry.warned && (
        <p>
          {say('abuse.warned', { name: who(entry.warned.by).name })},{' '}
          <TimeText at={entry.warned.at} as="wall" />
        </p>
      )}
      <Pinned pinned={entry.warned?.pinned} />
      {entry.ends.map(one => (
        <div key={`${one.standing} ${one.at}`}>
          <p>
            <b>{say('abuse.end', { standing: one.standing })}</b> · {who(one.by).name},{' '}
            <TimeText at={one.at} as="wall" />
          </p>
          {one.words && <Because>{text(one.words)}</Because>}
          <Pinned pinned={one.pinned} />
        </div>
      ))}
    </Entry>
  )
}

/** What may follow, each for whom it is. */
function Acts({ entry }: { entry: AbuseEntry }) {
  const { say, open, offWhy, desk } = useCase()
  const { by, standing } = entry.ends.at(-1) ?? { by: null, standing: null }
  const isMine = by?.kind === 'agent' && by.id === desk.me.id
  const isEnded = standing === 'granted'
  const isAsked = standing === 'asked'
  const acts: readonly (readonly [boolean, CommandType, SheetName, string])[] = [
    [!entry.warned && !isEnded, 'abuse.warn', 'abuse-warn', 'abuse.warn'],
    [
      (entry.warned !== null || entry.what === 'threat') && !isAsked && !isEnded,
      ...(['contact_end.ask', 'contact-end-ask', 'abuse.ask_end'] as const),
    ],
    [isAsked && !isMine, 'contact_end.grant', 'contact-end-grant', 'abuse.grant'],
    [isAsked && !isMine, 'contact_end.refuse', 'contact-end-refuse', 'abuse.refuse'],
    [isEnded, 'contact_end.lift', 'contact-end-lift', 'abuse.lift'],
  ]
  const shown = acts.filter(([isNext, type]) => isNext && offWhy(type) === '')
  if (shown.length === 0) return null
  return (
    <StandActs>
      {shown.map(([, type, name, key]) => (
        <Button key={type} kind="quiet" onClick={() => open({ name, id: entry.abuse })}>
          {say(key)}
        </Button>
      ))}
    </StandActs>
  )
}

function ThanksView({ entry, now = false }: ViewProps<ThanksEntry>) {
  const { say, who, text } = useCase()
  const { deed, ...frame } = useFrame(entry)
  return (
    <Entry
      {...frame}
      now={now}
      kind={say('thanks.kind')}
      by={who(entry.by).name}
      stand={
        <>
          <Tag kind="yes">{say('thanks.to', { name: who({ kind: 'agent', id: entry.to }).name })}</Tag>
          <OwnMark deed={deed} />
        </>
      }
    >
      <Said>{text(entry.text)}</Said>
    </Entry>
  )
}
