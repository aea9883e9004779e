// The mark of an own entry that is not stored yet: ⇡ on its way or waiting for the connection, ✕ refused
// with reason.
import type { ReactNode } from 'react'
import { Button } from '#web/kit/button.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { PoliciesAbout } from '../policies/policies-about.tsx'
import { useCase } from './case-context.ts'
import type { OwnDeed } from './foresee.ts'
import s from './case.module.css'

/** Acts in the right column; their words stand in line with the column's. */
export function StandActs({ children }: { children: ReactNode }) {
  return <span className={s.standActs}>{children}</span>
}

export function OwnMark({ deed }: { deed: OwnDeed | undefined }) {
  const { say, again, drop } = useCase()
  if (!deed) return null
  if (deed.state !== 'refused')
    return (
      <span className="soft">
        <Glyph name="sending" /> {say(deed.state === 'waiting' ? 'case.own_waiting' : 'case.own_sending')}
      </span>
    )
  return (
    <span className={s.refused}>
      <Glyph name="missed" /> {say('case.own_refused', { reason: deed.reason ?? '' })}
      <PoliciesAbout code={deed.code} />
      <span className="row">
        <Button kind="quiet" onClick={() => again(deed.key)}>
          {say('kit.try_again')}
        </Button>
        <Button kind="quiet" onClick={() => drop(deed.key)}>
          {say('case.own_drop')}
        </Button>
      </span>
    </span>
  )
}
