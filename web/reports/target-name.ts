// How the scope of a target is called: which target of which version of which policy. Not: the other scopes
// (report-choice.tsx).
import { useQuery } from '@tanstack/react-query'
import { targetName } from '#words/measure-text.ts'
import { get } from '../api/client.ts'
import { useSay } from '../words.ts'

type Policies = { readonly items: readonly { readonly id: string; readonly name: string }[] }

/** The name of a target by its scope (`policy:pol_1@2 target:resolution`); null: it is another scope. */
export function useTargetName(): (scope: string) => string | null {
  const say = useSay()
  const { data } = useQuery({
    queryKey: ['set-up', '/policies'],
    queryFn: ({ signal }) => get<Policies>('/policies', undefined, signal),
    staleTime: 300_000,
    enabled: true,
  })
  const nameOf = (id: string) => data?.items?.find(one => one.id === id)?.name ?? id
  return scope => targetName(scope, nameOf, { say })
}
