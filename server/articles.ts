// Naming an article in a fact: which version is meant, and that nobody names one that was withdrawn. Not: the
// register (http/articles.ts).
import type { NamedArticle } from '#core/article/article.ts'
import type { ArticleId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { Problem } from '#server/http/problems.ts'
import type { Shell } from '#server/shell.ts'

/** What helped, as a deed says it: in words, or one of the register. */
export type Helped = {
  readonly article?: string | undefined
  /** `version`: the one that was read; absent: the newest */
  readonly named?: { readonly article: ArticleId; readonly version?: number | undefined } | undefined
}
/** As commands take it. */
export type HelpedBy = {
  readonly article: TextRef | undefined
  readonly named: NamedArticle | undefined
}

export type Helping = {
  /** the article that is meant; refuses one that nobody picks any more */
  helpedBy(helped: Helped): Promise<HelpedBy>
}

/** The article as it is meant, or the problem that it is not there, or not any more. */
export async function helpedBy(
  { desk }: Pick<Shell, 'desk'>,
  { article, named }: Helped,
  ref: (words: string) => TextRef,
): Promise<HelpedBy> {
  const words = article === undefined ? undefined : ref(article)
  if (!named) return { article: words, named: undefined }
  const newest = await desk.articles.one(named.article)
  const version = named.version ?? newest?.version ?? 0
  if (!newest || version > newest.version) throw new Problem('article.not_found')
  if (newest.withdrawn) throw new Problem('article.withdrawn', { details: { name: newest.title } })
  return { article: words, named: { article: newest.id, version } }
}
