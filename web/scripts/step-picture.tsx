// The picture of a step: shown, chosen from a file, taken out. Its words are a sentence like the others. Not:
// what becomes of a file (server/http/script-pictures.ts).
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Language } from '#core/people/language.ts'
import { refusalText } from '../api/refusal-text.ts'
import { PoliciesOf } from '../policies/policies-about.tsx'
import { ScriptPicture } from '../case/script-picture.tsx'
import { uploadTo } from '../case/upload.ts'
import { Button } from '../kit/button.tsx'
import { useSay } from '../words.ts'
import type { OutlineStep } from './outline.ts'
import { inWords } from './scripts-list.ts'
import s from './scripts.module.css'

/** Puts a picture into a step, or takes it out; null: one may not. */
export type SetPicture = ((step: OutlineStep, file: string | null) => void) | null

type Props = { step: OutlineStep; language: Language; setPicture: SetPicture }

/** Nothing where there is none and one may not add it. */
export function StepPicture({ step, language, setPicture }: Props) {
  const say = useSay()
  const added = useMutation({
    mutationFn: async (chosen: File) => {
      const { file } = await uploadTo<{ file: string }>('/script-pictures', chosen)
      setPicture?.(step, file)
    },
  })
  const { picture } = step
  if (step.kind === 'script' || (!picture && !setPicture)) return null
  return (
    <div className={s.said}>
      <h3>{say('scripts.picture')}</h3>
      {picture && <ScriptPicture file={picture.file} alt={inWords(picture.alt, language)?.text ?? ''} />}
      {setPicture && (
        <div className={s.pictureActs}>
          <Choose isChange={picture !== null} onChoose={chosen => added.mutate(chosen)} />
          {picture && (
            <Button kind="quiet" onClick={() => setPicture(step, null)}>
              {say('scripts.picture_out')}
            </Button>
          )}
        </div>
      )}
      {added.error !== null && <p role="alert">{refusalText(added.error, say)}</p>}
      <PoliciesOf thrown={added.error} />
    </div>
  )
}

function Choose({ isChange, onChoose }: { isChange: boolean; onChoose: (file: File) => void }) {
  const say = useSay()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button onClick={() => picker.current?.click()}>
        {say(isChange ? 'scripts.picture_other' : 'scripts.picture_add')}
      </Button>
      <span className="sm soft">{say('scripts.picture_kinds')}</span>
      <input
        ref={picker}
        hidden
        type="file"
        accept="image/png,image/jpeg,image/webp,image/svg+xml"
        onChange={event => {
          const [chosen] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (chosen) onChoose(chosen)
        }}
      />
    </>
  )
}
