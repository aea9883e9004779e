// A case belongs to a problem: to one that is open, or to a new one; and that this was a mistake.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { findingsOf } from '#core/case/findings.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { MatterId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { howOfCase } from '#core/problem/problem-fact.ts'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { keys } from '#web/api/query.ts'
import { OpenForm } from '../problem/open-form.tsx'
import { useProblems } from '../problem/problems-api.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

const fresh = 'new'

/** m: to which problem it belongs. */
export function MatterJoinForm({ id, onClose }: SheetProps) {
  const { say, act, state } = useCase()
  const query = useProblems({ view: 'going', product: '', cause: '' })
  const [chosen, setChosen] = useState(id ?? '')
  const [because, setBecause] = useState('')
  const [isNew, setNew] = useState(false)
  const all = (query.data?.pages.flatMap(page => page.items) ?? []).filter(
    one => state.matters?.[one.id] === undefined,
  )
  if (isNew) return <FreshProblem onClose={onClose} />
  const why = because.trim()
  return (
    <DeedDialog
      title={say('problem.case_join')}
      doText={say('kit.save')}
      missing={chosen === '' ? say('problem.needs') : ''}
      onDo={() =>
        void act('matter.join', { matter: chosen as MatterId, ...(why !== '' && { because: why }) })
      }
      onClose={onClose}
    >
      <SelectField
        label={say('problem.case_which')}
        value={chosen}
        needed={chosen === ''}
        autoFocus
        options={[
          { value: '', text: '–' },
          { value: fresh, text: say('problem.case_new') },
          ...all.map(one => ({ value: one.id as string, text: `${one.number} ${one.title}` })),
        ]}
        onChange={event =>
          event.currentTarget.value === fresh ? setNew(true) : setChosen(event.currentTarget.value)
        }
      />
      <TextField
        label={say('deeds.because')}
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** A new one, which the case belongs to from its beginning. */
function FreshProblem({ onClose }: Pick<SheetProps, 'onClose'>) {
  const { data, state, text } = useCase()
  const client = useQueryClient()
  const from = { cases: [String(data.number)], title: text(state.subject), product: state.product }
  return (
    <OpenForm
      from={{ ...from, ...causeOf(state, text) }}
      onDone={() => void client.invalidateQueries({ queryKey: keys.cases })}
      onClose={onClose}
    />
  )
}

/** The cause that was found in the case, as the problem says it. */
function causeOf(state: OpenedCase, text: (ref: TextRef | null) => string) {
  const { cause, hypotheses } = findingsOf(state)
  const found = cause && hypotheses[cause.hypothesis]
  return found ? { cause: { cause: text(found.text), how: howOfCase[cause.how] } } : {}
}

/** It does not belong there after all. */
export function MatterLeaveForm({ id, onClose }: SheetProps) {
  const { say, act, data } = useCase()
  const [because, setBecause] = useState('')
  const one = data.matters.find(each => each.id === id)
  const what = one ? say(`matter.kind_${one.kind}`, { number: one.number }) : '–'
  const why = because.trim()
  return (
    <DeedDialog
      title={say('problem.case_leave', { what })}
      doText={say('kit.save')}
      missing={why === '' ? say('roles.needs_reason') : ''}
      onDo={() => void act('matter.leave', { matter: id as MatterId, because: why })}
      onClose={onClose}
    >
      <TextField
        label={say('deeds.because')}
        needed={why === ''}
        autoFocus
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
