// The outline with what one finds and changes it by: search, index of a long script, new step, undo. Not: its
// rows (outline-tree.tsx).
import { type RefObject, useState } from 'react'
import { Button, IconButton } from '../kit/button.tsx'
import { cx } from '../kit/cx.ts'
import { TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import type { Outline } from './outline.ts'
import { OutlineTree } from './outline-tree.tsx'
import s from './scripts.module.css'
import { indexOf } from './tree.ts'
import type { Selection } from './use-selection.ts'
import type { StepActs } from './use-step-acts.ts'

type Props = {
  outline: Outline
  selection: Selection
  /** null: one reads only */
  acts: StepActs | null
  faultsAt: ReadonlyMap<number | null, readonly unknown[]>
  search: RefObject<HTMLInputElement | null>
  /** by itself; else with the page */
  scrolls: boolean
}

export function OutlinePane({ outline, selection, acts, faultsAt, search, scrolls }: Props) {
  const say = useSay()
  // As a state: rows in sight are known once it is there.
  const [scroll, setScroll] = useState<HTMLElement | null>(null)
  const { rows, at, folded, focus, typed } = selection
  return (
    <div className={cx(s.pane, scrolls && s.scrolls)}>
      <div className={s.tools}>
        <Search selection={selection} search={search} />
        {acts && (
          <div className={s.toolActs}>
            <Button glyph="plus" onClick={() => acts.ask(at)}>
              {say('scripts.new_step')}
            </Button>
            <IconButton glyph="undo" label={say('scripts.undo')} onClick={acts.undo} />
            <span className={s.turned}>
              <IconButton glyph="undo" label={say('scripts.redo')} onClick={acts.redo} />
            </span>
          </div>
        )}
        <Index count={outline.steps.length} go={selection.go} />
      </div>
      <div className={s.rows} ref={setScroll}>
        <OutlineTree
          rows={rows}
          at={at}
          focus={focus}
          start={outline.start}
          folded={typed.trim() === '' ? folded : nothing}
          faultsAt={faultsAt}
          scroll={scroll}
          open={selection.openRow}
          fold={selection.foldRow}
        />
        {rows.length === 0 && (
          <p className={s.none}>
            {outline.steps.length === 0
              ? say('scripts.no_steps')
              : say('scripts.no_step', { text: typed.trim() })}
          </p>
        )}
      </div>
    </div>
  )
}

const nothing: ReadonlySet<string> = new Set()

/** Enter goes to the first that fits, arrow down into the outline, Esc back. */
function Search({
  selection: { typed, setTyped, rows, at, go },
  search,
}: Pick<Props, 'selection' | 'search'>) {
  const say = useSay()
  const first = rows[0]?.step.index
  return (
    <TextField
      label={say('scripts.search_steps')}
      labelHidden
      placeholder={say('scripts.search_steps')}
      type="search"
      ref={search}
      value={typed}
      onChange={event => setTyped(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          setTyped('')
          go(at)
        } else if ((event.key === 'Enter' || event.key === 'ArrowDown') && first !== undefined) go(first)
        else return
        event.preventDefault()
      }}
    />
  )
}

/** Every hundredth step of a long script. */
function Index({ count, go }: { count: number; go: (index: number) => void }) {
  const say = useSay()
  const stops = indexOf(count)
  if (stops.length === 0) return null
  return (
    <nav className={s.index} aria-label={say('scripts.index')}>
      {stops.map(index => (
        <button key={index} type="button" className={s.to} onClick={() => go(index)}>
          {index + 1}
        </button>
      ))}
    </nav>
  )
}
