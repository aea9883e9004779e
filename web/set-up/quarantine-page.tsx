// Files that are kept back, with the reasons and the way to their case; what is kept back, and how the virus
// scanner is. Giving one free is done in its case, where one sees who sent it. Not: how files are judged.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { type FileDanger, type WaivableDanger, waivableDangers } from '#core/case/file-fact.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Slot } from '../kit/slot.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { Sentence } from './level-sentences.tsx'
import { SetUpPage, useDayTime, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type DeskSetting, useChange, useSetUp } from './set-up-api.ts'

type Held = {
  readonly case: string
  readonly number: number
  readonly file: string
  /** null: one may not read its case */
  readonly name: string | null
  readonly dangers: readonly FileDanger[]
  readonly since: number
}
type Quarantine = {
  readonly items: readonly Held[]
  readonly next: string | null
  readonly scanner: 'none' | 'fine' | 'away'
  readonly unscanned: number
}

export default function QuarantinePage() {
  const say = useSay()
  const [cursor, setCursor] = useState('')
  const query = useSetUp<Quarantine>('/quarantine', { ...(cursor && { cursor }) })
  return (
    <SetUpPage title={say('set_up.quarantine')}>
      <ScreenState query={query} rows={4}>
        {({ items, next, scanner, unscanned }) => (
          <>
            <ScannerStrip scanner={scanner} n={unscanned} />
            {items.length === 0 ? <Empty why={say('files.list_none')} /> : <HeldFiles items={items} />}
            {next && (
              <div className={s.part}>
                <Button onClick={() => setCursor(next)}>{say('set_up.more')}</Button>
              </div>
            )}
          </>
        )}
      </ScreenState>
      <KeptBack />
    </SetUpPage>
  )
}

function ScannerStrip({ scanner, n }: { scanner: Quarantine['scanner']; n: number }) {
  const say = useSay()
  const words = say(`files.scanner_${scanner}`, { n })
  return scanner === 'away' ? (
    <Strip kind="warn" glyph="warn">
      {words}
    </Strip>
  ) : (
    <Strip>{words}</Strip>
  )
}

function HeldFiles({ items }: { items: readonly Held[] }) {
  const say = useSay()
  const when = useDayTime()
  return (
    <Table
      caption={say('set_up.quarantine')}
      rows={items}
      keyOf={one => one.file}
      columns={[
        {
          key: 'file',
          head: say('files.file'),
          cell: one => one.name ?? <span className="soft">{say('files.list_leads')}</span>,
        },
        {
          key: 'why',
          head: say('files.why'),
          cell: one => one.dangers.map(danger => say(`files.danger_${danger}`)).join(', '),
        },
        {
          key: 'case',
          head: say('common.case'),
          cell: one => (
            <Link to="/c/$number" params={{ number: String(one.number) }}>
              {one.number}
            </Link>
          ),
        },
        {
          key: 'since',
          head: say('files.since'),
          cell: one => <span className="soft num">{when(one.since)}</span>,
        },
      ]}
    />
  )
}

/** Which kinds are kept back, and what happens while the scanner is away. */
function KeptBack() {
  const say = useSay()
  const query = useSetUp<DeskSetting>('/settings')
  const save = useChange(() => toast({ text: say('set_up.saved') }))
  const off = !maySetUp(useMe(), 'desk', 'change') || save.isPending
  return (
    <ScreenState query={query} rows={3} bones="list">
      {({ setting: { files }, version }) => {
        const change = (changes: Partial<typeof files>) =>
          save.mutate({
            path: '/settings',
            method: 'PATCH',
            body: { version, files: { ...files, ...changes } },
          })
        return (
          <section className={s.say} aria-labelledby="kept-back">
            <h2 id="kept-back">{say('files.set')}</h2>
            <Wrong thrown={save.error} />
            <p className="sm soft">{say('files.set_always')}</p>
            <ol className={s.sentences}>
              <Kinds passes={files.passes} off={off} onChange={passes => change({ passes })} />
              <li className={s.sentence}>
                <Sentence
                  text="files.set_unchecked"
                  places={{
                    a: (
                      <Slot
                        label={say('files.set_unchecked', { a: '…' })}
                        value={files.unchecked}
                        disabled={off}
                        options={(['give', 'hold'] as const).map(value => ({
                          value,
                          text: say(`files.set_unchecked_${value}`),
                        }))}
                        onChange={unchecked => change({ unchecked })}
                      />
                    ),
                  }}
                />
              </li>
            </ol>
          </section>
        )
      }}
    </ScreenState>
  )
}

type KindsProps = {
  passes: readonly WaivableDanger[]
  off: boolean
  onChange: (passes: readonly WaivableDanger[]) => void
}

/** Ticked: it is kept back. */
function Kinds({ passes, off, onChange }: KindsProps) {
  const say = useSay()
  const toggled = (one: WaivableDanger) =>
    waivableDangers.filter(each => (each === one) !== passes.includes(each))
  return (
    <li className={s.sentence}>
      <fieldset className={s.checks} disabled={off}>
        <legend className={s.legend}>{say('files.set_kinds')}</legend>
        <div className={s.two}>
          {waivableDangers.map(one => (
            <Check key={one} checked={!passes.includes(one)} onChange={() => onChange(toggled(one))}>
              {say(`files.set_${one}`)}
            </Check>
          ))}
        </div>
      </fieldset>
    </li>
  )
}
