// The article that helped: one of the register, found by number or title while one types, or in one's own
// words. Not: how it is sent, which `articleBody` says.
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useState } from 'react'
import { articleName } from '#core/article/article.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { Tag } from '../kit/tag.tsx'
import { useRested } from '../new-case/use-rested.ts'
import { ownName } from '../sign-in/door.tsx'
import { useSay, useWords } from '../words.ts'
import { type FoundArticle, useArticles } from './articles-api.ts'
import found from '../kit/found.module.css'
import s from './articles.module.css'

/** What one says of it: picked, or in words. */
export type Helped = { readonly named: FoundArticle | null; readonly words: string }
export const nothingHelped: Helped = { named: null, words: '' }

/** As a deed sends it. */
export function articleBody({ named, words }: Helped) {
  if (named) return { named: { article: named.id, version: named.version } }
  return words.trim() === '' ? {} : { article: words.trim() }
}

const shownMax = 6

type Props = { value: Helped; onChange: (value: Helped) => void }

export function ArticleField({ value, onChange }: Props) {
  if (value.named) return <Picked one={value.named} onDrop={() => onChange({ named: null, words: '' })} />
  return <Finding {...{ value, onChange }} />
}

function Finding({ value, onChange }: Props) {
  const say = useSay()
  const id = useId()
  const list = useFound(value.words, one => onChange({ named: one, words: '' }))
  const { shown, at } = list
  return (
    <div className={s.finding}>
      <TextField
        label={say('article.label')}
        hint={say('article.hint')}
        maxLength={500}
        autoComplete="off"
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-found`}
        aria-autocomplete="list"
        aria-activedescendant={shown[at] ? `${id}-${at}` : undefined}
        value={value.words}
        onFocus={() => list.look(true)}
        onBlur={() => list.look(false)}
        onChange={event => {
          list.look(true)
          onChange({ named: null, words: event.currentTarget.value })
        }}
        onKeyDown={list.onKeyDown}
      />
      {shown.length > 0 && (
        <div className={found.found} id={`${id}-found`} role="listbox" aria-label={say('article.found')}>
          {shown.map((one, index) => (
            <Option key={one.id} {...{ one, id: `${id}-${index}` }} isAt={index === at} onPick={list.pick} />
          ))}
        </div>
      )}
    </div>
  )
}

/** What is shown below the field, and which of it is marked; before anything is typed none is. */
function useFound(words: string, onPick: (one: FoundArticle) => void) {
  const whole = words.trim()
  const typed = useRested(whole)
  const [isLooking, look] = useState(false)
  const [moved, setMoved] = useState<{ of: string; at: number } | null>(null)
  const query = useArticles(typed, { withdrawn: 'false', limit: String(shownMax) }, isLooking)
  const isSettled = isLooking && typed === whole && !query.isFetching
  const shown = isSettled ? (query.data ?? []) : []
  const at = moved?.of === typed ? moved.at : typed === '' ? -1 : 0
  // Whoever types fast is ahead of the answer: his Enter means what he typed.
  const [isWished, setWished] = useState(false)
  useEffect(() => {
    if (!isWished || !isSettled) return
    setWished(false)
    const one = shown[at]
    if (one) onPick(one)
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && shown.length > 0) {
      event.preventDefault()
      setMoved({ of: typed, at: Math.min(shown.length - 1, Math.max(-1, at + step)) })
    } else if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) {
      event.preventDefault()
      setWished(whole !== '' || at >= 0)
    } else if (event.key === 'Escape' && shown.length > 0) {
      event.stopPropagation()
      event.preventDefault()
      look(false)
    }
  }
  return { shown, at, look, onKeyDown, pick: onPick }
}

type OptionProps = { one: FoundArticle; id: string; isAt: boolean; onPick: (one: FoundArticle) => void }

function Option({ one, id, isAt, onPick }: OptionProps) {
  const { language } = useWords()
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isAt}
      onMouseDown={(event: MouseEvent) => event.preventDefault()}
      onClick={() => onPick(one)}
      onKeyDown={() => undefined}
    >
      {articleName(one)} {one.language !== language && <Tag>{ownName(one.language)}</Tag>}
    </div>
  )
}

/** One that was picked, with the way to read it and the way back. */
function Picked({ one, onDrop }: { one: FoundArticle; onDrop: () => void }) {
  const say = useSay()
  return (
    <div className={s.picked}>
      <span className={s.label}>{say('article.label')}</span>
      <a href={one.address} target="_blank" rel="noreferrer">
        {articleName(one)}
      </a>
      <Button kind="quiet" onClick={onDrop}>
        {say('article.another')}
      </Button>
    </div>
  )
}
