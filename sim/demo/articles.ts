// The articles the demo company knows: what helped in its stories, one of them withdrawn. Not: who names
// which (stories-*.ts).
import type { NamedArticle } from '#core/article/article.ts'
import type { AgentId, NewId, ProductId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import type { Desk } from '#store/desk/desk.ts'

type DemoArticle = {
  readonly key: string
  readonly title: string
  readonly language: Language
  readonly product: string | null
}

const articles: readonly DemoArticle[] = [
  { key: 'place', title: 'Where to put a router so that it reaches', language: 'en', product: null },
  { key: 'socket', title: 'Collegare il router alla prima presa', language: 'it', product: 'dsl' },
  { key: 'mx', title: 'Mail stays away: whose MX record is it?', language: 'en', product: 'brev' },
  {
    key: 'share',
    title: 'Share a calendar with the right to change it',
    language: 'en',
    product: 'calendar',
  },
]
const withdrawn: DemoArticle = {
  ...{ key: 'reset', title: 'Reset an R5 with a paper clip', language: 'en', product: 'r5' },
}

type By = { readonly newId: NewId; readonly agent: AgentId; readonly at: Instant }

/** Adds them; answers by key what a story names. */
export async function addArticles(
  desk: Desk,
  products: ReadonlyMap<string, ProductId>,
  { newId, agent: by, at }: By,
): Promise<ReadonlyMap<string, NamedArticle>> {
  const known = new Map<string, NamedArticle>()
  for (const { key, title, language, product } of [...articles, withdrawn]) {
    const address = `https://kb.sundnat.example/${key}`
    const about = product === null ? null : products.get(product)!
    const own = { id: newId('art'), title, address, language, product: about, withdrawn: false }
    const { id, version } = await desk.articles.add(own, { at, by })
    known.set(key, { article: id, version })
  }
  await desk.articles.change(known.get(withdrawn.key)!.article, 1, { withdrawn: true }, { at, by })
  return known
}
