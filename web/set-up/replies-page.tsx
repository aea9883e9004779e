// Ready-made replies: one's own, a team's, the desk's, with the languages each is written in.
import { useState } from 'react'
import { languages } from '#core/people/language.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import { SetUpPage } from './parts.tsx'
import { ReplySheet } from './reply-sheet.tsx'
import { type Reply, useSetUpList } from './set-up-api.ts'

export default function RepliesPage() {
  const say = useSay()
  const { desk } = useSession()
  const query = useSetUpList<Reply>('/replies')
  const [open, setOpen] = useState<Reply | 'new' | null>(null)
  const add = (
    <Button kind="main" onClick={() => setOpen('new')}>
      {say('set_up.reply_add')}
    </Button>
  )
  const whose = (one: Reply) => {
    if (one.owner) return say('set_up.reply_own')
    return one.team ? (desk.teams.find(team => team.id === one.team)?.name ?? '') : say('set_up.reply_desk')
  }
  return (
    <SetUpPage title={say('set_up.replies')} acts={query.data?.length !== 0 && add}>
      <ScreenState query={query} rows={6}>
        {replies =>
          replies.length === 0 ? (
            <Empty why={say('set_up.replies_none')}>{add}</Empty>
          ) : (
            <Table
              caption={say('set_up.replies')}
              rows={replies}
              keyOf={one => one.id}
              columns={[
                { key: 'title', head: say('set_up.reply_title'), cell: one => one.title },
                {
                  key: 'whose',
                  head: say('set_up.reply_of'),
                  cell: one => <span className="soft">{whose(one)}</span>,
                },
                {
                  key: 'languages',
                  head: say('set_up.reply_languages'),
                  cell: one => (
                    <span className="soft">
                      {languages.filter(language => one.bodies[language]).join(' ')}
                    </span>
                  ),
                },
                {
                  key: 'change',
                  head: <span className="sr">{say('set_up.change')}</span>,
                  end: true,
                  cell: one =>
                    one.mayChange && (
                      <Button
                        kind="quiet"
                        aria-label={say('set_up.change_one', { name: one.title })}
                        onClick={() => setOpen(one)}
                      >
                        {say('set_up.change')}
                      </Button>
                    ),
                },
              ]}
            />
          )
        }
      </ScreenState>
      {open && (
        <ReplySheet
          key={open === 'new' ? 'new' : open.id}
          reply={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}
