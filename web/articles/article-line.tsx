// The article a fact names, as it stood then, with the way to read it; one in no register in the words it was
// named with. Not: naming one (article-field.tsx).
import { articleName, type NamedArticle } from '#core/article/article.ts'
import { Tag } from '../kit/tag.tsx'
import { useSay } from '../words.ts'
import { useNamed } from './articles-api.ts'

/** Nothing, as long as it is not read. */
export function ArticleLink({ named }: { named: NamedArticle }) {
  const say = useSay()
  const one = useNamed(named)
  if (!one) return null
  return (
    <>
      <a href={one.address} target="_blank" rel="noreferrer" data-inline="">
        {say('article.named', { name: articleName(one), version: one.version })}
      </a>{' '}
      {one.isWithdrawn && <Tag>{say('set_up.article_withdrawn')}</Tag>}
    </>
  )
}

/** @param words those of one in no register; empty: there are none */
export function ArticleLine({ named, words }: { named: NamedArticle | null; words: string }) {
  const say = useSay()
  if (!named && words === '') return null
  return (
    <p className="soft sm">
      {say('article.label')}: {named && <ArticleLink named={named} />} {words}
    </p>
  )
}
