// What notes for the team ask, by level and kind. What is shipped holds where nothing is set.
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { NoteKind } from '#core/case/note-kind.ts'
import type { Questions } from '#core/case/note-template.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { useSay, useWords } from '../words.ts'
import { NoteSheet } from './note-sheet.tsx'
import { SetUpPage, useMe } from './parts.tsx'
import { useSetUpList } from './set-up-api.ts'

export type Template = {
  readonly level: number
  readonly kind: NoteKind
  readonly questions: Questions
  readonly own: readonly string[]
  readonly version: number
}

export default function NotesPage() {
  const say = useSay()
  const { language } = useWords()
  const mayChange = maySetUp(useMe(), 'notes', 'change')
  const query = useSetUpList<Template>('/note-templates')
  const [open, setOpen] = useState<Template | null>(null)
  const nameOf = (one: Template) =>
    `${say(`notes.kind_${one.kind}`)} · ${say('common.level', { n: one.level })}`
  return (
    <SetUpPage title={say('set_up.notes')} note={say('notes.set_note')}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={6}>
        {all => (
          <Table
            caption={say('set_up.notes')}
            rows={all}
            keyOf={one => `${one.level} ${one.kind}`}
            columns={[
              { key: 'kind', head: say('notes.set_kind'), cell: one => nameOf(one) },
              {
                key: 'asks',
                head: say('notes.set_asks'),
                cell: one => (
                  <span className="soft">
                    {one.questions[language].join(' · ') || say('notes.set_nothing')}
                    {one.version > 0 && ` (${say('notes.set_own')})`}
                  </span>
                ),
              },
              {
                key: 'change',
                head: <span className="sr">{say('set_up.change')}</span>,
                end: true,
                cell: one =>
                  mayChange && (
                    <Button
                      kind="quiet"
                      aria-label={say('set_up.change_one', { name: nameOf(one) })}
                      onClick={() => setOpen(one)}
                    >
                      {say('set_up.change')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </ScreenState>
      {open && (
        <NoteSheet
          key={`${open.level} ${open.kind}`}
          template={open}
          name={nameOf(open)}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}
