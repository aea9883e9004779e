// The addresses customers write to: which team reads them, in which language, and from which one our mails
// leave.
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { TeamId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { Tag } from '../kit/tag.tsx'
import { useSay } from '../words.ts'
import { LanguageField, Remove, Send, SetUpPage, useDone, useLanguageName, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type Address, useChange, useSetUpList } from './set-up-api.ts'

export default function AddressesPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'addresses', 'change')
  const query = useSetUpList<Address>('/addresses')
  const { desk } = useSession()
  const languageName = useLanguageName()
  const [open, setOpen] = useState<Address | 'new' | null>(null)
  const add = mayChange && (
    <Button kind="main" onClick={() => setOpen('new')}>
      {say('set_up.address_add')}
    </Button>
  )
  return (
    <SetUpPage title={say('set_up.addresses')} acts={query.data?.length !== 0 && add}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={4}>
        {addresses =>
          addresses.length === 0 ? (
            <Empty why={say('set_up.addresses_none')}>{add}</Empty>
          ) : (
            <Table
              caption={say('set_up.addresses')}
              rows={addresses}
              keyOf={one => one.id}
              columns={[
                {
                  key: 'address',
                  head: say('set_up.address'),
                  cell: one => (
                    <span className="row">
                      {one.address}{' '}
                      {one.isDefault && <Tag kind="plain">{say('set_up.address_is_default')}</Tag>}
                    </span>
                  ),
                },
                {
                  key: 'team',
                  head: say('set_up.address_team'),
                  cell: one => desk.teams.find(team => team.id === one.team)?.name ?? '',
                },
                {
                  key: 'language',
                  head: say('set_up.address_language'),
                  cell: one => (
                    <span className="soft">
                      {one.language ? languageName(one.language) : say('set_up.address_language_mail')}
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
                        aria-label={say('set_up.change_one', { name: one.address })}
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
        <AddressSheet
          key={open === 'new' ? 'new' : open.id}
          address={open === 'new' ? null : open}
          isFirst={query.data?.length === 0}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}

type SheetProps = { address: Address | null; isFirst: boolean; onClose: () => void }

function AddressSheet({ address: kept, isFirst, onClose }: SheetProps) {
  const say = useSay()
  const close = useDone(onClose)
  const { desk } = useSession()
  const [address, setAddress] = useState(kept?.address ?? '')
  const [team, setTeam] = useState<TeamId | undefined>(kept?.team ?? desk.teams[0]?.id)
  const [language, setLanguage] = useState<Language | ''>(kept?.language ?? '')
  const [isDefault, setDefault] = useState(kept?.isDefault ?? isFirst)
  const [errors, setErrors] = useState<readonly string[]>([])
  const done = useChange(close(kept ? 'set_up.saved' : 'set_up.added'))
  const go = () => {
    const missing = address.includes('@') ? [] : [say('sign_in.email_needed')]
    setErrors(missing)
    if (missing.length > 0 || done.isPending) return
    const body = { address, team, language: language || null, isDefault }
    if (!kept) return done.mutate({ path: '/addresses', body })
    done.mutate({ path: `/addresses/${kept.id}`, method: 'PATCH', body: { version: kept.version, ...body } })
  }
  return (
    <Sheet
      open
      width="small"
      onClose={onClose}
      title={kept?.address ?? say('set_up.address_add')}
      onSubmit={go}
      foot={
        <>
          {kept && <RemoveAddress address={kept} onDone={close('set_up.removed')} />}
          <Send isSending={done.isPending}>{say(kept ? 'kit.save' : 'set_up.add')}</Send>
        </>
      }
    >
      <div className={s.form}>
        <Wrong errors={errors} thrown={done.error} />
        <AddressField address={address} onChange={setAddress} />
        <TeamField team={team} onChange={setTeam} />
        <LanguageField
          label={say('set_up.address_language')}
          value={language}
          first={{ value: '', text: say('set_up.address_language_mail') }}
          onChange={setLanguage}
        />
        <Check
          checked={isDefault}
          disabled={kept?.isDefault || isFirst}
          onChange={event => setDefault(event.currentTarget.checked)}
        >
          {say('set_up.address_default')}
        </Check>
      </div>
    </Sheet>
  )
}

function AddressField({ address, onChange }: { address: string; onChange: (address: string) => void }) {
  const say = useSay()
  return (
    <TextField
      label={say('set_up.address')}
      type="email"
      inputMode="email"
      value={address}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

/** Which team reads what comes in here. */
function TeamField({ team, onChange }: { team: TeamId | undefined; onChange: (team: TeamId) => void }) {
  const say = useSay()
  const { desk } = useSession()
  return (
    <SelectField
      label={say('set_up.address_team')}
      value={team}
      options={desk.teams.map(one => ({ value: one.id, text: one.name }))}
      onChange={event => onChange(event.currentTarget.value as TeamId)}
    />
  )
}

function RemoveAddress({
  address: { id, address, version },
  onDone,
}: {
  address: Address
  onDone: () => void
}) {
  return <Remove name={address} path={`/addresses/${id}?version=${version}`} onDone={onDone} />
}
