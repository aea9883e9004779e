// An article as its form has it: what is wrong with it, and how it is sent. Not: the sheet
// (article-sheet.tsx).
import type { Article } from '#core/article/article.ts'
import type { ProductId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import type { Fault } from './field-faults.ts'

export type ArticleForm = {
  readonly title: string
  readonly address: string
  readonly language: Language
  readonly product: ProductId | ''
  readonly withdrawn: boolean
}

/** As one begins, or as it stands. */
export const articleForm = (article: Article | null, language: Language): ArticleForm => ({
  title: article?.title ?? '',
  address: article?.address ?? '',
  language: article?.language ?? language,
  product: article?.product ?? '',
  withdrawn: article?.withdrawn ?? false,
})

/** What is wrong, at its field. */
export const articleFaults = ({ title, address }: ArticleForm): Fault[] => [
  ...(title.trim() === '' ? [{ path: 'title', code: 'article_title' }] : []),
  ...(isLink(address.trim()) ? [] : [{ path: 'address', code: 'article_address' }]),
]

const isLink = (text: string): boolean => /^https?:\/\/[^\s/]/.test(text) && URL.canParse(text)

/** As it is sent; whether it is withdrawn only of one that is there. */
export const articleBody = (
  { title, address, language, product, withdrawn }: ArticleForm,
  isNew: boolean,
) => ({
  ...{ title: title.trim(), address: address.trim(), language, product: product === '' ? null : product },
  ...(!isNew && { withdrawn }),
})
