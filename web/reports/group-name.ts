// How what is told apart within a measure is called: which target of which version of which policy, which
// kind, how a cause was found. Not: the parts of the desk (report-choice.tsx).
import { useQuery } from '@tanstack/react-query'
import { groupName } from '#words/measure-text.ts'
import { get } from '../api/client.ts'
import { useSay } from '../words.ts'

type Policies = { readonly items: readonly { readonly id: string; readonly name: string }[] }

/** The name of a group by its scope (`policy:pol_1@2 target:resolution`); null: it is another scope. */
export function useGroupName(): (scope: string) => string | null {
  const say = useSay()
  const { data } = useQuery({
    queryKey: ['set-up', '/policies'],
    queryFn: ({ signal }) => get<Policies>('/policies', undefined, signal),
    staleTime: 300_000,
    enabled: true,
  })
  const nameOf = (id: string) => data?.items?.find(one => one.id === id)?.name ?? id
  return scope => groupName(scope, nameOf, { say })
}
