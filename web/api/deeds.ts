// Deeds on a case: sent once, shown at once, taken back when refused. Not: what a deed means
// (core/case/deed/).
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { deedKey, post } from './client.ts'
import { deedPath } from './deed-path.ts'
import type { Problem } from './problem.ts'
import { keys } from './query.ts'

type Sent<B> = { readonly body: B; readonly key: string }
/** A change of one kept answer, shown before the server has confirmed. */
export type Foreseen<B> = { readonly key: QueryKey; readonly change: (now: never, body: B) => unknown }

export type DeedOptions<B, A> = {
  /** what is already shown; put back when the server refuses */
  readonly foresee?: readonly Foreseen<B>[]
  readonly onDone?: (answer: A, body: B) => void
  readonly onRefused?: (problem: Problem, body: B) => void
}

/**
 * Does `<noun.verb>` on a case: `const solve = useDeed(caseId, 'case.solve'); solve.do({ fix })`.
 * The key is made at the press and stays the same when the network makes us ask again; `again()` sends the
 * last one.
 */
export function useDeed<B extends object, A = unknown>(
  caseId: string,
  deed: string,
  options: DeedOptions<B, A> = {},
) {
  const client = useQueryClient()
  const mutation = useMutation<A, Problem, Sent<B>, readonly [QueryKey, unknown][]>({
    mutationFn: sent => post<A>(deedPath(caseId, deed), sent.body, { key: sent.key }),
    onMutate: async sent => {
      const before: [QueryKey, unknown][] = []
      for (const one of options.foresee ?? []) {
        await client.cancelQueries({ queryKey: one.key })
        before.push([one.key, client.getQueryData(one.key)])
        client.setQueryData(one.key, (now: never) => (now === undefined ? now : one.change(now, sent.body)))
      }
      return before
    },
    onError: (problem, sent, before) => {
      for (const [key, was] of before ?? []) client.setQueryData(key, was)
      options.onRefused?.(problem, sent.body)
    },
    onSuccess: (answer, sent) => options.onDone?.(answer, sent.body),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.cases })
      void client.invalidateQueries({ queryKey: keys.queues })
    },
  })
  return {
    do: (body: B) => mutation.mutate({ body, key: deedKey() }),
    doAndWait: (body: B) => mutation.mutateAsync({ body, key: deedKey() }),
    again: () => mutation.variables && mutation.mutate(mutation.variables),
    isDoing: mutation.isPending,
    problem: mutation.error,
    reset: mutation.reset,
  }
}
