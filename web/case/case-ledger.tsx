// The ledger on the screen: the line of kinds, days, entries, folds; j and k walk the entries, g e leads to
// the last.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { DayRule, Ledger } from '#web/kit/entry.tsx'
import { KeyHint } from '#web/kit/key-hint.tsx'
import { KindLine } from '#web/kit/kind-line.tsx'
import { useKeys } from '#web/kit/use-keys.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import {
  countsOf,
  entryNext,
  type KindFilter,
  kindFilters,
  type Line,
  linesOf,
  type NoteFilter,
  noteFilters,
  ofKind,
  ofNoteKind,
} from './entries.ts'
import { EntryView } from './entry-view.tsx'
import { useFlagKeys } from './flag-part.tsx'

/** The kinds with how many entries each has; one is chosen. */
export function EntryKinds({
  filter,
  onFilter,
}: {
  filter: KindFilter
  onFilter: (filter: KindFilter) => void
}) {
  const { say, entries } = useCase()
  const counts = useMemo(() => countsOf(entries), [entries])
  const line = (
    <KindLine
      label={say('case.kinds')}
      value={filter}
      onChange={onFilter}
      kinds={kindFilters
        .filter(kind => kind !== 'finding' || counts.finding > 0 || filter === 'finding')
        .map(kind => ({
          kind,
          text: say(kind === 'finding' ? 'finding.filter' : `case.filter_${kind}`),
          count: counts[kind],
          off: counts[kind] === 0 && kind !== 'all',
        }))}
    />
  )
  return filter === 'team' ? (
    <>
      {line}
      <NoteKindLine />
    </>
  ) : (
    line
  )
}

/** Among the team's notes: what they are about. */
function NoteKindLine() {
  const { say, entries } = useCase()
  const [chosen, choose] = useNoteKind()
  const countOf = (kind: NoteFilter) => ofNoteKind(ofKind(entries, 'team'), kind).length
  return (
    <KindLine
      label={say('notes.kinds')}
      value={chosen}
      onChange={choose}
      kinds={noteFilters.map(kind => ({
        kind,
        text: kind === 'all' ? say('notes.filter_all') : say(`notes.kind_${kind}`),
        count: countOf(kind),
        off: countOf(kind) === 0 && kind !== 'all',
      }))}
    />
  )
}

/** What notes are about lives in the address too (`?k=team&n=finding`). */
function useNoteKind(): readonly [NoteFilter, (filter: NoteFilter) => void] {
  const search = useSearch({ strict: false }) as Record<string, string>
  const navigate = useNavigate()
  const choose = (n: NoteFilter) =>
    void navigate({
      to: '.',
      search: (n === 'all' ? { k: 'team' } : { k: 'team', n }) as never,
      replace: true,
    })
  return [noteFilters.find(one => one === search.n) ?? 'all', choose]
}

/** The chosen kind lives in the address (`?k=step`), so that it is a link. */
export function useKind(): readonly [KindFilter, (filter: KindFilter) => void] {
  const search = useSearch({ strict: false }) as Record<string, string>
  const navigate = useNavigate()
  const filter = kindFilters.find(one => one === search.k) ?? 'all'
  const choose = (next: KindFilter) =>
    void navigate({ to: '.', search: (next === 'all' ? {} : { k: next }) as never, replace: true })
  return [filter, choose]
}

/** Days of the ledger, each with its entries. */
type Day = { readonly rule: Line & { line: 'day' }; readonly lines: Line[] }
function daysOf(lines: readonly Line[]): Day[] {
  const days: Day[] = []
  for (const line of lines) {
    if (line.line === 'day') days.push({ rule: line, lines: [] })
    else days.at(-1)?.lines.push(line)
  }
  return days
}

const entryAt = (seq: number): HTMLElement | null => document.getElementById(`e${seq}`)

export function CaseLedger({ filter }: { filter: KindFilter }) {
  const { say, entries } = useCase()
  const words = useWords()
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set())
  const [focused, setFocused] = useState<number | null>(null)
  const [what] = useNoteKind()
  const shown = useMemo(() => {
    const all = ofKind(entries, filter)
    return filter === 'team' ? ofNoteKind(all, what) : all
  }, [entries, filter, what])
  const lines = useMemo(() => linesOf(shown, unfolded, words), [shown, unfolded, words])
  const days = useMemo(() => daysOf(lines), [lines])
  const go = (seq: number | null) => {
    if (seq === null) return
    setFocused(seq)
    const entry = entryAt(seq)
    entry?.focus()
    entry?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({
    j: { does: say('case.key_next'), run: () => go(entryNext(lines, focused, 1)) },
    k: { does: say('case.key_previous'), run: () => go(entryNext(lines, focused, -1)) },
    arrowdown: () => go(entryNext(lines, focused, 1)),
    arrowup: () => go(entryNext(lines, focused, -1)),
    'g e': { does: say('case.key_latest'), run: () => go(shown.at(-1)?.seq ?? null) },
  })
  useClaimAndPromiseKeys(focused)
  useFlagKeys(focused)
  useAnchor()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only learns which entry has the focus
    <div
      onFocus={event => {
        const id = event.target.closest('[data-entry]')?.id
        if (id) setFocused(Number(id.slice(1)))
      }}
    >
      <Ledger label={say('case.ledger')}>
        {days.map((day, index) => (
          <section key={day.rule.id}>
            <DayRule at={day.rule.at} first={index === 0} />
            <ol>
              {day.lines.map(line =>
                line.line === 'entry' ? (
                  <EntryView key={line.id} entry={line.entry} now={line.entry.seq === focused} />
                ) : line.line === 'fold' ? (
                  <li key={line.id} className={s.fold}>
                    <Button kind="quiet" onClick={() => setUnfolded(new Set([...unfolded, line.from]))}>
                      {say('case.unfold', { n: line.count })}
                    </Button>
                  </li>
                ) : null,
              )}
            </ol>
          </section>
        ))}
        {shown.length === 0 && <p className={s.nothing}>{say('case.none_of_kind')}</p>}
        {filter === 'all' && ofKind(entries, 'step').length === 0 && (
          <p className={s.nothing}>{say('case.nothing_tried')}</p>
        )}
      </Ledger>
      <AddLine />
    </div>
  )
}

/** y and Shift+Y on the claim or promise in focus. */
function useClaimAndPromiseKeys(focused: number | null): void {
  const { say, entries, open, offWhy } = useCase()
  const entry = focused === null ? undefined : entries.find(one => one.seq === focused)
  const claim = entry?.kind === 'claim' && offWhy('claim.judge') === '' ? entry.claim : null
  const running = entry?.kind === 'promise' && entry.standing === 'running' && entry.topic !== null
  const promise = running && offWhy('promise.move') === '' ? entry.promise : null
  useKeys(
    {
      y: claim
        ? {
            does: say('case.key_confirm'),
            run: () => open({ name: 'judge', id: claim, choice: 'confirmed' }),
          }
        : promise
          ? { does: say('case.key_keep'), run: () => open({ name: 'contact', id: promise }) }
          : undefined,
      'shift+y': claim
        ? {
            does: say('case.key_differs'),
            run: () => open({ name: 'judge', id: claim, choice: 'does_not_match' }),
          }
        : promise
          ? { does: say('case.key_move'), run: () => open({ name: 'move', id: promise }) }
          : undefined,
    },
    'list',
  )
}

/** `#e37` in the address leads to that entry, once. */
function useAnchor(): void {
  useEffect(() => {
    const entry = /^#e\d+$/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null
    entry?.scrollIntoView({ block: 'center' })
    entry?.focus()
  }, [])
}

const adds = [
  ['q', 'claim', 'claim.make', 'case.add_claim'],
  ['t', 'step', 'step.try', 'case.add_step'],
  ['p', 'promise', 'promise.make', 'case.add_promise'],
  ['o', 'contact', 'contact.hold', 'case.add_contact'],
  ['m r', 'reproduction', 'reproduction.try', 'finding.add_reproduction'],
  ['m h', 'hypothesis', 'hypothesis.raise', 'finding.add_hypothesis'],
  ['m c', 'cause', 'cause.find', 'finding.add_cause'],
  ['m v', 'verification', 'verification.make', 'finding.add_verification'],
  ['m g', 'regression', 'regression.plan', 'finding.add_regression'],
  ['m k', 'wanted', 'wanted_fact.record', 'finding.add_wanted'],
  ['m d', 'thanks', 'thanks.give', 'thanks.give'],
  ['m x', 'abuse', 'abuse.mark', 'abuse.mark'],
  ['m e', 'cost', 'cost.note', 'costs.note'],
  ['m w', 'goodwill', 'goodwill.ask', 'finding.add_goodwill'],
  ['m o', 'proposal', 'proposal.make', 'finding.add_proposal'],
] as const

/** The line under the ledger: what can be added, each with its key. */
function AddLine() {
  const { say, open, offWhy, state, desk } = useCase()
  // The first line seldom finds causes: there its line stays short, and the keys work all the same.
  const isShort = state.level === 1 && !state.findings
  const shown = adds.filter(
    ([key, name]) =>
      (name !== 'cost' || desk.facts.costs) &&
      (!key.startsWith('m ') || !isShort || ['thanks', 'abuse', 'cost'].includes(name)),
  )
  return (
    <p className={s.add}>
      <span className="faint">{say('case.add')}</span>
      {shown.map(([key, name, type, text]) => {
        const why = offWhy(type)
        return (
          <button
            key={key}
            type="button"
            className={s.addButton}
            aria-disabled={why !== '' || undefined}
            title={why || undefined}
            onClick={() => why === '' && open({ name })}
          >
            <KeyHint keys={key} /> {say(text)}
          </button>
        )
      })}
    </p>
  )
}
