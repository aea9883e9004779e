// Choosing filters: each takes hold at once, and the address changes with it.
import { channels, kinds, severities } from '#core/case/event.ts'
import { useDesk } from '#web/case/desk.ts'
import { Button } from '#web/kit/button.tsx'
import { Check } from '#web/kit/check.tsx'
import { SelectField } from '#web/kit/field.tsx'
import { Dialog } from '#web/kit/sheet.tsx'
import { useSay } from '#web/words.ts'
import { filterText } from './queue-names.ts'
import s from './queue.module.css'
import { type FilterName, type View, withFilter } from './view.ts'

type Props = { open: boolean; view: View; onChange: (view: View) => void; onClose: () => void }

/** The dialog behind "Filter". */
export function QueueFilter({ open, view, onChange, onClose }: Props) {
  const say = useSay()
  const desk = useDesk()
  const valuesOf: readonly [FilterName, readonly string[]][] = [
    ['severity', severities.map(String)],
    ['level', ['1', '2', '3']],
    ['team', Object.values(desk.facts.teams).map(team => team.id)],
    ['worker', Object.values(desk.facts.agents).map(agent => agent.id)],
    ['kind', kinds],
    ['channel', channels],
    ['language', desk.languages],
    ['phase', ['open', 'solved', 'closed']],
    ['waiting', ['0', '1']],
  ]
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={say('queue.filter_title')}
      onSubmit={onClose}
      foot={
        <>
          <Button kind="quiet" onClick={() => onChange({ ...view, filters: {} })}>
            {say('queue.filter_clear')}
          </Button>
          <Button kind="main" keys="mod+enter" onClick={onClose}>
            {say('queue.filter_show')}
          </Button>
        </>
      }
    >
      <div className={s.filters}>
        {valuesOf.map(([name, values]) => (
          <SelectField
            key={name}
            label={say(`queue.filter_${name}`)}
            value={view.filters[name] ?? ''}
            onChange={event => onChange(withFilter(view, name, event.currentTarget.value || null))}
            options={[
              { value: '', text: say('queue.filter_any') },
              ...values.map(value => ({ value, text: filterText(name, value, say, desk) })),
            ]}
          />
        ))}
        <Check
          checked={view.filters.late === '1'}
          onChange={event => onChange(withFilter(view, 'late', event.currentTarget.checked ? '1' : null))}
        >
          {say('queue.filter_late')}
        </Check>
      </div>
    </Dialog>
  )
}
