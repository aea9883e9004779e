// The scripts of the desk: found by what customers say, with what is live and what is being written.
// Not: one of them (script-screen.tsx).
import { Link, useNavigate } from '@tanstack/react-router'
import { type RefObject, useMemo, useRef, useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { Role } from '#core/people/desk-facts.ts'
import { languages } from '#core/people/language.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { Tag } from '../kit/tag.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useRoving } from '../kit/use-roving.ts'
import { useSay, useWords } from '../words.ts'
import { ImportButton, ImportWrong, useImport } from './import-button.tsx'
import { NewScript } from './new-script.tsx'
import { useScripts } from './scripts-api.ts'
import { fitting, inWords, type Row, rowsOf } from './scripts-list.ts'
import s from './scripts.module.css'

/** `/scripts` */
export default function ScriptsScreen() {
  const say = useSay()
  const { agent } = useSession()
  const query = useScripts()
  const sent = useImport()
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const rows = useMemo(() => (query.data ? rowsOf(query.data) : []), [query.data])
  const shown = useMemo(() => fitting(rows, typed), [rows, typed])
  const taken = useMemo(() => rows.map(one => one.slug), [rows])
  const mayWrite = maySetUp(
    { roles: agent.roles as readonly Role[], active: true },
    'script_drafts',
    'change',
  )
  const { toFirst, toList, rowProps } = useRows(shown)
  useKeys({ f: { does: say('scripts.key_search'), run: () => field.current?.focus() } })
  return (
    <Tall>
      <ScreenBar title={say('scripts.title')} note={query.data && say('scripts.count', { n: shown.length })}>
        {mayWrite && rows.length > 0 && (
          <>
            <ImportButton sent={sent} />
            <NewScript taken={taken} />
          </>
        )}
      </ScreenBar>
      <Field field={field} typed={typed} setTyped={setTyped} toFirst={toFirst} toList={toList} />
      <Scroll>
        <ImportWrong thrown={sent.error} />
        <ScreenState query={query} rows={6} failed={say('scripts.failed')}>
          {() =>
            rows.length === 0 ? (
              <Empty why={say('scripts.none')}>
                {mayWrite && (
                  <>
                    <NewScript taken={taken} kind="main" />
                    <ImportButton sent={sent} />
                  </>
                )}
              </Empty>
            ) : shown.length === 0 ? (
              <Empty why={say('scripts.no_match', { text: typed.trim() })}>
                <Button onClick={() => setTyped('')}>{say('scripts.show_all')}</Button>
              </Empty>
            ) : (
              <Rows rows={shown} rowProps={rowProps} />
            )
          }
        </ScreenState>
      </Scroll>
    </Tall>
  )
}

type FieldProps = {
  field: RefObject<HTMLInputElement | null>
  typed: string
  setTyped: (text: string) => void
  toFirst: () => void
  toList: () => void
}

/** Where one types: Enter opens the first that fits, arrow down goes to the list. */
function Field({ field, typed, setTyped, toFirst, toList }: FieldProps) {
  const say = useSay()
  return (
    <div className={s.field}>
      <TextField
        label={say('scripts.search')}
        labelHidden
        placeholder={say('scripts.search')}
        type="search"
        ref={field}
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') toFirst()
          else if (event.key === 'ArrowDown') {
            event.preventDefault()
            toList()
          } else if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
    </div>
  )
}

/** Walking the list by keys. */
function useRows(shown: readonly Row[]) {
  const say = useSay()
  const navigate = useNavigate()
  const slugs = useMemo(() => shown.map(one => one.slug), [shown])
  const open = (slug: string | undefined) => {
    if (slug !== undefined) void navigate({ to: '/scripts/$slug', params: { slug } })
  }
  const roving = useRoving({ keys: slugs, does: say('scripts.key_move') })
  return {
    rowProps: roving.rowProps,
    toFirst: () => open(slugs[0]),
    toList: () => roving.go(slugs[0] ?? null),
  }
}

type RowsProps = { rows: readonly Row[]; rowProps: ReturnType<typeof useRoving>['rowProps'] }

function Rows({ rows, rowProps }: RowsProps) {
  const { say, language } = useWords()
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: say('scripts.name'),
      cell: one => {
        // The row is walked by its link, which is what Enter opens: nothing of the list's own is needed.
        const { onKeyDown: _, ...row } = rowProps(one.slug)
        return (
          <Link to="/scripts/$slug" params={{ slug: one.slug }} {...row}>
            {inWords(one.title, language)?.text ?? one.slug}
          </Link>
        )
      },
    },
    {
      key: 'says',
      head: say('scripts.says'),
      cell: one => {
        const said = inWords(one.says, language)
        return (
          <span className={s.says} lang={said?.language}>
            {said?.text.split('\n')[0]}
          </span>
        )
      },
    },
    { key: 'steps', head: say('scripts.steps'), cell: one => <span className="num">{one.steps}</span> },
    {
      key: 'languages',
      head: say('scripts.languages'),
      cell: one => (
        <span className="soft">
          {one.languages.length === languages.length
            ? say('scripts.all_languages')
            : languages.filter(each => one.languages.includes(each)).join(' ') || '–'}
        </span>
      ),
    },
    { key: 'state', head: say('scripts.state'), cell: one => <State row={one} /> },
  ]
  return <Table caption={say('scripts.title')} rows={rows} keyOf={one => one.slug} columns={columns} />
}

function State({ row: { version, hasDraft } }: { row: Row }) {
  const say = useSay()
  return (
    <span className="row">
      <span className="soft">
        {version === null ? say('scripts.not_published') : say('scripts.version', { n: version })}
      </span>
      {hasDraft && <Tag kind="open">{say('scripts.draft')}</Tag>}
    </span>
  )
}
