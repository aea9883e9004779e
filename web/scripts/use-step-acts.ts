// What an owner does with the steps of a draft: each is one change that can be taken back. Not: the keys
// (use-outline-keys.ts), nor how a form changes (form-steps.ts).
import { useState } from 'react'
import { toast } from '../kit/toast.ts'
import type { Say } from '#words/say.ts'
import { useSay } from '../words.ts'
import { pointingAt } from './form-arrows.ts'
import { fields, nameOf, type Place, put, stepsOf, withStep } from './form-parts.ts'
import {
  asKind,
  blankStep,
  freeName,
  moved,
  nested,
  renamed,
  withCopy,
  withNew,
  without,
} from './form-steps.ts'
import type { OutlineStep, StepKind } from './outline.ts'
import { wholeAt } from './outline-tree.tsx'
import type { DraftKeeper } from './use-draft.ts'
import type { Selection } from './use-selection.ts'

/** Where a new step is to stand, and what is to lead to it. */
export type Asking = {
  readonly after: number
  readonly from: { readonly step: string; readonly place: Place } | null
  /** the step that is to be of another kind; null: a new one is asked for */
  readonly instead: number | null
}
/** A step that others lead to, before it goes away. */
export type Doomed = {
  readonly index: number
  readonly pointing: readonly number[]
  readonly isStart: boolean
}

export type StepActs = ReturnType<typeof actsOn>

/** null: one reads only. */
export function useStepActs(keeper: DraftKeeper | null, selection: Selection): StepActs | null {
  const say = useSay()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [doomed, setDoomed] = useState<Doomed | null>(null)
  return keeper && actsOn(keeper, selection, { say, asking, setAsking, doomed, setDoomed })
}

type Dialogs = {
  readonly say: Say
  readonly asking: Asking | null
  readonly setAsking: (asking: Asking | null) => void
  readonly doomed: Doomed | null
  readonly setDoomed: (doomed: Doomed | null) => void
}

function actsOn(keeper: DraftKeeper, { at, go }: Selection, dialogs: Dialogs) {
  const { say, asking, setAsking, doomed, setDoomed } = dialogs
  const form = () => keeper.now().draft.form
  const count = () => stepsOf(form()).length

  /** Others may have put steps before it since it was drawn. */
  const indexOf = ({ index, name }: Pick<OutlineStep, 'index' | 'name'>): number => {
    const steps = stepsOf(form())
    if (nameOf(steps[index]) === name) return index
    return steps.findIndex(one => nameOf(one) === name)
  }
  const create = (kind: StepKind) => {
    if (!asking) return
    if (asking.instead !== null) {
      setAsking(null)
      keeper.edit(asKind(form(), asking.instead, kind))
      return go(asking.instead, 'row', nameOf(stepsOf(form())[asking.instead]))
    }
    const name = freeName(form(), kind)
    const { after, from } = asking
    const index = from ? indexOf({ index: after, name: from.step }) : after
    const led = from ? withStep(form(), index, step => put(step, from.place, name)) : form()
    // Where it was said what leads to it, nothing else does.
    const grown = from
      ? { ...fields(led), steps: stepsOf(led).toSpliced(index + 1, 0, blankStep(kind, name)) }
      : withNew(led, index, blankStep(kind, name))
    setAsking(null)
    keeper.edit(grown)
    go(index + 1, 'none', name)
    toFirstField()
  }
  const takeAway = (index: number) => {
    setDoomed(null)
    keeper.edit(without(form(), index))
    const next = Math.min(index, count() - 1)
    go(next < 0 ? wholeAt : next, 'row', nameOf(stepsOf(form())[next]))
    toast({ text: say('scripts.deleted', { n: index + 1 }), undo: keeper.undo })
  }
  return {
    asking,
    doomed,
    create,
    takeAway,
    ask: (after: number, from: Asking['from'] = null) => setAsking({ after, from, instead: null }),
    askKind: (index = at) => {
      if (index >= 0 && index < count()) setAsking({ after: index, from: null, instead: index })
    },
    leave: () => {
      setAsking(null)
      setDoomed(null)
    },
    remove: (index = at) => {
      const name = nameOf(stepsOf(form())[index])
      if (index < 0 || index >= count()) return
      const pointing = name === '' ? [] : pointingAt(form(), name)
      const isStart = name !== '' && fields(form()).start === name
      if (pointing.length > 0 || isStart) setDoomed({ index, pointing, isStart })
      else takeAway(index)
    },
    copy: (index = at) => {
      if (index < 0) return
      keeper.edit(withCopy(form(), index))
      go(index + 1, 'row', nameOf(stepsOf(form())[index + 1]))
    },
    move: (by: 1 | -1, index = at) => {
      const next = moved(form(), index, by)
      if (index < 0 || next === form()) return
      keeper.edit(next)
      go(index + by, 'row', nameOf(stepsOf(next)[index + by]))
    },
    nest: (index = at) => {
      const next = nested(form(), index)
      if (next === null) toast({ text: say('scripts.nest_none') })
      else keeper.edit(next)
    },
    begin: (index = at) => keeper.edit(put(form(), ['start'], nameOf(stepsOf(form())[index]))),
    rename: (step: OutlineStep, name: string) => {
      const index = indexOf(step)
      if (index < 0) return
      keeper.edit(renamed(form(), index, name))
      // Only while one still looks at it: leaving the field is what renames.
      if (index === at) go(index, 'none', name)
    },
    change: (step: OutlineStep, change: (step: unknown) => unknown, of: string) => {
      const index = indexOf(step)
      if (index >= 0) keeper.edit(withStep(form(), index, change), of && `${step.name}.${of}`)
    },
    undo: keeper.undo,
    redo: keeper.redo,
  }
}

/** What one writes first in a step that has just been made. */
function toFirstField(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[data-step-form] textarea, [data-step-form] select')?.focus(),
  )
}
