// A skill this case needs because somebody says so: said with a reason, and taken back with one. Not: the
// skills of people (web/set-up/known-form.tsx).
import { useState } from 'react'
import type { SkillId } from '#core/kit/id.ts'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { Pill } from '#web/kit/pill.tsx'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

/** Which skill, and why. */
export function NeedForm({ onClose }: SheetProps) {
  const { say, act, state, desk } = useCase()
  const [skill, setSkill] = useState('')
  const [because, setBecause] = useState('')
  const all = Object.values(desk.facts.skills ?? {}).filter(
    one => one.active && !state.skills?.includes(one.id),
  )
  const why = because.trim()
  return (
    <DeedDialog
      title={say('roles.need')}
      note={say('roles.need_note')}
      doText={say('kit.save')}
      missing={skill === '' || why === '' ? say('roles.need_needed') : ''}
      onDo={() => void act('skill.need', { skill: skill as SkillId, because: why })}
      onClose={onClose}
    >
      <SelectField
        label={say('roles.need_which')}
        value={skill}
        autoFocus
        options={[{ value: '', text: '–' }, ...all.map(one => ({ value: one.id as string, text: one.name }))]}
        onChange={event => setSkill(event.currentTarget.value)}
      />
      <Because value={because} onChange={setBecause} />
    </DeedDialog>
  )
}

/** It needs it no more. */
export function ReleaseForm({ id, onClose }: SheetProps) {
  const { say, act, desk } = useCase()
  const [because, setBecause] = useState('')
  const skill = id as SkillId
  const why = because.trim()
  return (
    <DeedDialog
      title={say('roles.release', { skill: desk.facts.skills?.[skill]?.name ?? '–' })}
      doText={say('kit.save')}
      missing={why === '' ? say('roles.needs_reason') : ''}
      onDo={() => void act('skill.release', { skill, because: why })}
      onClose={onClose}
    >
      <Because value={because} onChange={setBecause} isFirst />
    </DeedDialog>
  )
}

type WhyProps = { value: string; onChange: (value: string) => void; isFirst?: boolean }
function Because({ value, onChange, isFirst = false }: WhyProps) {
  const { say } = useCase()
  return (
    <TextField
      label={say('deeds.because')}
      needed={value.trim() === ''}
      autoFocus={isFirst}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

/** The skills it needs, in its head; a press takes one back. */
export function SkillsNeeded() {
  const { say, state, desk, open, offWhy } = useCase()
  const { skills = [] } = state
  if (skills.length === 0) return null
  const nameOf = (skill: SkillId) => desk.facts.skills?.[skill]?.name ?? '–'
  const mayRelease = offWhy('skill.release') === ''
  return (
    <p className="row sm">
      {skills.map(skill => {
        const name = nameOf(skill)
        const text = say('roles.did_need', { skill: name })
        return mayRelease ? (
          <Pill
            key={skill}
            onRemove={() => open({ name: 'release', id: skill })}
            removeLabel={say('roles.release', { skill: name })}
          >
            {text}
          </Pill>
        ) : (
          <span key={skill}>{text}</span>
        )
      })}
    </p>
  )
}
