// Screens on a wall: what each shows, who made its link, and withdrawing it. The link is shown once. Not: the
// screen itself (wall/).
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { AgentId } from '#core/kit/id.ts'
import { useAgentName, useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { CopyField, Line, Send, SetUpPage, useDay, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange, useSetUpList } from './set-up-api.ts'

type Wall = {
  readonly id: string
  readonly name: string
  readonly team: string | null
  readonly madeBy: AgentId
  readonly madeAt: number
  readonly withdrawnAt: number | null
}

export default function WallsPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'walls', 'change')
  const query = useSetUpList<Wall>('/walls')
  const [isMaking, setMaking] = useState(false)
  const add = mayChange && (
    <Button kind="main" onClick={() => setMaking(true)}>
      {say('wall.add')}
    </Button>
  )
  return (
    <SetUpPage title={say('set_up.walls')} acts={query.data?.length !== 0 && add}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={4}>
        {walls =>
          walls.length === 0 ? (
            <Empty why={say('wall.none')}>{add}</Empty>
          ) : (
            <Walls walls={walls} mayChange={mayChange} />
          )
        }
      </ScreenState>
      {isMaking && <WallSheet onClose={() => setMaking(false)} />}
    </SetUpPage>
  )
}

function Walls({ walls, mayChange }: { walls: readonly Wall[]; mayChange: boolean }) {
  const say = useSay()
  const day = useDay()
  const nameOf = useAgentName()
  const { desk } = useSession()
  const back = useChange(() => toast({ text: say('wall.went') }))
  const shows = ({ team }: Wall) =>
    team === null ? say('wall.desk') : (desk.teams.find(one => one.id === team)?.name ?? team)
  return (
    <>
      <Strip>{say('wall.why')}</Strip>
      <Wrong thrown={back.error} />
      <Table
        caption={say('set_up.walls')}
        rows={walls}
        keyOf={one => one.id}
        columns={[
          {
            key: 'name',
            head: say('wall.name'),
            cell: one => <span className={one.withdrawnAt ? 'faint' : undefined}>{one.name}</span>,
          },
          { key: 'shows', head: say('wall.shows'), cell: shows },
          {
            key: 'made',
            head: say('wall.made'),
            cell: one => (
              <span className="soft">
                {say('wall.by', { name: nameOf(one.madeBy), day: day(one.madeAt) })}
              </span>
            ),
          },
          {
            key: 'back',
            head: <span className="sr">{say('wall.withdraw')}</span>,
            end: true,
            cell: one =>
              one.withdrawnAt !== null ? (
                <span className="soft">{say('wall.withdrawn', { day: day(one.withdrawnAt) })}</span>
              ) : (
                mayChange && (
                  <Button
                    kind="quiet"
                    aria-label={say('wall.withdraw_one', { name: one.name })}
                    onClick={() => back.mutate({ path: `/walls/${one.id}`, method: 'DELETE' })}
                  >
                    {say('wall.withdraw')}
                  </Button>
                )
              ),
          },
        ]}
      />
    </>
  )
}

function WallSheet({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const { desk } = useSession()
  const [name, setName] = useState('')
  const [team, setTeam] = useState('')
  const [errors, setErrors] = useState<readonly string[]>([])
  const make = useChange<Wall & { key: string }>()
  const go = () => {
    const missing = name.trim() ? [] : [say('set_up.name_needed')]
    setErrors(missing)
    if (missing.length > 0 || make.isPending) return
    make.mutate({ path: '/walls', body: { name, ...(team && { team }) } })
  }
  const key = make.data?.key
  return (
    <Sheet
      open
      width="small"
      onClose={onClose}
      title={say('wall.add')}
      onSubmit={go}
      foot={!key && <Send isSending={make.isPending}>{say('wall.add')}</Send>}
    >
      {key ? (
        <CopyField
          label={say('wall.link')}
          hint={say('wall.link_why')}
          value={`${location.origin}/wall/${key}`}
        />
      ) : (
        <div className={s.form}>
          <Wrong errors={errors} thrown={make.error} />
          <Line label={say('wall.name')} value={name} onChange={setName} />
          <SelectField
            label={say('wall.shows')}
            value={team}
            options={[
              { value: '', text: say('wall.desk') },
              ...desk.teams.map(one => ({ value: one.id, text: one.name })),
            ]}
            onChange={event => setTeam(event.currentTarget.value)}
          />
          <p className="soft sm">{say('wall.why')}</p>
        </div>
      )}
    </Sheet>
  )
}
