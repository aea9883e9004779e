// Who changed which setting, the newest first, with what it was before.
import { useState } from 'react'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import { shownChange } from './audit-change.ts'
import { SetUpPage, useDayTime } from './parts.tsx'
import s from './set-up.module.css'
import { type AuditEntry, useSetUp } from './set-up-api.ts'

export default function AuditPage() {
  const say = useSay()
  const when = useDayTime()
  const [before, setBefore] = useState<number | null>(null)
  const query = useSetUp<{ items: readonly AuditEntry[]; next: number | null }>(
    '/audit',
    before === null ? {} : { before: String(before) },
  )
  return (
    <SetUpPage title={say('set_up.audit')}>
      <ScreenState query={query} rows={10}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty why={say('set_up.audit_none')} />
          ) : (
            <>
              <Table
                caption={say('set_up.audit')}
                rows={items}
                keyOf={one => String(one.id)}
                columns={[
                  {
                    key: 'who',
                    head: say('set_up.audit_who'),
                    cell: one => (
                      <>
                        {one.name}
                        <span className={`${s.does} faint`}>{when(one.at)}</span>
                      </>
                    ),
                  },
                  {
                    key: 'what',
                    head: say('set_up.audit_what'),
                    cell: one => (
                      <>
                        <code>{one.what}</code>
                        {one.aboutName && <span className={s.does}>{one.aboutName}</span>}
                      </>
                    ),
                  },
                  { key: 'change', head: say('set_up.audit_change'), cell: one => <Change entry={one} /> },
                ]}
              />
              {next !== null && (
                <div className={s.part}>
                  <Button onClick={() => setBefore(next)}>{say('set_up.more')}</Button>
                </div>
              )}
            </>
          )
        }
      </ScreenState>
    </SetUpPage>
  )
}

function Change({ entry }: { entry: AuditEntry }) {
  return (
    <span className={s.fields}>
      {shownChange(entry).map(one => (
        <span key={one.field}>
          {one.field}: {one.was !== null && <span className={s.was}>{one.was}</span>} {one.is}
        </span>
      ))}
    </span>
  )
}
