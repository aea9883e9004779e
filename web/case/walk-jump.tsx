// j: on to another step of the script, with what was made sure of. Not: which steps there are
// (walk-choice.ts).
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { useWords } from '#web/words.ts'
import { type JumpStep, stepsToJump } from './walk-choice.ts'
import { scriptsQuery, titleIn, useScriptsAt, type WalkNow, withNames } from './walk-data.ts'
import { useNames } from './walk-names.ts'
import { Panel, WordsPanel } from './walk-panels.tsx'
import { PickList } from './walk-pick.tsx'
import s from './walk.module.css'

type Props = {
  now: WalkNow
  onClose: () => void
  onJump: (jump: { readonly to: string; readonly verified: string }) => void
}

export function Jump({ now, onClose, onJump }: Props) {
  const { say, language } = useWords()
  const { data: lines } = useQuery(scriptsQuery)
  const scripts = useScriptsAt([now.place, ...now.around])
  const [to, setTo] = useState<JumpStep | null>(null)
  const names = useNames()
  const found = stepsToJump(now, scripts, { language, titleOf: titleIn(lines?.items ?? [], language) })
  const steps = found.map(one => ({ ...one, text: withNames(one.text, names) }))
  if (to)
    return (
      <>
        <h3 className={s.question}>{say('walk.jump_to', { text: `${to.n} · ${to.text}` })}</h3>
        <WordsPanel
          label={say('walk.jump_verified')}
          doText={say('walk.jump_do')}
          onClose={() => setTo(null)}
          onDo={verified => onJump({ to: to.name, verified })}
        />
      </>
    )
  const noteOf = ({ end, of }: JumpStep) => [end && say('walk.is_end'), of].filter(Boolean).join(' · ')
  return (
    <Panel onClose={onClose}>
      <h3 className={s.question}>{say('walk.jump_where')}</h3>
      <PickList
        label={say('walk.jump_filter')}
        focus
        isNumbered
        picks={steps.map(one => ({ id: one.name, text: `${one.n} · ${one.text}`, note: noteOf(one) }))}
        onPick={name => setTo(steps.find(one => one.name === name) ?? null)}
      />
      <p className={s.acts}>
        <Button kind="quiet" keys="escape" onClick={onClose}>
          {say('walk.never_mind')}
        </Button>
      </p>
    </Panel>
  )
}
