// By which keys the mails of each domain are signed: what to enter where the domain is kept, whether it is
// seen there, fresh keys, and switching off. Not: how it stands in one word (signing-state.ts).
import { maySetUp } from '#core/access/set-up.ts'
import { Button } from '../kit/button.tsx'
import { Glyph } from '../kit/glyph.tsx'
import type { GlyphName } from '../kit/glyphs.ts'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Strip } from '../kit/strip.tsx'
import { Tag, type TagKind } from '../kit/tag.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { CopyField, SetUpPage, useDay, useDayTime, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange, useSetUpList } from './set-up-api.ts'
import { type SigningDomain, type SigningKey, type SigningState, signingState } from './signing-state.ts'

export default function SigningPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'signing', 'change')
  const query = useSetUpList<SigningDomain>('/signing')
  return (
    <SetUpPage title={say('set_up.signing')}>
      <Strip>{say(mayChange ? 'signing.why' : 'set_up.read_only')}</Strip>
      <ScreenState query={query} rows={4}>
        {all => all.map(one => <DomainPart key={one.domain} one={one} mayChange={mayChange} />)}
      </ScreenState>
    </SetUpPage>
  )
}

const signs: Readonly<Record<SigningState, GlyphName>> = {
  none: 'open',
  off: 'off',
  lost: 'late',
  waiting: 'soon',
  broken: 'late',
  changing: 'kept',
  signing: 'kept',
}

type DomainProps = { one: SigningDomain; mayChange: boolean }

function DomainPart({ one, mayChange }: DomainProps) {
  const say = useSay()
  const state = signingState(one)
  const tell = (now: SigningDomain) => toast({ text: say(`signing.state_${signingState(now)}`) })
  const change = useChange<SigningDomain>(tell)
  const make = useChange(() => toast({ text: say('signing.made') }))
  const path = `/signing/${one.domain}`
  const current = one.keys.filter(key => key.state !== 'retired')
  const old = one.keys.filter(key => key.state === 'retired')
  return (
    <section className={s.part} aria-label={one.domain}>
      <h2>{one.domain}</h2>
      <p className={s.said}>
        <Glyph name={signs[state]} /> <span>{say(`signing.state_${state}`)}</span>
      </p>
      {!one.isOurs && <p className="soft">{say('signing.not_ours')}</p>}
      <Wrong thrown={change.error ?? make.error} />
      {mayChange && (
        <DomainKeys
          {...{ one, state }}
          isBusy={change.isPending || make.isPending}
          onMake={() => make.mutate({ path: `${path}/keys` })}
          onLook={() => change.mutate({ path: `${path}/look` })}
          onSwitch={active =>
            change.mutate({ path, method: 'PATCH', body: { version: one.version, active } })
          }
        />
      )}
      {current.map(key => (
        <KeyPart key={key.selector} one={key} />
      ))}
      {old.map(key => (
        <OldKey key={key.selector} one={key} path={mayChange ? path : null} />
      ))}
    </section>
  )
}

type KeysProps = {
  one: SigningDomain
  state: SigningState
  isBusy: boolean
  onMake: () => void
  onLook: () => void
  onSwitch: (active: boolean) => void
}

/** What can be done with a domain now. */
function DomainKeys({ one, state, isBusy, onMake, onLook, onSwitch }: KeysProps) {
  const say = useSay()
  const hasKeys = one.keys.some(key => key.state !== 'retired')
  const waits = one.keys.some(key => key.algorithm === 'rsa' && key.state === 'waiting')
  return (
    <div className={s.places}>
      {hasKeys && (
        <Button kind={waits ? 'main' : 'plain'} aria-busy={isBusy} onClick={onLook}>
          {say('signing.look')}
        </Button>
      )}
      {!waits && one.isOurs && (
        <Button kind={state === 'none' ? 'main' : 'plain'} aria-busy={isBusy} onClick={onMake}>
          {say(hasKeys ? 'signing.change' : 'signing.make')}
        </Button>
      )}
      {hasKeys && (
        <Button kind="quiet" aria-busy={isBusy} onClick={() => onSwitch(!one.active)}>
          {say(one.active ? 'signing.switch_off' : 'signing.switch_on')}
        </Button>
      )}
    </div>
  )
}

const tags: Readonly<Record<SigningKey['state'], TagKind>> = {
  waiting: 'wait',
  signing: 'yes',
  resting: 'plain',
  retired: 'plain',
  lost: 'late',
}

/** One key: the record to enter, and what the last look found. */
function KeyPart({ one }: { one: SigningKey }) {
  const say = useSay()
  const when = useDayTime()
  const isFine = one.finding === 'seen'
  return (
    <div className={`${s.form} ${s.after}`}>
      <div>
        <h3 className="row">
          {say(`signing.kind_${one.algorithm}`)}{' '}
          <Tag kind={tags[one.state]}>{say(`signing.key_${one.state}`)}</Tag>
        </h3>
        <p className="sm soft">{say(one.algorithm === 'rsa' ? 'signing.name_hint' : 'signing.second_why')}</p>
      </div>
      <CopyField label={say('signing.record_name')} value={one.name} />
      <CopyField label={say('signing.record_value')} value={one.value} />
      {one.finding !== null && one.checkedAt !== null && (
        <div>
          <p className={s.said}>
            <Glyph name={isFine ? 'kept' : 'late'} /> <span>{say(`signing.finding_${one.finding}`)}</span>
          </p>
          {!isFine && one.says !== '' && (
            <p className={`${s.fields} soft`}>{say('signing.stands', { says: one.says })}</p>
          )}
          <p className="sm soft">{say('signing.looked', { at: when(one.checkedAt) })}</p>
        </div>
      )}
    </div>
  )
}

/** A key that signs no more: until when its record has to stay. */
function OldKey({ one, path }: { one: SigningKey; path: string | null }) {
  const say = useSay()
  const day = useDay()
  const forget = useChange(() => toast({ text: say('set_up.removed') }))
  const mayGo = one.removableAt !== null && one.removableAt <= nowMs()
  return (
    <div className={s.after}>
      <h3 className="row">
        <span className={s.fields}>{one.name}</span> <Tag>{say('signing.key_retired')}</Tag>
      </h3>
      <p className="soft">
        {mayGo ? say('signing.may_go_now') : say('signing.may_go', { day: day(one.removableAt ?? 0) })}
      </p>
      <Wrong thrown={forget.error} />
      {path !== null && mayGo && (
        <Button
          kind="quiet"
          aria-label={say('signing.forget_one', { name: one.selector })}
          onClick={() => forget.mutate({ path: `${path}/keys/${one.selector}`, method: 'DELETE' })}
        >
          {say('signing.forget')}
        </Button>
      )}
    </div>
  )
}
