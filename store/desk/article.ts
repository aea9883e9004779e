// The register of articles, each version kept, and which of them were used last. Not: what they say, which
// lies behind their addresses, nor what they came to (core/measure).
import type { Article } from '#core/article/article.ts'
import type { ArticleId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, type Pool, type Sql } from '../postgres/pool.ts'
import type { Changed } from './row.ts'

/** What one says of an article; its number is counted. */
export type ArticleFields = Pick<Article, 'title' | 'address' | 'language' | 'product' | 'withdrawn'>
export type KeptArticle = Article & {
  readonly changedAt: Instant
  /** who made this version of it: a person or a token */
  readonly changedBy: string
}
/** One with when a fact named it last; null: none did. */
export type FoundArticle = KeptArticle & { readonly usedAt: Instant | null }

export type ArticleQuery = {
  /** all of these are in the title, as they are written */
  readonly words: readonly string[]
  /** or it has this number; null: nobody asks for one */
  readonly number: number | null
  /** whether it can be picked; absent: either */
  readonly withdrawn?: boolean
  readonly limit: number
}

type Signed = { readonly at: Instant; readonly by: string }

export type ArticleTable = {
  /** Under the next number, as version 1. */
  add(article: { readonly id: ArticleId } & ArticleFields, signed: Signed): Promise<KeptArticle>
  /** The next version, unless somebody made it since. */
  change(
    id: ArticleId,
    version: number,
    changes: Partial<ArticleFields>,
    signed: Signed,
  ): Promise<Changed<KeptArticle>>
  one(id: ArticleId): Promise<KeptArticle | null>
  /** the newest first */
  versions(id: ArticleId): Promise<KeptArticle[]>
  /** the newest version of these */
  some(ids: readonly ArticleId[]): Promise<KeptArticle[]>
  /** Those used last first, then those added last. Index: article_newest, event_article. */
  find(query: ArticleQuery): Promise<FoundArticle[]>
}

const list = (
  of: string,
) => `${of}.id, ${of}.version, ${of}.number, ${of}.title, ${of}.address, ${of}.language,
  ${of}.product, ${of}.withdrawn, ${of}.changed_at as "changedAt", ${of}.changed_by as "changedBy"`

export const articlesFoundSql = ({ words, number, withdrawn, limit }: ArticleQuery): Sql => ({
  name: 'articles_found',
  text: `select ${list('article')}, used.at as "usedAt" from article left join lateral (
      select e.at from event e where e.type in ('case.solved', 'hand_off.answered') and article_of(e.data) is not null
        and article_of(e.data) collate "C" = article.id order by e.at desc limit 1) used on true
    where is_newest and ($3::boolean is null or withdrawn = $3) and (article.number = $2 or not exists (
      select from unnest($1::text[]) as wanted (word) where position(lower(word) in lower(title)) = 0))
    order by article.number = $2 desc nulls last, used.at desc nulls last, article.number desc limit $4`,
  values: [words, number, withdrawn ?? null, limit],
})

/** The table; a desk has some thousands. */
export const articleTable = (pool: Pool): ArticleTable => ({
  async add({ id, title, address, language, product, withdrawn }, { at, by }) {
    const [added] = await ask<KeptArticle>(pool, {
      name: 'article_add',
      text: `insert into article (id, version, number, title, address, language, product, withdrawn, changed_at, changed_by)
        values ($1, 1, nextval('article_number'), $2, $3, $4, $5, $6, $7, $8) returning ${list('article')}`,
      values: [id, title, address, language, product, withdrawn, at, by],
    })
    return added!
  },
  async change(id, version, changes, { at, by }) {
    const { title, address, language, product, withdrawn } = changes
    const [changed] = await ask<KeptArticle>(pool, {
      name: 'article_change',
      text: `with was as (update article set is_newest = false where id = $1 and version = $2 and is_newest returning *)
        insert into article (id, version, number, title, address, language, product, withdrawn, changed_at, changed_by)
        select id, version + 1, number, coalesce($3, title), coalesce($4, address), coalesce($5, language),
          case when $6 then $7 else product end, coalesce($8, withdrawn), $9, $10 from was returning ${list('article')}`,
      values: [
        ...[id, version, title ?? null, address ?? null, language ?? null],
        ...[product !== undefined, product ?? null, withdrawn ?? null, at, by],
      ],
    })
    if (changed) return changed
    return (await newest(pool, [id])).length === 0 ? 'not_there' : 'stale'
  },
  one: async id => (await newest(pool, [id]))[0] ?? null,
  versions: id =>
    ask<KeptArticle>(pool, {
      name: 'article_versions',
      text: `select ${list('article')} from article where id = $1 order by version desc`,
      values: [id],
    }),
  some: ids => newest(pool, ids),
  find: query => ask<FoundArticle>(pool, articlesFoundSql(query)),
})

/** Index: article_newest. */
const newest = (pool: Pool, ids: readonly ArticleId[]): Promise<KeptArticle[]> =>
  ask<KeptArticle>(pool, {
    name: 'articles_newest',
    text: `select ${list('article')} from article where is_newest and id = any($1::text[]) order by number`,
    values: [ids],
  })
