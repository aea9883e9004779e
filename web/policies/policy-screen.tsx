// One policy of the house: what it says, what is new in it, acknowledging it, and its versions. Not: the form
// that publishes (publish-form.tsx).
import { Link, useLocation, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { DeedDialog } from '../case/deed-dialog.tsx'
import { useDesk } from '../case/desk.ts'
import { Button } from '../kit/button.tsx'
import { Fact, Facts } from '../kit/facts.tsx'
import { SelectField, TextArea } from '../kit/field.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useLookBeside } from '../notices/use-notices.ts'
import { useDayTime } from '../set-up/parts.tsx'
import { useSay } from '../words.ts'
import { PlaceForm } from './place-form.tsx'
import { usePolicy, useWish, type WholePolicy } from './policies-api.ts'
import { MineTag } from './policies-screen.tsx'
import s from './policies.module.css'
import { PublishForm } from './publish-form.tsx'

/** `/policies/{number}` */
export default function PolicyScreen() {
  const say = useSay()
  const { number } = useParams({ strict: false }) as { number: string }
  const query = usePolicy(number)
  const gone = <Empty why={say('refusal.house_policy_not_found')} />
  return (
    <Tall>
      <ScreenBar title={say('house_policy.one', { number })} ruled>
        <Link to="/policies">{say('house_policy.all')}</Link>
      </ScreenBar>
      <Scroll label={say('house_policy.one', { number })}>
        <ScreenState query={query} rows={4} bones="entries" gone={gone}>
          {one => <One one={one} />}
        </ScreenState>
      </Scroll>
    </Tall>
  )
}

function One({ one }: { one: WholePolicy }) {
  const say = useSay()
  const when = useDayTime()
  useLookBeside(one.id, one.seq)
  return (
    <div className={s.page}>
      <h2>{one.title}</h2>
      {one.because !== null && (
        <Strip kind="warn">{say('house_policy.withdrawn_because', { because: one.because })}</Strip>
      )}
      {one.mine === 'awaited' && (
        <Strip>{say('house_policy.read_by', { at: when(one.acknowledgeBy) })}</Strip>
      )}
      <p className={s.words}>{one.words || '–'}</p>
      {one.changed && (
        <section>
          <h3>{say('house_policy.changed')}</h3>
          <p className={s.words}>{one.changed}</p>
        </section>
      )}
      <Next one={one} />
      <Facts>
        <Fact label={say('house_policy.mine')}>
          <MineTag one={one} />
        </Fact>
        <Fact label={say('house_policy.owner')}>{one.ownerName}</Fact>
        <Fact label={say('house_policy.audience')}>
          <AudienceText one={one} />
        </Fact>
        <Fact label={say('house_policy.moments')}>
          {one.moments.map(moment => say(`house_policy.moment_${moment}`)).join(', ') || '–'}
        </Fact>
        <Fact label={say('house_policy.waits_for')}>{one.waitsFor}</Fact>
      </Facts>
      <Awaited one={one} />
      <Versions one={one} />
    </div>
  )
}

function AudienceText({ one }: { one: WholePolicy }) {
  const say = useSay()
  const { teamName } = useDesk()
  const { audience } = one
  const all = [
    ...audience.levels.map(n => say('common.level', { n })),
    ...audience.teams.map(teamName),
    ...audience.roles.map(role => say(`set_up.role_${role}`)),
  ]
  return <>{all.length > 0 ? all.join(', ') : say('house_policy.whole_house')}</>
}

const order = [
  ['acknowledge', 'y'],
  ['publish', 'e'],
  ['place', 'm'],
  ['name_owner', 'w'],
  ['withdraw', 'x'],
] as const
type Deed = (typeof order)[number][0]

function Next({ one }: { one: WholePolicy }) {
  const say = useSay()
  const wish = useWish()
  const [open, setOpen] = useState<Deed | null>(null)
  const close = () => setOpen(null)
  const acknowledge = () => {
    const { version, hash, number } = one
    const path = `/house-policies/${number}/acknowledge`
    wish.mutate({ path, body: { version, hash }, said: say('house_policy.acknowledged') })
  }
  const run = (deed: Deed) => (deed === 'acknowledge' ? acknowledge() : setOpen(deed))
  const all = order.filter(([deed]) => one.may.includes(deed))
  useKeys(
    open === null
      ? Object.fromEntries(
          all.map(([deed, key]) => [key, { does: say(`house_policy.act_${deed}`), run: () => run(deed) }]),
        )
      : {},
  )
  return (
    <div className={s.acts}>
      {all.map(([deed, key]) => (
        <Button
          key={deed}
          kind={deed === 'acknowledge' ? 'main' : 'plain'}
          keys={key}
          onClick={() => run(deed)}
        >
          {say(`house_policy.act_${deed}`)}
        </Button>
      ))}
      {open === 'publish' && <PublishForm of={one} onClose={close} />}
      {open === 'place' && <PlaceForm one={one} onClose={close} />}
      {open === 'name_owner' && <OwnerForm one={one} onClose={close} />}
      {open === 'withdraw' && <WithdrawForm one={one} onClose={close} />}
    </div>
  )
}

type FormProps = { one: WholePolicy; onClose: () => void }
function WithdrawForm({ one, onClose }: FormProps) {
  const say = useSay()
  const wish = useWish()
  const [because, setBecause] = useState('')
  const path = `/house-policies/${one.number}/withdraw`
  return (
    <DeedDialog
      title={say('house_policy.act_withdraw')}
      doText={say('house_policy.act_withdraw')}
      missing={because.trim() === '' ? say('house_policy.needs_words') : ''}
      onDo={() => wish.mutateAsync({ path, body: { because }, said: say('house_policy.withdrawn') })}
      onClose={onClose}
    >
      <TextArea
        label={say('house_policy.because')}
        value={because}
        maxLength={500}
        needed={because.trim() === ''}
        autoFocus
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

function OwnerForm({ one, onClose }: FormProps) {
  const say = useSay()
  const wish = useWish()
  const { facts } = useDesk()
  const [owner, setOwner] = useState<string>(one.owner)
  const path = `/house-policies/${one.number}/name_owner`
  return (
    <DeedDialog
      title={say('house_policy.act_name_owner')}
      doText={say('house_policy.act_name_owner')}
      missing=""
      onDo={() => wish.mutateAsync({ path, body: { owner }, said: say('house_policy.owner_named') })}
      onClose={onClose}
    >
      <SelectField
        label={say('house_policy.owner')}
        value={owner}
        options={Object.values(facts.agents).map(({ id, name }) => ({ value: id as string, text: name }))}
        onChange={event => setOwner(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

function Awaited({ one }: { one: WholePolicy }) {
  const say = useSay()
  const when = useDayTime()
  if (one.awaited.length === 0) return null
  return (
    <section>
      <h3>{say('house_policy.awaited')}</h3>
      <p className={s.words}>{one.awaited.map(({ name }) => name).join(', ')}</p>
      {one.remindedAt !== null && (
        <p className="soft sm">{say('house_policy.reminded', { at: when(one.remindedAt) })}</p>
      )}
    </section>
  )
}

/** A decision leads to the version it rests on: that one is shown, once it is there. */
function useNamedVersion(one: WholePolicy): void {
  const hash = useLocation({ select: ({ hash }) => hash })
  useEffect(() => {
    if (one.versions.length > 0) document.getElementById(hash)?.scrollIntoView({ block: 'center' })
  }, [hash, one.versions])
}

function Versions({ one }: { one: WholePolicy }) {
  const say = useSay()
  useNamedVersion(one)
  const [, ...before] = one.versions
  if (before.length === 0) return null
  return (
    <section>
      <h3>{say('house_policy.versions')}</h3>
      <ul className={s.list}>
        {before.map(version => (
          <li key={version.version} id={`v${version.version}`}>
            <span className="soft sm">
              {say('house_policy.version', { version: version.version })} ·{' '}
              <TimeText at={version.publishedAt} as="wall" /> · {version.title}
            </span>
            <p className={s.words}>{version.words || '–'}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
