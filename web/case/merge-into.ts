// A case goes on in another one, with the way back beside the word that it does. Not: the form
// (forms-case.tsx).
import { toast } from '#web/kit/toast.ts'
import type { OpenCaseView } from './case-context.ts'

/** @param text says that it was done */
export async function mergeInto(
  { say, act }: Pick<OpenCaseView, 'say' | 'act'>,
  number: number,
  text: string,
): Promise<boolean> {
  const done = await act('case.merge', { into: number })
  if (done) toast({ text, undo: () => void act('case.part', {}, say('deeds.parted')) })
  return done
}
