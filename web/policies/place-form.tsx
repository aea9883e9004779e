// At which moments of the work a policy is shown: ticked when it is published, and changed later without
// anybody having to acknowledge anything. Not: its words (publish-form.tsx).
import { useState } from 'react'
import { type PolicyMoment, policyMoments } from '#core/house-policy/moment.ts'
import { DeedDialog } from '../case/deed-dialog.tsx'
import { Ticks } from '../set-up/parts.tsx'
import { useSay } from '../words.ts'
import { useWish, type WholePolicy } from './policies-api.ts'

type TicksProps = {
  value: readonly PolicyMoment[]
  onChange: (value: readonly PolicyMoment[]) => void
}

/** The moments, each to tick. */
export function MomentTicks({ value, onChange }: TicksProps) {
  const say = useSay()
  const all = policyMoments.map(moment => ({ value: moment, text: say(`house_policy.moment_${moment}`) }))
  return <Ticks label={say('house_policy.moments')} value={value} onChange={onChange} all={all} />
}

/** Says where a policy is shown from now on. */
export function PlaceForm({ one, onClose }: { one: WholePolicy; onClose: () => void }) {
  const say = useSay()
  const wish = useWish()
  const [moments, setMoments] = useState(one.moments)
  const path = `/house-policies/${one.number}/place`
  return (
    <DeedDialog
      title={say('house_policy.act_place')}
      note={say('house_policy.moments_note')}
      doText={say('house_policy.act_place_do')}
      missing=""
      onDo={() => wish.mutateAsync({ path, body: { moments }, said: say('house_policy.placed') })}
      onClose={onClose}
    >
      <MomentTicks value={moments} onChange={setMoments} />
    </DeedDialog>
  )
}
