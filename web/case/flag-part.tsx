// What is unclear about an entry: the mark, the ways to say so and to mend it, and what was mended. What
// it cost is shown to the two concerned and their lead only. Not: the forms (forms-flag.tsx).
import type { ReactNode } from 'react'
import { type Flaggable, type FlagShown, mendedText, standingFlag } from '#core/case/flag-entry.ts'
import type { FlaggableId } from '#core/case/note-kind.ts'
import type { Entry } from '#core/case/timeline.ts'
import { minuteMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import { leads } from '#core/people/leads.ts'
import { Button } from '#web/kit/button.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { useKeys } from '#web/kit/use-keys.ts'
import { type OpenCaseView, useCase } from './case-context.ts'
import s from './case.module.css'
import { StandActs } from './own-mark.tsx'
import { Paragraphs } from './paragraphs.tsx'

type Flagged = Flaggable & { readonly seq: number }

/** Whether this person may say that it is unclear, or may mend it. */
function mayOf({ desk, offWhy, own }: OpenCaseView, entry: Flagged, by: Actor) {
  const standing = standingFlag(entry)
  const isMine = by.kind === 'agent' && by.id === desk.me.id
  const isStored = !own.has(entry.seq)
  const isLead = desk.me.roles.includes('lead')
  return {
    standing,
    flag: isStored && by.kind === 'agent' && !isMine && !standing && offWhy('note.flag') === '',
    mend: isStored && standing !== null && (isMine || isLead) && offWhy('note.mend') === '',
  }
}

/** Where it stands, at the right of the entry. */
export function FlagStand({ entry, about, by }: { entry: Flagged; about: FlaggableId; by: Actor }) {
  const view = useCase()
  const { say, text, open } = view
  const may = mayOf(view, entry, by)
  const what = (flag: FlagShown) => (flag.words ? text(flag.words) : say(`notes.missing_${flag.missing}`))
  return (
    <>
      {may.standing && <Tag kind="open">{say('notes.unclear', { what: what(may.standing) })}</Tag>}
      {(entry.flags ?? []).map(flag => (
        <Cost key={flag.at} flag={flag} author={by} />
      ))}
      {may.mend && (
        <StandActs>
          <Button kind="quiet" onClick={() => open({ name: 'mend', id: about })}>
            {say('notes.mend')}
          </Button>
        </StandActs>
      )}
      {may.flag && (
        <StandActs>
          <Button kind="quiet" onClick={() => open({ name: 'flag', id: about })}>
            {say('notes.flag')}
          </Button>
        </StandActs>
      )}
    </>
  )
}

/** Minutes until it was clear: a word for those who can do something about it, and for nobody else. */
function Cost({ flag, author }: { flag: FlagShown; author: Actor }) {
  const { say, desk } = useCase()
  if (!flag.mended || author.kind !== 'agent' || flag.by.kind !== 'agent') return null
  const two = [author.id, flag.by.id]
  const me = desk.me.id
  if (!two.includes(me) && !two.some(one => leads(desk.facts, me, one))) return null
  const n = Math.max(1, Math.round((flag.mended.at - flag.at) / minuteMs))
  return <span className="soft">{say('notes.cost', { n })}</span>
}

/** What stands now, with what stood there before behind it. */
export function Mended({ entry, children }: { entry: Flaggable; children: ReactNode }) {
  const { say, text, who } = useCase()
  const words = mendedText(entry)
  if (!words) return children
  const last = entry.flags?.findLast(one => one.mended !== null)?.mended
  return (
    <>
      <Paragraphs words={text(words)} />
      {last && <p className="soft sm">{say('notes.mended_by', { agent: who(last.by).name })}</p>}
      <details className={s.asItWas}>
        <summary>{say('notes.before')}</summary>
        {children}
      </details>
    </>
  )
}

/** What the keys are about: a note, a step or a hand-off in focus. */
function aboutOf(entry: Entry | undefined): { about: FlaggableId; by: Actor; entry: Flagged } | null {
  if (entry?.kind === 'note') return entry.struck ? null : { about: entry.note, by: entry.by, entry }
  if (entry?.kind === 'step') return { about: entry.step, by: entry.by, entry }
  if (entry?.kind === 'hand_off')
    return { about: entry.handOff, by: { kind: 'agent', id: entry.from.agent }, entry }
  return null
}

/** u says what is unclear about the entry in focus, Shift+U writes it clearer. */
export function useFlagKeys(focused: number | null): void {
  const view = useCase()
  const { say, entries, open } = view
  const found = aboutOf(entries.find(one => one.seq === focused))
  const may = found && mayOf(view, found.entry, found.by)
  useKeys(
    {
      u: may?.flag
        ? { does: say('notes.key_flag'), run: () => open({ name: 'flag', id: found!.about }) }
        : undefined,
      'shift+u': may?.mend
        ? { does: say('notes.key_mend'), run: () => open({ name: 'mend', id: found!.about }) }
        : undefined,
    },
    'list',
  )
}
