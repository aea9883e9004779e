// The register of articles: found, added, changed, withdrawn. Not: the form (article-sheet.tsx), nor what
// each came to (reports).
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { articleNumber } from '#core/article/article.ts'
import type { Say } from '#words/say.ts'
import { type FoundArticle, useArticles } from '../articles/articles-api.ts'
import { Button } from '../kit/button.tsx'
import { cx } from '../kit/cx.ts'
import { TextField } from '../kit/field.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { Tag } from '../kit/tag.tsx'
import { useRested } from '../new-case/use-rested.ts'
import { ownName } from '../sign-in/door.tsx'
import { useSay } from '../words.ts'
import a from './agreements.module.css'
import { ArticleSheet } from './article-sheet.tsx'
import { SetUpPage, useDay, useMe } from './parts.tsx'
import s from './set-up.module.css'
import { type Product, useSetUpList } from './set-up-api.ts'

export default function ArticlesPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'articles', 'change')
  const [typed, setTyped] = useState('')
  const q = useRested(typed.trim())
  const query = useArticles(q)
  const { data: products = [] } = useSetUpList<Product>('/products')
  const [open, setOpen] = useState<FoundArticle | 'new' | null>(null)
  const isEmpty = typed === '' && q === '' && query.data?.length === 0
  const add = mayChange && (
    <Button kind="main" onClick={() => setOpen('new')}>
      {say('set_up.article_add')}
    </Button>
  )
  return (
    <SetUpPage title={say('set_up.articles')} acts={!isEmpty && add}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <p className={`${s.note} sm soft`}>{say('set_up.articles_why')}</p>
      {!isEmpty && (
        <div className={cx(s.wide, a.find)}>
          <TextField
            type="search"
            label={say('set_up.articles_find')}
            value={typed}
            onChange={event => setTyped(event.currentTarget.value)}
          />
        </div>
      )}
      <ScreenState query={query} rows={4}>
        {all =>
          all.length === 0 ? (
            <Empty why={say(q === '' ? 'set_up.articles_none' : 'set_up.articles_not_found')}>
              {q === '' && add}
            </Empty>
          ) : (
            <List {...{ all, products }} onChange={mayChange ? setOpen : null} />
          )
        }
      </ScreenState>
      {open && (
        <ArticleSheet
          key={open === 'new' ? 'new' : open.id}
          article={open === 'new' ? null : open}
          products={products}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}

type ListProps = {
  all: readonly FoundArticle[]
  products: readonly Product[]
  onChange: ((one: FoundArticle) => void) | null
}

function List({ all, products, onChange }: ListProps) {
  const say = useSay()
  const day = useDay()
  const productOf = (id: string | null) => products.find(one => one.id === id)?.name ?? '–'
  return (
    <Table
      caption={say('set_up.articles')}
      rows={all}
      keyOf={one => one.id}
      columns={[
        { key: 'number', head: say('set_up.article_number'), cell: articleNumber },
        { key: 'title', head: say('set_up.article_title'), cell: one => <Title one={one} say={say} /> },
        { key: 'language', head: say('set_up.language'), cell: one => ownName(one.language) },
        { key: 'product', head: say('set_up.product'), cell: one => productOf(one.product) },
        {
          key: 'used',
          head: say('set_up.article_used'),
          cell: one => (one.usedAt === null ? say('set_up.article_never') : day(one.usedAt)),
        },
        ...(onChange ? [changeColumn(say, onChange)] : []),
      ]}
    />
  )
}

const Title = ({ one, say }: { one: FoundArticle; say: Say }) => (
  <>
    <a href={one.address} target="_blank" rel="noreferrer">
      {one.title}
    </a>{' '}
    {one.withdrawn && <Tag>{say('set_up.article_withdrawn')}</Tag>}
  </>
)

const changeColumn = (say: Say, onChange: (one: FoundArticle) => void): Column<FoundArticle> => ({
  key: 'change',
  head: <span className="sr">{say('set_up.change')}</span>,
  end: true,
  cell: one => (
    <Button
      kind="quiet"
      aria-label={say('set_up.change_one', { name: one.title })}
      onClick={() => onChange(one)}
    >
      {say('set_up.change')}
    </Button>
  ),
})
