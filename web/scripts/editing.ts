// What the parts of a step's form need to read and write it. Not: the parts (step-form.tsx), nor saving
// (use-draft.ts).
import { createContext, useContext } from 'react'
import type { Language } from '#core/people/language.ts'
import type { Place } from './form-parts.ts'
import type { Outline } from './outline.ts'
import type { Stale } from './stale.ts'

export type Editing = {
  readonly outline: Outline
  /** the languages that stand side by side */
  readonly chosen: readonly Language[]
  readonly stale: Stale
  /** the step, or the script as a whole, as it is in the form */
  readonly whole: unknown
  /** the step as `change` makes it; `of`: going on with that is the same change */
  readonly change: (change: (whole: unknown) => unknown, of?: string) => void
  readonly goTo: (index: number) => void
  /** a new step, to which this place of this step leads then */
  readonly newAt: (place: Place) => void
}

const EditingContext = createContext<Editing | null>(null)

export const EditingOf = EditingContext.Provider

/** Only inside a form of a step or of a script. */
export function useEditing(): Editing {
  const found = useContext(EditingContext)
  if (!found) throw new Error('a part of a step stands outside its form')
  return found
}
