// Which walks the figures are of, as a sentence of choices: version, time, and the version beside it. Each
// stands in the address. Not: the figures.
import { TextField } from '../kit/field.tsx'
import { Slot } from '../kit/slot.tsx'
import { useSay } from '../words.ts'
import s from './figures.module.css'
import type { VersionFigures } from './figures-api.ts'
import { spans, type View } from './figures-view.ts'

type Props = { view: View; versions: readonly VersionFigures[]; onView: (view: View) => void }

export function FiguresChoice({ view, versions, onView }: Props) {
  const say = useSay()
  const nameOf = ({ version: n, isLive }: VersionFigures) =>
    isLive ? say('figures.version_live', { n }) : say('scripts.version', { n })
  const live = versions.find(one => one.isLive) ?? versions[0]
  const shown = view.version || String(live?.version ?? '')
  const named = versions.map(one => ({ value: String(one.version), text: nameOf(one) }))
  const others = named.filter(one => one.value !== shown)
  return (
    <fieldset className={s.choice}>
      <legend className="sr">{say('figures.choose')}</legend>
      <Choice label={say('figures.version')}>
        <Slot
          label={say('figures.version')}
          value={shown}
          options={[...named, { value: 'all', text: say('figures.all_versions') }]}
          onChange={version => onView({ ...view, version, against: '' })}
        />
      </Choice>
      <Choice label={say('figures.period')}>
        <Slot
          label={say('figures.period')}
          value={view.span}
          options={spans.map(one => ({ value: one, text: say(`figures.span_${one}`) }))}
          onChange={span => onView({ ...view, span })}
        />
      </Choice>
      {view.span === 'days' &&
        (['from', 'until'] as const).map(one => (
          <TextField
            key={one}
            type="date"
            label={say(`figures.${one}`)}
            value={view[one]}
            onChange={event => onView({ ...view, [one]: event.currentTarget.value })}
          />
        ))}
      {shown !== 'all' && others.length > 0 && (
        <Choice label={say('figures.against')}>
          <Slot
            label={say('figures.against')}
            value={others.some(one => one.value === view.against) ? view.against : ''}
            options={[{ value: '', text: say('figures.no_other') }, ...others]}
            onChange={against => onView({ ...view, against })}
          />
        </Choice>
      )}
    </fieldset>
  )
}

function Choice({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className={s.slot}>
      <span className={s.what} aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  )
}
