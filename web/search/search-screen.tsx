// Search: cases by number, person, subject or words. An exact number comes first; Enter opens.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { Card } from '#core/case/card.ts'
import { get } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'
import { Button } from '#web/kit/button.tsx'
import { CaseTable } from '#web/kit/case-table.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ScreenBar, Scroll, Tall } from '#web/kit/layout.tsx'
import { ScreenState } from '#web/kit/screen-state.tsx'
import { Empty } from '#web/kit/states.tsx'
import { useKeys } from '#web/kit/use-keys.ts'
import { useRoving } from '#web/kit/use-roving.ts'
import { QueueRow } from '#web/queue/queue-row.tsx'
import { useSay } from '#web/words.ts'
import { hitsInOrder } from './hits.ts'
import s from './search.module.css'

type Page = { readonly items: readonly Card[]; readonly next?: string | null }
const typingMs = 200

/** The words in the address; typing changes them when the hand rests. */
function useText(): readonly [string, string, (text: string) => void] {
  const { q = '' } = useSearch({ strict: false }) as { q?: string }
  const navigate = useNavigate()
  const [typed, setTyped] = useState(q)
  const told = useRef(q)
  useEffect(() => {
    if (q !== told.current) setTyped(q)
    told.current = q
  }, [q])
  useEffect(() => {
    if (typed.trim() === told.current) return
    const timer = setTimeout(() => {
      told.current = typed.trim()
      void navigate({ to: '/s', search: { q: typed.trim() } as never, replace: true })
    }, typingMs)
    return () => clearTimeout(timer)
  }, [typed, navigate])
  return [q.trim(), typed, setTyped]
}

/** What the server found for these words, in our order. */
function useHits(text: string) {
  const query = useInfiniteQuery({
    queryKey: keys.search(text),
    queryFn: ({ pageParam, signal }) =>
      get<Page>('/search', { q: text, limit: 50, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: last => last.next ?? undefined,
    enabled: text !== '',
  })
  const pages = query.data?.pages
  const cards = useMemo(() => hitsInOrder(pages?.flatMap(page => page.items) ?? [], text), [pages, text])
  return { query, cards, found: text !== '' && pages !== undefined }
}

type FieldProps = {
  field: RefObject<HTMLInputElement | null>
  typed: string
  setTyped: (text: string) => void
  toFirst: () => void
  toList: () => void
}

/** Where one types: Enter opens the first hit, arrow down goes to the list. */
function Field({ field, typed, setTyped, toFirst, toList }: FieldProps) {
  const say = useSay()
  return (
    <div className={s.field}>
      <TextField
        label={say('search.label')}
        labelHidden
        placeholder={say('search.label')}
        type="search"
        autoFocus
        ref={field}
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') toFirst()
          else if (event.key === 'ArrowDown') {
            event.preventDefault()
            toList()
          } else if (event.key === 'Escape') {
            event.preventDefault()
            event.currentTarget.blur()
          }
        }}
      />
    </div>
  )
}

function SearchScreen() {
  const say = useSay()
  const navigate = useNavigate()
  const [text, typed, setTyped] = useText()
  const field = useRef<HTMLInputElement>(null)
  const { query, cards, found } = useHits(text)
  const ids = useMemo(() => cards.map(card => card.id), [cards])
  const open = (card: Card | undefined) => {
    if (card) void navigate({ to: '/c/$number', params: { number: String(card.number) } })
  }
  const roving = useRoving({
    keys: ids,
    does: say('queue.key_move'),
    onOpen: id => open(cards.find(card => card.id === id)),
  })
  useKeys({ f: { does: say('search.key_field'), run: () => field.current?.focus() } })
  return (
    <Tall>
      <ScreenBar
        title={say('search.title')}
        note={found ? say('search.found', { n: cards.length, more: query.hasNextPage ? '+' : '' }) : ''}
      />
      <Field
        field={field}
        typed={typed}
        setTyped={setTyped}
        toFirst={() => open(cards[0])}
        toList={() => roving.go(ids[0] ?? null)}
      />
      <Scroll>
        {text === '' ? (
          <Empty why={say('search.begin')} />
        ) : (
          <ScreenState query={query} rows={6} failed={say('search.failed')}>
            {() =>
              cards.length === 0 ? (
                <Empty why={say('search.none', { text })}>
                  <Button onClick={() => void navigate({ to: '/new' })} keys="c">
                    {say('search.new_case')}
                  </Button>
                </Empty>
              ) : (
                <Hits cards={cards} query={query} roving={roving} open={open} />
              )
            }
          </ScreenState>
        )}
      </Scroll>
    </Tall>
  )
}
export default SearchScreen

type HitsProps = {
  cards: readonly Card[]
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
  roving: ReturnType<typeof useRoving>
  open: (card: Card) => void
}

/** What was found, as rows of the queue. */
function Hits({ cards, query, roving, open }: HitsProps) {
  const say = useSay()
  return (
    <>
      <CaseTable caption={say('search.title')} count={cards.length}>
        {cards.map((card, index) => (
          <QueueRow
            key={card.id}
            card={card}
            index={index + 1}
            picked={false}
            row={roving.rowProps(card.id)}
            onOpen={() => open(card)}
          />
        ))}
      </CaseTable>
      {query.hasNextPage && (
        <p className={s.more}>
          <Button kind="quiet" onClick={() => void query.fetchNextPage()}>
            {say(query.isFetchingNextPage ? 'queue.more_coming' : 'queue.more')}
          </Button>
        </p>
      )}
    </>
  )
}
