// Files of the case that go to the house that has it in its share: chosen, each with how it would go, and of
// what no machine can mask a word that somebody looked. Not: the words that go along (pack-part.tsx).
import type { FileId, TeamId } from '#core/kit/id.ts'
import { sizeText } from '../case/files-data.ts'
import { Check } from '../kit/check.tsx'
import { useSay } from '../words.ts'
import { useHouse } from './share-part.tsx'
import s from './supplier.module.css'
import { type CaseFile, useCaseFiles } from './suppliers-api.ts'

/** What is chosen; `needs`: whoever chooses it has to look. */
export type Chosen = { readonly file: FileId; readonly needs: boolean; readonly looked: boolean }
export const isUnlooked = ({ needs, looked }: Chosen): boolean => needs && !looked

type Props = {
  readonly number: number
  readonly partner: TeamId
  readonly chosen: readonly Chosen[]
  readonly onChange: (chosen: readonly Chosen[]) => void
}

export function FilesPart({ number, partner, chosen, onChange }: Props) {
  const say = useSay()
  const house = useHouse()
  const { data = [] } = useCaseFiles(number)
  if (data.length === 0) return null
  const toggle = (one: CaseFile, on: boolean) => {
    const others = chosen.filter(({ file }) => file !== one.file)
    onChange(on ? [...others, { file: one.file, needs: one.how !== 'masked', looked: false }] : others)
  }
  const look = (file: FileId, looked: boolean) =>
    onChange(chosen.map(one => (one.file === file ? { ...one, looked } : one)))
  return (
    <fieldset className={s.files}>
      <legend>{say('supplier.files', { house: house(partner) })}</legend>
      {data.map(one => {
        const own = chosen.find(({ file }) => file === one.file)
        return (
          <div key={one.file}>
            <Check checked={own !== undefined} onChange={event => toggle(one, event.currentTarget.checked)}>
              {one.name}{' '}
              <span className="soft sm">
                {sizeText(one.size)} · {say(`supplier.file_how_${one.how}`)}
                {one.isGiven && ` · ${say('supplier.file_given')}`}
              </span>
            </Check>
            {own?.needs && (
              <div className={s.under}>
                <Check checked={own.looked} onChange={event => look(one.file, event.currentTarget.checked)}>
                  {say('supplier.file_looked')}
                </Check>
              </div>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
