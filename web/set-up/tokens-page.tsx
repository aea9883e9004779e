// API tokens: what each is for, what it may do, when it was used. The secret is shown once.
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { Role } from '#core/people/desk-facts.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { CopyField, Line, RoleTicks, Send, SetUpPage, useDay, useDayTime, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type Token, useChange, useSetUpList } from './set-up-api.ts'

export default function TokensPage() {
  const say = useSay()
  const day = useDay()
  const when = useDayTime()
  const mayChange = maySetUp(useMe(), 'tokens', 'change')
  const query = useSetUpList<Token>('/tokens')
  const [isMaking, setMaking] = useState(false)
  const back = useChange(() => toast({ text: say('set_up.removed') }))
  const add = mayChange && (
    <Button kind="main" onClick={() => setMaking(true)}>
      {say('set_up.token_add')}
    </Button>
  )
  const until = (one: Token) => {
    if (one.revokedAt !== null) return say('set_up.token_back')
    if (one.expiresAt === null) return say('set_up.token_for_ever')
    return one.expiresAt < nowMs() ? say('set_up.token_ended') : day(one.expiresAt)
  }
  return (
    <SetUpPage title={say('set_up.tokens')} acts={query.data?.length !== 0 && add}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <Wrong thrown={back.error} />
      <ScreenState query={query} rows={4}>
        {tokens =>
          tokens.length === 0 ? (
            <Empty why={say('set_up.tokens_none')}>{add}</Empty>
          ) : (
            <Table
              caption={say('set_up.tokens')}
              rows={tokens}
              keyOf={one => one.id}
              columns={[
                {
                  key: 'name',
                  head: say('set_up.token_name'),
                  cell: one => <span className={one.revokedAt ? 'faint' : undefined}>{one.name}</span>,
                },
                {
                  key: 'roles',
                  head: say('set_up.roles'),
                  cell: one => one.roles.map(role => say(`set_up.role_${role}`)).join(', '),
                },
                {
                  key: 'until',
                  head: say('set_up.works_until'),
                  cell: one => <span className="soft">{until(one)}</span>,
                },
                {
                  key: 'used',
                  head: say('set_up.token_used'),
                  cell: one => (
                    <span className="soft">
                      {one.lastUsedAt ? when(one.lastUsedAt) : say('set_up.token_never')}
                    </span>
                  ),
                },
                {
                  key: 'back',
                  head: <span className="sr">{say('set_up.take_back')}</span>,
                  end: true,
                  cell: one =>
                    mayChange &&
                    one.revokedAt === null && (
                      <Button
                        kind="quiet"
                        aria-label={say('set_up.token_take_back_one', { name: one.name })}
                        onClick={() => back.mutate({ path: `/tokens/${one.id}`, method: 'DELETE' })}
                      >
                        {say('set_up.take_back')}
                      </Button>
                    ),
                },
              ]}
            />
          )
        }
      </ScreenState>
      {isMaking && <TokenSheet onClose={() => setMaking(false)} />}
    </SetUpPage>
  )
}

const spans = [30, 90, 365] as const

function TokenSheet({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<readonly Role[]>(['agent'])
  const [days, setDays] = useState('90')
  const [errors, setErrors] = useState<readonly string[]>([])
  const make = useChange<Token & { secret: string }>()
  const go = () => {
    const missing = [
      ...(name.trim() ? [] : [say('set_up.name_needed')]),
      ...(roles.length > 0 ? [] : [say('set_up.roles_needed')]),
    ]
    setErrors(missing)
    if (missing.length > 0 || make.isPending) return
    make.mutate({ path: '/tokens', body: { name, roles, ...(days && { days: Number(days) }) } })
  }
  const secret = make.data?.secret
  return (
    <Sheet
      open
      width="small"
      onClose={onClose}
      title={say('set_up.token_add')}
      onSubmit={go}
      foot={!secret && <Send isSending={make.isPending}>{say('set_up.token_add')}</Send>}
    >
      {secret ? (
        <CopyField label={say('set_up.token_secret')} hint={say('set_up.token_secret_why')} value={secret} />
      ) : (
        <div className={s.form}>
          <Wrong errors={errors} thrown={make.error} />
          <Line label={say('set_up.token_name')} value={name} onChange={setName} />
          <RoleTicks value={roles} onChange={setRoles} />
          <SelectField
            label={say('set_up.token_days')}
            value={days}
            options={[
              ...spans.map(n => ({ value: String(n), text: say('set_up.token_for_days', { n }) })),
              { value: '', text: say('set_up.token_for_ever') },
            ]}
            onChange={event => setDays(event.currentTarget.value)}
          />
        </div>
      )}
    </Sheet>
  )
}
