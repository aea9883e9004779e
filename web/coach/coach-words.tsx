// Words between a lead and one of his people: read, answered, removed by either. Nobody else sees them.
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { get, post } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { useAgentName } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import s from './coach.module.css'
import type { CoachWord, Page } from './coach-data.ts'
import { WordForm } from './say-form.tsx'

type Side = 'author' | 'lead'

export function CoachWords({ as }: { as: Side }) {
  const say = useSay()
  const query = useInfiniteQuery({
    queryKey: [...keys.coach, 'words', as],
    queryFn: ({ pageParam, signal }) =>
      get<Page<CoachWord>>('/coach/words', { as, cursor: pageParam || undefined }, signal),
    initialPageParam: '',
    getNextPageParam: last => last.next ?? null,
  })
  return (
    <ScreenState query={query} rows={4} bones="entries">
      {({ pages }) => {
        const items = pages.flatMap(page => page.items)
        if (items.length === 0) return <Empty why={say(`coach.none_words_${as}`)} />
        return (
          <>
            <h2 className="sr">{say(as === 'author' ? 'coach.view_words' : 'coach.view_given')}</h2>
            <ol className={s.items}>
              {items.map(one => (
                <li key={one.id}>
                  <Word word={one} as={as} />
                </li>
              ))}
            </ol>
            {query.hasNextPage && (
              <p className={s.older}>
                <Button kind="quiet" onClick={() => void query.fetchNextPage()}>
                  {say('coach.older')}
                </Button>
              </p>
            )}
          </>
        )
      }}
    </ScreenState>
  )
}

/** Marks as read, or removes. */
function useWord(word: CoachWord) {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (how: 'read' | 'remove') =>
      how === 'read'
        ? post(`/coach/words/${word.id}/read`, {})
        : post(`/coach/words/${word.id}`, {}, { method: 'DELETE' }),
    onError: thrown => toast(refused(thrown, say)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.coach }),
  })
}

function Word({ word, as }: { word: CoachWord; as: Side }) {
  const say = useSay()
  const nameOf = useAgentName()
  const [isAnswering, setAnswering] = useState(false)
  const other = nameOf(as === 'author' ? word.lead : word.author)
  const isMine = as === 'author'
  return (
    <article className={s.item} aria-labelledby={word.id}>
      <h3 id={word.id} className={s.head}>
        {other} <TimeText at={word.at} as="wall" className="soft" />{' '}
        {word.readAt === null && <Tag kind="open">{say('coach.unread')}</Tag>}
      </h3>
      {word.number !== null && (
        <p className={s.case}>
          <Link to="/c/$number" params={{ number: String(word.number) }} data-inline="">
            {word.number} {word.subject}
          </Link>
        </p>
      )}
      <p className={s.words}>{word.says}</p>
      {word.answer && (
        <p className={s.flag}>
          <b>{say('coach.answer_of', { name: nameOf(word.author) })}</b> {word.answer}
        </p>
      )}
      <Acts word={word} isMine={isMine} other={other} onAnswer={() => setAnswering(true)} />
      {isAnswering && (
        <WordForm
          title={say('coach.answer_title', { name: other })}
          label={say('coach.answer_text')}
          quote={word.says}
          path={`/coach/words/${word.id}/read`}
          bodyOf={answer => ({ answer })}
          onClose={() => setAnswering(false)}
        />
      )}
    </article>
  )
}

type ActsProps = { word: CoachWord; isMine: boolean; other: string; onAnswer: () => void }

function Acts({ word, isMine, other, onAnswer }: ActsProps) {
  const say = useSay()
  const change = useWord(word)
  return (
    <p className="row">
      {isMine && word.readAt === null && (
        <Button onClick={() => change.mutate('read')}>{say('coach.read')}</Button>
      )}
      {isMine && word.answer === null && (
        <Button kind="quiet" onClick={onAnswer}>
          {say('coach.answer')}
        </Button>
      )}
      <Button
        kind="quiet"
        aria-label={say('coach.remove_which', { name: other })}
        onClick={() => change.mutate('remove')}
      >
        {say('coach.remove')}
      </Button>
    </p>
  )
}
