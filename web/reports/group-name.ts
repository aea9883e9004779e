// How what is told apart within a measure is called: which target of which version of which policy, which
// kind, how a cause was found, which article helped. Not: the parts of the desk (report-choice.tsx).
import { useQuery } from '@tanstack/react-query'
import { articleName } from '#core/article/article.ts'
import { groupName } from '#words/measure-text.ts'
import { get } from '../api/client.ts'
import { useArticles } from '../articles/articles-api.ts'
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
  // Those used last come first, so that what a report tells of is among them.
  const { data: articles } = useArticles('')
  const nameOf = (id: string) => {
    const article = articles?.find(one => one.id === id)
    return article ? articleName(article) : (data?.items?.find(one => one.id === id)?.name ?? id)
  }
  return scope => groupName(scope, nameOf, { say })
}
