// Who gets the marked cases, and a word for a single one.
import { useState } from 'react'
import { worksAt } from '#core/people/desk-facts.ts'
import { useDesk } from '../case/desk.ts'
import { Button } from '../kit/button.tsx'
import { SelectField, TextArea } from '../kit/field.tsx'
import { Dialog } from '../kit/sheet.tsx'
import { useSay } from '../words.ts'
import type { Row, Target } from './hand-over-data.ts'
import type { Marks } from './hand-over-list.tsx'
import { useTargetName } from './hand-over-rows.tsx'

type Props = { rows: readonly Row[]; marks: Marks; onClose: () => void }

/** w: one for all that are marked, or for the row in focus. */
export function ChooseForm({ rows, marks, onClose }: Props) {
  const say = useSay()
  const desk = useDesk()
  const nameOf = useTargetName()
  const [to, setTo] = useState<Target | ''>('')
  const levels = [...new Set(rows.map(row => row.card.level))]
  const from = rows[0]?.as.work ? rows[0].card.worker : rows[0]?.card.contact
  const agents = Object.values(desk.facts.agents)
    .filter(one => one.active && one.id !== from && levels.some(level => worksAt(one, level)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const teams = Object.values(desk.facts.teams).filter(
    team => team.active && levels.some(level => level === team.level) && rows.some(row => row.as.work),
  )
  const options = [
    { value: '', text: say('hand_over.as_suggested') },
    ...agents.map(one => ({
      value: one.id as string,
      text: one.absent ? say('queue.give_absent', { name: one.name }) : one.name,
    })),
    ...teams.map(team => ({ value: team.id as string, text: nameOf(team.id) })),
  ]
  const done = () => {
    const ids = rows.map(row => row.card.id)
    if (to === '') marks.forget(ids)
    else marks.choose(ids, { to })
    for (const id of ids) if (!marks.marked.has(id)) marks.toggle(id)
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('hand_over.choose_title', { n: rows.length })}
      onSubmit={done}
      foot={
        <>
          <span />
          <Button kind="main" type="submit" keys="enter">
            {say('hand_over.choose')}
          </Button>
        </>
      }
    >
      <SelectField
        label={say('hand_over.to')}
        options={options}
        value={to}
        autoFocus
        onChange={event => setTo(event.currentTarget.value as Target)}
        onKeyDown={event => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          done()
        }}
      />
    </Dialog>
  )
}

/** i: what the next one should know of this case, in place of the word for all. */
export function WordForm({ row, marks, onClose }: { row: Row; marks: Marks; onClose: () => void }) {
  const say = useSay()
  const { id, number } = row.card
  const [note, setNote] = useState(marks.chosen.get(id)?.note ?? marks.word)
  const done = () => {
    marks.choose([id], { note: note.trim() })
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('hand_over.word_title', { number: String(number) })}
      onSubmit={done}
      foot={
        <>
          <span />
          <Button kind="main" type="submit" keys="mod+enter">
            {say('hand_over.word_keep')}
          </Button>
        </>
      }
    >
      <TextArea
        label={say('hand_over.word')}
        autoFocus
        maxLength={2_000}
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
      />
    </Dialog>
  )
}
