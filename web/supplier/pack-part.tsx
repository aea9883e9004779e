// The evidence that goes to a supplier with our words: entries of the case, without its people, chosen and
// then read and mended before anything leaves. Not: what is taken out of them (server/changes.ts).
import { useState } from 'react'
import { Entries } from '../changes/ask-form.tsx'
import { useEvidence, useWantedOutside } from '../changes/changes-api.ts'
import { Button } from '../kit/button.tsx'
import { TextArea } from '../kit/field.tsx'
import { useSay, useWords } from '../words.ts'

type Props = {
  /** the number of the case it was opened from */
  readonly from: number
  readonly value: string
  readonly onChange: (pack: string) => void
}

export function PackPart({ from, value, onChange }: Props) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<readonly number[]>([])
  const { data = [] } = useEvidence(isOpen ? from : null)
  const { data: wanted = [] } = useWantedOutside(isOpen ? from : null, useWords().language)
  if (!isOpen)
    return (
      <p>
        <Button kind="quiet" onClick={() => setOpen(true)}>
          {say('supplier.pack_add')}
        </Button>
      </p>
    )
  const choose = (next: readonly number[]) => {
    setChosen(next)
    const words = data.filter(one => next.includes(one.seq)).map(one => one.words)
    onChange(words.join('\n\n'))
  }
  const addWanted = () => {
    const lines = wanted.map(({ name, words }) =>
      words === null ? say('wanted.pack_open', { name }) : `${name}: ${words}`,
    )
    onChange([value.trim(), lines.join('\n')].filter(Boolean).join('\n\n'))
  }
  return (
    <>
      <Entries caseNumber={from} chosen={chosen} onChange={choose} />
      {wanted.length > 0 && (
        <p>
          <Button kind="quiet" onClick={addWanted}>
            {say('wanted.pack_add')}
          </Button>
        </p>
      )}
      <TextArea
        label={say('supplier.pack')}
        hint={say('supplier.pack_hint')}
        rows={6}
        value={value}
        onChange={event => onChange(event.currentTarget.value)}
      />
    </>
  )
}
