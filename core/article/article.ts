// An article of the register: something written elsewhere that helps to solve cases, found by its number and
// title. Not: what it says, which stays behind its address, nor how often it helped (core/measure).
import type { ArticleId, ProductId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'

/** An article as one of its versions has it. */
export type Article = {
  readonly id: ArticleId
  /** counted up, and never given twice: people say `A12` */
  readonly number: number
  readonly title: string
  /** where it can be read */
  readonly address: string
  readonly language: Language
  /** null: it is about no product in particular */
  readonly product: ProductId | null
  /** nobody picks it any more; what it did stays counted */
  readonly withdrawn: boolean
  /** raised by each change; each is kept */
  readonly version: number
}

/** Which article a fact names, as it stood then. */
export type NamedArticle = { readonly article: ArticleId; readonly version: number }

/** The number as people say it. */
export const articleNumber = ({ number }: Pick<Article, 'number'>): string => `A${number}`

/** As it is called where one line has to do: `A12 Cable check`. */
export const articleName = (article: Pick<Article, 'number' | 'title'>): string =>
  `${articleNumber(article)} ${article.title}`

/** The number somebody typed (`A12`, `a12`, `12`); null: it is none. */
export function numberTyped(text: string): number | null {
  const [, digits] = /^a?(\d{1,7})$/i.exec(text.trim()) ?? []
  return digits === undefined ? null : Number(digits)
}
