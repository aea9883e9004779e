// A link from elsewhere that opens a form over the case. Not: the forms (sheets.tsx).
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { OpenSheet } from './case-context.ts'

/** The forms a link from elsewhere opens. */
const wishedForms = ['want-word', 'hand-off', 'matter-join', 'supplier'] as const

/** `?do=hand-off` opens that form, once. */
export function useWished(open: (sheet: OpenSheet) => void): void {
  const { do: wanted, ...rest } = useSearch({ strict: false }) as { do?: string }
  const navigate = useNavigate()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wish alone opens it
  useEffect(() => {
    const name = wishedForms.find(one => one === wanted)
    if (!name) return
    open({ name })
    void navigate({ to: '.', search: rest as never, replace: true })
  }, [wanted])
}
