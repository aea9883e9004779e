// What stands against publishing a draft, while one types: judged here where that takes no time, else as the
// server said when it saved it. Not: the judging (core/script/judge-form.ts).
import { useEffect, useMemo, useState } from 'react'
import { judgeForm } from '#core/script/judge-form.ts'
import { sayScriptFault } from '#words/script-fault.ts'
import { useSay } from '../words.ts'
import { stepsOf } from './form-parts.ts'
import { type Outline, stepAt } from './outline.ts'
import type { Fault } from './scripts-api.ts'
import { useTongue } from './sentence.tsx'

/** Longer ones are left to the server: typing goes before. */
const stepsMax = 300
const pauseMs = 60

/** `told`: what the server said last, of some form a moment ago; it knows the other scripts too. */
export function useFaults(form: unknown, told: readonly Fault[]): readonly Fault[] {
  const say = useSay()
  const tongue = useTongue()
  const [own, setOwn] = useState<{ readonly form: unknown; readonly faults: readonly Fault[] } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: judged anew when the form is another one
  useEffect(() => {
    if (stepsOf(form).length > stepsMax) return
    const timer = setTimeout(() => {
      const { faults } = judgeForm(form, null)
      const name = (language: string) => tongue(language as Parameters<typeof tongue>[0])
      setOwn({ form, faults: faults.map(one => ({ ...one, message: sayScriptFault(say, one, name) })) })
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [form])
  return useMemo(() => {
    const isOwn = own !== null && own.form === form
    const all = isOwn ? [...own.faults, ...told.filter(({ code }) => code.startsWith('sub_'))] : told
    return all.map(one => (isOpenWay(one) ? { ...one, message: say('scripts.way_open') } : one))
  }, [own, form, told, say])
}

/** An arrow that has not been drawn yet: whoever writes knows it by another name than a missing word. */
const isOpenWay = ({ code, path }: Fault): boolean =>
  code === 'missing' && /\.(?:to|worked|failed|otherwise|spent)$/.test(path)

/** The faults of each step, by its index; under null those of the whole script. */
export const useFaultsAt = (faults: readonly Fault[], outline: Outline) =>
  useMemo(
    (): ReadonlyMap<number | null, readonly Fault[]> => Map.groupBy(faults, one => stepAt(one, outline)),
    [faults, outline],
  )
