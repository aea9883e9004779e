// The keys of the outline: walking, folding, jumping, and for who may write what is done with steps. Not:
// what they do (use-selection.ts, use-step-acts.ts).
import { useEffect, useState } from 'react'
import { toast } from '../kit/toast.ts'
import { type KeyMap, useKeys } from '../kit/use-keys.ts'
import { useSay } from '../words.ts'
import type { Outline } from './outline.ts'
import { wholeAt } from './outline-tree.tsx'
import { focusName } from './step-acts.tsx'
import type { Selection } from './use-selection.ts'
import type { StepActs } from './use-step-acts.ts'

/** So long after `g 1` a further digit belongs to the number: `g 1 2` is step 12. */
const digitsMs = 1_000

type Wish = {
  outline: Outline
  selection: Selection
  /** null: one reads only */
  acts: StepActs | null
  /** the next step that lacks a language shown or is stale in it; null: none */
  nextGap: () => number | null
  toSearch: () => void
  toForm: () => void
  /** a test run beside it is answered by number: a step is reached by one digit behind `g` then */
  isRunning: boolean
}

export function useOutlineKeys(wish: Wish): void {
  const { outline, selection, acts, nextGap, toSearch, toForm, isRunning } = wish
  const say = useSay()
  const step = { ...useWalkKeys(selection), ...useJumpKeys(outline, selection, isRunning) }
  useKeys(
    {
      ...step,
      f: { does: say('scripts.search_steps'), run: toSearch },
      l: {
        does: say('scripts.next_gap'),
        run: () => {
          const next = nextGap()
          if (next === null) toast({ text: say('scripts.no_gap') })
          else selection.go(next)
        },
      },
      ...(acts && writeKeys(acts, selection.at, say, toForm)),
    },
    'list',
  )
}

function writeKeys(acts: StepActs, at: number, say: ReturnType<typeof useSay>, toForm: () => void): KeyMap {
  return {
    enter: {
      does: say('scripts.new_step'),
      run: event => {
        if (event.target instanceof Element && event.target.closest('[role="tree"]')) acts.ask(at)
      },
    },
    e: { does: say('scripts.step_write'), run: toForm },
    d: { does: say('scripts.step_copy'), run: () => acts.copy() },
    w: { does: say('scripts.step_kind'), run: () => acts.askKind() },
    f2: { does: say('scripts.step_rename'), run: focusName },
    delete: { does: say('scripts.step_delete'), run: () => acts.remove() },
    'alt+arrowup': { does: say('scripts.step_up'), run: () => acts.move(-1) },
    'alt+arrowdown': { does: say('scripts.step_down'), run: () => acts.move(1) },
    'alt+arrowright': { does: say('scripts.step_nest'), run: () => acts.nest() },
    'mod+z': { does: say('scripts.undo'), run: acts.undo, inFields: false },
    'mod+shift+z': { does: say('scripts.redo'), run: acts.redo, inFields: false },
  }
}

/** Up and down by what is seen; left and right fold, or lead to the step above and the first below. */
function useWalkKeys({ rows, at, folded, go, fold }: Selection): KeyMap {
  const say = useSay()
  const place = rows.findIndex(({ step }) => step.index === at)
  const row = rows[place]
  const walk = (by: number) => {
    const next = at === wholeAt ? (by > 0 ? 0 : -1) : place + by
    go(next < 0 ? wholeAt : (rows[Math.min(next, rows.length - 1)]?.step.index ?? wholeAt))
  }
  const close = () => {
    if (row && row.below > 0 && !folded.has(row.step.name)) fold(row, 'close')
    else if (row && row.parent !== null) go(row.parent)
  }
  const unfold = () => {
    if (!row || row.below === 0) return
    if (folded.has(row.step.name)) fold(row, 'open')
    else go(row.step.index + 1)
  }
  const does = say('scripts.key_move')
  return {
    j: { does, run: () => walk(1) },
    k: { does, run: () => walk(-1) },
    arrowdown: () => walk(1),
    arrowup: () => walk(-1),
    arrowleft: { does: say('scripts.fold'), run: close },
    arrowright: unfold,
    home: () => go(wholeAt),
    end: () => go(rows.at(-1)?.step.index ?? wholeAt),
  }
}

function useJumpKeys({ steps }: Outline, { go }: Selection, isRunning: boolean): KeyMap {
  const say = useSay()
  const [jumped, setJumped] = useState('')
  useEffect(() => {
    if (jumped === '') return
    const timer = setTimeout(() => setJumped(''), digitsMs)
    return () => clearTimeout(timer)
  }, [jumped])
  const to = (digits: string) => {
    setJumped(digits)
    go(Math.max(1, Math.min(Number(digits), steps.length)) - 1)
  }
  // In the sheet of keys one of the nine stands for all.
  const told = (digit: string) =>
    digit === '9' ? { does: say('scripts.step_jump'), run: () => to(digit) } : () => to(digit)
  return Object.fromEntries(
    [...'0123456789'].flatMap(digit => [
      // Whoever else listens to digits has them back a moment after.
      ...(jumped === '' || isRunning ? [] : [[digit, () => to(jumped + digit)] as const]),
      ...(digit === '0' ? [] : [[`g ${digit}`, told(digit)] as const]),
    ]),
  )
}
