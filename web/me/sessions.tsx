// Where one is signed in, and ending those one does not know.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '../api/client.ts'
import { refused } from '../api/refusal-text.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Table } from '../kit/table.tsx'
import { Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { deviceOf } from './device.ts'
import s from './me.module.css'

type Open = {
  readonly id: string
  readonly browser: string
  readonly createdAt: number
  readonly lastUsedAt: number
  readonly isThis: boolean
}
const key = ['me', 'sessions']

/** The list, this device first. */
export function Sessions() {
  const say = useSay()
  const client = useQueryClient()
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await get<{ items: readonly Open[] }>('/me/sessions', {}, signal)).items,
  })
  const end = useMutation({
    mutationFn: (path: string) => post(path, {}, { method: 'DELETE' }),
    onSuccess: () => toast({ text: say('me.session_ended') }),
    onError: thrown => toast(refused(thrown, say)),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
  const nameOf = (one: Open) => {
    const device = deviceOf(one.browser)
    return device ? say('me.device', device) : say('me.device_unknown')
  }
  return (
    <ScreenState query={query} rows={2} bones="list">
      {items => (
        <>
          <Table
            caption={say('me.sessions')}
            rows={[...items].sort((a, b) => Number(b.isThis) - Number(a.isThis))}
            keyOf={one => one.id}
            columns={[
              {
                key: 'device',
                head: say('me.session_device'),
                cell: one => (
                  <span className="row">
                    {nameOf(one)} {one.isThis && <Tag kind="plain">{say('me.session_this')}</Tag>}
                  </span>
                ),
              },
              {
                key: 'since',
                head: say('me.session_since'),
                cell: one => <TimeText at={one.createdAt} as="wall" />,
              },
              {
                key: 'used',
                head: say('me.session_used'),
                cell: one => <TimeText at={one.lastUsedAt} as="ago" />,
              },
              {
                key: 'end',
                head: <span className="sr">{say('me.session_end')}</span>,
                end: true,
                cell: one =>
                  !one.isThis && (
                    <Button
                      kind="quiet"
                      aria-label={say('me.session_end_one', { device: nameOf(one) })}
                      onClick={() => end.mutate(`/me/sessions/${one.id}`)}
                    >
                      {say('me.session_end')}
                    </Button>
                  ),
              },
            ]}
          />
          {items.length > 1 && (
            <div className={s.acts}>
              <Button onClick={() => end.mutate('/me/sessions')}>{say('me.session_end_others')}</Button>
            </div>
          )}
        </>
      )}
    </ScreenState>
  )
}
