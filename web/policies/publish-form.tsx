// Publishing a policy of the house, or its next version: title, words, whom it binds, and by when it is to be
// acknowledged. Not: the page of one (policy-screen.tsx).
import { useState } from 'react'
import type { Audience } from '#core/house-policy/house-policy-fact.ts'
import type { PolicyMoment } from '#core/house-policy/moment.ts'
import { DeedDialog } from '../case/deed-dialog.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { nowMs } from '../kit/now.ts'
import { LevelTicks, TeamTicks } from '../set-up/parts.tsx'
import { useSay } from '../words.ts'
import { MomentTicks } from './place-form.tsx'
import { useWish, type WholePolicy } from './policies-api.ts'

type Props = {
  onClose: () => void
  onDone?: (number: number) => void
  /** the policy whose next version it is */
  of?: WholePolicy
}
const days = [3, 7, 14, 30] as const
const dayMs = 86_400_000

/** A new one, or the next version of one. */
export function PublishForm({ onClose, onDone, of }: Props) {
  const say = useSay()
  const [form, setForm] = useState({
    ...{ title: of?.title ?? '', words: of?.words ?? '', changed: '', days: '7' },
    moments: [] as readonly PolicyMoment[],
    audience: of?.audience ?? ({ levels: [], teams: [], roles: [] } as Audience),
  })
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const wish = useWish(onDone)
  const needed = [form.title, form.words, ...(of ? [form.changed] : [])]
  const title = say(of ? 'house_policy.act_publish' : 'house_policy.begin')
  const go = () => {
    const { title, words, audience, changed, moments } = form
    const acknowledgeBy = nowMs() + Number(form.days) * dayMs
    const body = {
      title,
      words,
      audience,
      acknowledgeBy,
      ...(of ? { read: of.version, changed } : { moments }),
    }
    const path = of ? `/house-policies/${of.number}/publish` : '/house-policies'
    return wish.mutateAsync({ path, body, said: say('house_policy.published') })
  }
  return (
    <DeedDialog
      title={title}
      doText={say('house_policy.act_publish_do')}
      missing={needed.every(one => one.trim() !== '') ? '' : say('house_policy.needs_words')}
      onDo={go}
      onClose={onClose}
    >
      <Words form={form} set={set} isNext={of !== undefined} />
      <p className="soft sm">{say('house_policy.audience_note')}</p>
      <LevelTicks
        value={form.audience.levels}
        onChange={levels => set({ audience: { ...form.audience, levels } })}
      />
      <TeamTicks
        value={form.audience.teams}
        onChange={teams => set({ audience: { ...form.audience, teams } })}
      />
      {!of && <MomentTicks value={form.moments} onChange={moments => set({ moments })} />}
      <SelectField
        label={say('house_policy.days')}
        value={form.days}
        options={days.map(n => ({ value: String(n), text: say('house_policy.days_n', { n }) }))}
        onChange={event => set({ days: event.currentTarget.value })}
      />
    </DeedDialog>
  )
}

type Said = { title: string; words: string; changed: string }
type WordsProps = { form: Said; set: (change: Partial<Said>) => void; isNext: boolean }
function Words({ form, set, isNext }: WordsProps) {
  const say = useSay()
  return (
    <>
      <TextField
        label={say('house_policy.headline')}
        value={form.title}
        maxLength={200}
        needed={form.title.trim() === ''}
        autoFocus
        onChange={event => set({ title: event.currentTarget.value })}
      />
      <TextArea
        label={say('house_policy.words')}
        value={form.words}
        needed={form.words.trim() === ''}
        onChange={event => set({ words: event.currentTarget.value })}
      />
      {isNext && (
        <TextArea
          label={say('house_policy.changed')}
          value={form.changed}
          needed={form.changed.trim() === ''}
          onChange={event => set({ changed: event.currentTarget.value })}
        />
      )}
    </>
  )
}
