// The organisations contracts are made with, and the mail domains by which whoever writes for the first time
// is taken into one. Not: who is in one already (case/organisation-form.tsx).
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { Button } from '../kit/button.tsx'
import { cx } from '../kit/cx.ts'
import { TextField } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import type { Organisation } from './agreements-api.ts'
import a from './agreements.module.css'
import { domainsOf, wrongDomain } from './organisation-domains.ts'
import { Line, Send, useDone, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange, useFound } from './set-up-api.ts'

/** More than so many are folded. */
const shownMax = 8

export function OrganisationsPart({ organisations }: { organisations: readonly Organisation[] }) {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'organisations', 'change')
  const [open, setOpen] = useState<Organisation | 'new' | null>(null)
  if (organisations.length === 0 && !mayChange) return null
  return (
    <section aria-labelledby="organisations">
      <h2 className={s.part} id="organisations">
        {say('set_up.organisations')}
      </h2>
      {organisations.length > shownMax ? (
        <Folded all={organisations} onOpen={mayChange ? setOpen : null} />
      ) : (
        organisations.length > 0 && <Organisations all={organisations} onOpen={mayChange ? setOpen : null} />
      )}
      {mayChange && (
        <p className={s.part}>
          <Button onClick={() => setOpen('new')}>{say('set_up.organisation_add')}</Button>
        </p>
      )}
      {open && (
        <OrganisationSheet
          key={open === 'new' ? 'new' : open.id}
          organisation={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  )
}

type ListProps = {
  all: readonly Organisation[]
  /** null: one may only read */
  onOpen: ((organisation: Organisation) => void) | null
}

/** Many of them: shown when they are asked for, and found by letters of the name. */
function Folded({ all, onOpen }: ListProps) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const { found, error } = useFound<Organisation>('/organisations', typed)
  const rows = found ?? all
  return (
    <details className={a.earlier}>
      <summary className={s.part}>{say('set_up.organisations_show', { n: all.length })}</summary>
      <div className={cx(s.wide, a.find)}>
        <TextField
          label={say('set_up.organisation_find')}
          type="search"
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
      </div>
      <Wrong thrown={error ?? undefined} />
      {rows.length === 0 ? (
        <p className={cx(s.note, 'soft')} role="status">
          {say('set_up.organisation_found_none')}
        </p>
      ) : (
        <Organisations all={rows} onOpen={onOpen} />
      )}
    </details>
  )
}

function Organisations({ all, onOpen }: ListProps) {
  const say = useSay()
  return (
    <Table
      caption={say('set_up.organisations')}
      rows={all.toSorted((one, other) => one.name.localeCompare(other.name))}
      keyOf={one => one.id}
      columns={[
        { key: 'name', head: say('set_up.organisation'), cell: one => <b>{one.name}</b> },
        {
          key: 'domains',
          head: say('set_up.organisation_domains'),
          cell: one => one.domains.join(', ') || '–',
        },
        {
          key: 'change',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one =>
            onOpen && (
              <Button
                kind="quiet"
                aria-label={say('set_up.change_one', { name: one.name })}
                onClick={() => onOpen(one)}
              >
                {say('set_up.change')}
              </Button>
            ),
        },
      ]}
    />
  )
}

type SheetProps = { organisation: Organisation | null; onClose: () => void }

function OrganisationSheet({ organisation, onClose }: SheetProps) {
  const say = useSay()
  const close = useDone(onClose)
  const [name, setName] = useState(organisation?.name ?? '')
  const [typed, setTyped] = useState(organisation?.domains.join(', ') ?? '')
  const [isTried, setTried] = useState(false)
  const done = useChange(close(organisation ? 'set_up.saved' : 'set_up.added'))
  const domains = domainsOf(typed)
  const wrong = wrongDomain(domains)
  const isNameless = name.trim() === ''
  const go = () => {
    setTried(true)
    if (isNameless || wrong !== undefined || done.isPending) return
    const body = { name: name.trim(), domains }
    if (!organisation) return done.mutate({ path: '/organisations', body })
    const { id, version } = organisation
    done.mutate({ path: `/organisations/${id}`, method: 'PATCH', body: { version, ...body } })
  }
  return (
    <Sheet
      open
      width="small"
      onClose={onClose}
      title={organisation?.name ?? say('set_up.organisation_add')}
      onSubmit={go}
      foot={<Send isSending={done.isPending}>{say(organisation ? 'kit.save' : 'set_up.add')}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={isTried && isNameless ? [say('set_up.name_needed')] : []} thrown={done.error} />
        <Line label={say('set_up.name')} value={name} onChange={setName} />
        <TextField
          label={say('set_up.organisation_domains')}
          hint={say('set_up.organisation_domains_hint')}
          error={isTried && wrong !== undefined ? say('set_up.organisation_no_domain', { wrong }) : undefined}
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
      </div>
    </Sheet>
  )
}
