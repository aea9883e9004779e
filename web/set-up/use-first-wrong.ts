// After a form was sent: the focus goes to the first field that is wrong, so that nobody looks for it.
// Not: what stands above the form, which takes the focus itself (kit/field.tsx).
import { useEffect } from 'react'
import type { Fault } from './field-faults.ts'

/**
 * `faults` is a new list each time somebody sends the form; `thrown` is what the server said to it; `form` is
 * where it stands.
 */
export function useFirstWrong(faults: readonly Fault[], thrown: unknown, form = '[role="dialog"]'): void {
  useEffect(() => {
    if (faults.length === 0 && !thrown) return
    if (document.querySelector(`${form} [role="alert"][tabindex="-1"]`)) return
    const first = document.querySelector(`${form} [aria-invalid="true"]`)
    if (!(first instanceof HTMLElement)) return
    first.focus()
    // So that what is said under the field is seen with it.
    first.scrollIntoView({ block: 'center' })
  }, [faults, thrown, form])
}
