// A line of kinds above a list, each with how many there are; one is chosen. Not: what the list shows then.
import s from './kind-line.module.css'

type Props<K extends string> = {
  /** for ears: what is chosen here */
  label: string
  value: K
  onChange: (kind: K) => void
  /** a kind of which there is nothing can still be the chosen one, but not become it */
  kinds: readonly {
    readonly kind: K
    readonly text: string
    readonly count?: number
    readonly off?: boolean
  }[]
}

export function KindLine<K extends string>({ label, value, onChange, kinds }: Props<K>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings borders and a legend that ears hear twice
    <div className={s.line} role="group" aria-label={label}>
      {kinds.map(({ kind, text, count, off = false }) => (
        <button
          key={kind}
          type="button"
          className={s.kind}
          aria-pressed={kind === value}
          disabled={off && kind !== value}
          onClick={() => onChange(kind)}
        >
          {text}
          {count !== undefined && (
            <>
              {' '}
              <span className="faint num">{count}</span>
            </>
          )}
        </button>
      ))}
    </div>
  )
}
