// The register of articles as the server tells it. Not: what one came to (reports).
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Article, NamedArticle } from '#core/article/article.ts'
import type { ArticleId } from '#core/kit/id.ts'
import { get } from '../api/client.ts'

export type FoundArticle = Article & { readonly usedAt: number | null }
export type WholeArticle = Article & {
  readonly versions: readonly Omit<Article, 'id' | 'number'>[]
}

/** A change of the set-up makes all of it fresh (`setUpKey`). */
const keyOf = (...more: readonly unknown[]) => ['set-up', '/articles', ...more]

/** Those that what is typed may mean, used last first; of nothing typed those used last. */
export function useArticles(q: string, more: Readonly<Record<string, string>> = {}, isAsked = true) {
  return useQuery({
    queryKey: keyOf('found', q, more),
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly FoundArticle[] }>('/articles', { q, ...more }, signal)).items,
    enabled: isAsked,
    placeholderData: keepPreviousData,
  })
}

/** One with its versions; null: nobody asks. */
export const useArticle = (id: ArticleId | null) =>
  useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => get<WholeArticle>(`/articles/${id}`, undefined, signal),
    enabled: id !== null,
    staleTime: 300_000,
  })

/** As a version named it; undefined: it is not read yet, or not there. */
export function useNamed(named: NamedArticle | null) {
  const { data } = useArticle(named?.article ?? null)
  const then = data?.versions.find(one => one.version === named?.version)
  return data && then && { ...data, ...then, isWithdrawn: data.withdrawn }
}
