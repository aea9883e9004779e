// What a hand-off may say beside its question: what is meant by it, by when and why, what is suspected,
// what to do meanwhile, how one gets in; kept in the browser while the form is closed. Not: to whom (use-
// hand-off.ts).
import { useEffect, useRef, useState } from 'react'
import type { AskKind, Confidence, NoStepsReason } from '#core/case/hand-off-facts.ts'
import type { Instant } from '#core/kit/time.ts'
import { keep, kept } from './local-store.ts'

/** Everything that is written in the form, apart from to whom it goes. */
export type Written = {
  readonly question: string
  readonly ask: AskKind
  readonly wantedBy: Instant | null
  readonly wantedBecause: string
  readonly noSteps: NoStepsReason | ''
  readonly noStepsBecause: string
  readonly wishedIn: string
  readonly notReproduced: string
  readonly notWalked: string
  readonly openBecause: string
  readonly guess: string
  readonly guessConfidence: Confidence
  readonly ruledOut: string
  readonly ifThen: string
  readonly doNot: string
  readonly access: string
  readonly mayTell: string
}
const blank: Written = {
  question: '',
  ask: 'diagnose',
  wantedBy: null,
  wantedBecause: '',
  noSteps: '',
  noStepsBecause: '',
  wishedIn: '',
  notReproduced: '',
  notWalked: '',
  openBecause: '',
  guess: '',
  guessConfidence: 'medium',
  ruledOut: '',
  ifThen: '',
  doNot: '',
  access: '',
  mayTell: '',
}

// What was written in this page is there at once; what an earlier page kept comes from the browser's store.
const drafts = new Map<string, Written>()
const nameOf = (caseId: string) => `hand-off ${caseId}`

/** What is written, and that it is kept until it is sent; `asked`: what a script would ask. */
export function useWritten(caseId: string, question: string | undefined, asked: string) {
  const [written, set] = useState<Written>(() => ({
    ...(drafts.get(caseId) ?? blank),
    ...(question !== undefined && { question }),
  }))
  const touched = useRef(drafts.has(caseId) || question !== undefined)
  useEffect(() => {
    if (touched.current) return
    void kept<Written>(nameOf(caseId)).then(before => {
      if (!before || touched.current) return
      set(now => ({ ...blank, ...before, question: before.question || now.question }))
    })
  }, [caseId])
  // What a script asks at its end comes when the script has; what somebody wrote meanwhile stays.
  useEffect(() => {
    if (asked !== '' && !touched.current) set(now => ({ ...now, question: now.question || asked }))
  }, [asked])
  return {
    written,
    write: (change: Partial<Written>) => {
      touched.current = true
      set(before => {
        const next = { ...before, ...change }
        drafts.set(caseId, next)
        void keep(nameOf(caseId), next)
        return next
      })
    },
    forget: () => {
      drafts.delete(caseId)
      void keep(nameOf(caseId), undefined)
    },
  }
}

const words = [
  'notReproduced',
  'notWalked',
  'openBecause',
  'wantedBecause',
  'ruledOut',
  'ifThen',
  'doNot',
  'access',
  'mayTell',
  'guess',
] as const

/** What of it goes to the server: nothing that was left empty. */
export const bodyOf = (written: Written): Record<string, unknown> => ({
  ask: written.ask,
  ...(written.wantedBy !== null && { wantedBy: written.wantedBy }),
  ...Object.fromEntries(
    words.flatMap(name => (written[name].trim() === '' ? [] : [[name, written[name].trim()]])),
  ),
  ...(written.guess.trim() !== '' && { guessConfidence: written.guessConfidence }),
})
