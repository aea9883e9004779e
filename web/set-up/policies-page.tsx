// What we owe: policies in sentences, each with its versions, and what everybody gets who has no contract.
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { newestVersion, type PolicyVersion } from '#core/clock/policy.ts'
import { Button, LinkButton } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Slot } from '../kit/slot.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { Tag } from '../kit/tag.tsx'
import { toast } from '../kit/toast.ts'
import { useSay, useWords } from '../words.ts'
import { type Calendar, namesOf, type Policy } from './agreements-api.ts'
import a from './agreements.module.css'
import { Sentence } from './level-sentences.tsx'
import { SetUpPage, useMe, Wrong } from './parts.tsx'
import { ruleSentence, warnSentences } from './policy-form.ts'
import { PolicySheet } from './policy-sheet.tsx'
import { PreviewPart } from './preview-part.tsx'
import s from './set-up.module.css'
import { type DeskSetting, useChange, useSetUp, useSetUpList } from './set-up-api.ts'

export default function PoliciesPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'policies', 'change')
  const query = useSetUpList<Policy>('/policies')
  const calendars = useSetUpList<Calendar>('/calendars')
  const [open, setOpen] = useState<Policy | 'new' | null>(null)
  const isFirst = calendars.data?.length === 0
  const add = mayChange && !isFirst && (
    <Button kind="main" onClick={() => setOpen('new')}>
      {say('set_up.policy_add')}
    </Button>
  )
  return (
    <SetUpPage title={say('set_up.policies')} acts={query.data?.length !== 0 && add}>
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={query} rows={4} bones="list">
        {policies =>
          policies.length === 0 ? (
            <Empty why={say(isFirst ? 'set_up.calendars_none' : 'set_up.policies_none')}>
              {isFirst && mayChange ? <ToCalendars /> : add}
            </Empty>
          ) : (
            <>
              <HousePolicy policies={policies} />
              {policies.map(one => (
                <OnePolicy
                  key={one.id}
                  policy={one}
                  calendars={namesOf(calendars.data)}
                  onChange={mayChange ? () => setOpen(one) : null}
                />
              ))}
            </>
          )
        }
      </ScreenState>
      {open && calendars.data && (
        <PolicySheet
          key={open === 'new' ? 'new' : open.id}
          policy={open === 'new' ? null : open}
          calendars={calendars.data}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}

function ToCalendars() {
  const say = useSay()
  return (
    <LinkButton kind="main" to="/admin/$" params={{ _splat: 'calendars' }}>
      {say('set_up.calendars')}
    </LinkButton>
  )
}

/** What those get who have no contract; nothing is a choice, too. */
function HousePolicy({ policies }: { policies: readonly Policy[] }) {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'desk', 'change')
  const query = useSetUp<DeskSetting>('/settings')
  const [chosen, setChosen] = useState<string | null>(null)
  const save = useChange(() => {
    setChosen(null)
    toast({ text: say('set_up.saved') })
  })
  return (
    <section className={a.part} aria-labelledby="house-policy">
      <h2 id="house-policy">{say('set_up.house_title')}</h2>
      <ScreenState query={query} rows={1} bones="list">
        {({ setting, version }) => {
          const kept = setting.housePolicy ?? ''
          const housePolicy = chosen ?? kept
          return (
            <>
              <Wrong thrown={save.error} />
              <p>
                <Sentence
                  text="set_up.house_sentence"
                  places={{
                    policy: (
                      <Slot
                        label={say('set_up.house_title')}
                        value={housePolicy}
                        disabled={!mayChange || save.isPending}
                        options={[
                          { value: '', text: say('set_up.house_nothing') },
                          ...policies.map(one => ({ value: one.id, text: one.name })),
                        ]}
                        onChange={setChosen}
                      />
                    ),
                  }}
                />
              </p>
              {housePolicy !== kept && (
                <>
                  <PreviewPart
                    path="/settings/preview"
                    change={{ housePolicy: housePolicy || null }}
                    of="house"
                  />
                  <div className="row">
                    <Button
                      kind="main"
                      aria-busy={save.isPending}
                      onClick={() =>
                        save.mutate({
                          path: '/settings',
                          method: 'PATCH',
                          body: { version, housePolicy: housePolicy || null },
                        })
                      }
                    >
                      {say('kit.save')}
                    </Button>
                    <Button kind="quiet" onClick={() => setChosen(null)}>
                      {say('kit.cancel')}
                    </Button>
                  </div>
                </>
              )}
            </>
          )
        }}
      </ScreenState>
    </section>
  )
}

type OneProps = {
  policy: Policy
  calendars: Readonly<Record<string, string>>
  /** null: one may only read */
  onChange: (() => void) | null
}

function OnePolicy({ policy, calendars, onChange }: OneProps) {
  const say = useSay()
  const newest = newestVersion(policy)
  const earlier = policy.versions.slice(0, -1).toReversed()
  return (
    <section className={a.part} aria-labelledby={policy.id}>
      <div className={a.head}>
        <h2 id={policy.id}>{policy.name}</h2>
        <Tag kind="plain">{say('set_up.policy_version', { n: newest?.version ?? 0 })}</Tag>
        {onChange && (
          <Button
            kind="quiet"
            aria-label={say('set_up.policy_new_version_of', { name: policy.name })}
            onClick={onChange}
          >
            {say('set_up.policy_new_version')}
          </Button>
        )}
      </div>
      {newest && <Owed version={newest} calendars={calendars} />}
      {earlier.length > 0 && (
        <details className={a.earlier}>
          <summary>{say('set_up.policy_earlier')}</summary>
          <p className="sm soft">{say('set_up.policy_keep')}</p>
          {earlier.map(one => (
            <div key={one.version}>
              <h3 className={s.legend}>{say('set_up.policy_version', { n: one.version })}</h3>
              <Owed version={one} calendars={calendars} />
            </div>
          ))}
        </details>
      )}
    </section>
  )
}

type OwedProps = { version: PolicyVersion; calendars: Readonly<Record<string, string>> }

/** A version in sentences. */
function Owed({ version, calendars }: OwedProps) {
  const words = useWords()
  const name = calendars[version.calendar]
  return (
    <>
      <ul className={a.owed}>
        {version.targets.map(rule => (
          <li key={rule.kind}>
            {ruleSentence(rule, words)} <span className="faint">{warnSentences(rule, words)}</span>
          </li>
        ))}
      </ul>
      {name && <p className="sm soft">{words.say('set_up.policy_counted', { name })}</p>}
    </>
  )
}
