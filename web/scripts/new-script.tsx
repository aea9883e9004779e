// A script begun on the screen: what customers say, its title, its languages, its name. It is a draft with a
// first step from then on. Not: one that comes in from a file (import-button.tsx).
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Language, languages } from '#core/people/language.ts'
import type { Say } from '#words/say.ts'
import { refusalText } from '../api/refusal-text.ts'
import { PoliciesOf } from '../policies/policies-about.tsx'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { ErrorSummary, TextArea, TextField } from '../kit/field.tsx'
import { Dialog } from '../kit/sheet.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useSay, useWords } from '../words.ts'
import { blankScript, nameFrom } from './form-steps.ts'
import { putDraft } from './scripts-api.ts'
import { useTongue } from './sentence.tsx'
import f from './step-form.module.css'

type Wish = { says: string; title: string; slug: string; spoken: readonly Language[] }

type Props = { taken: readonly string[]; kind?: 'plain' | 'main' }

/** The button and the dialog it opens. */
export function NewScript({ taken, kind = 'plain' }: Props) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  useKeys({ a: { does: say('scripts.new'), run: () => setOpen(true) } })
  return (
    <>
      <Button kind={kind} glyph="plus" keys="a" onClick={() => setOpen(true)}>
        {say('scripts.new')}
      </Button>
      {isOpen && <NewDialog taken={taken} onClose={() => setOpen(false)} />}
    </>
  )
}

function NewDialog({ taken, onClose }: { taken: readonly string[]; onClose: () => void }) {
  const { say, language } = useWords()
  const [wish, setWish] = useState<Wish>({ says: '', title: '', slug: '', spoken: [language] })
  const [isTried, setTried] = useState(false)
  const begun = useBegin(wish)
  const lacks = lacksOf(wish, taken, say)
  const begin = () => {
    setTried(true)
    if (Object.keys(lacks).length === 0 && !begun.isPending) begun.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('scripts.new')}
      foot={
        <Button kind="main" keys="mod+enter" aria-busy={begun.isPending} onClick={begin}>
          {say('scripts.new_begin')}
        </Button>
      }
    >
      {begun.error && <ErrorSummary errors={[refusalText(begun.error, say)]} title={say('kit.not_done')} />}
      <PoliciesOf thrown={begun.error} />
      <WishFields wish={wish} setWish={setWish} told={isTried ? lacks : {}} />
    </Dialog>
  )
}

type Lacks = Partial<Record<keyof Wish, string>>

/** What is still to be said before it can begin. */
function lacksOf(wish: Wish, taken: readonly string[], say: Say): Lacks {
  const slug = slugOf(wish)
  return {
    ...(wish.says.trim() === '' && { says: say('scripts.new_lacks') }),
    ...(wish.title.trim() === '' && { title: say('scripts.new_lacks') }),
    ...(slug === '' && { slug: say('scripts.slug_form') }),
    ...(taken.includes(slug) && { slug: say('scripts.new_taken') }),
    ...(wish.spoken.length === 0 && { spoken: say('scripts.new_one_language') }),
  }
}

type FieldsProps = { wish: Wish; setWish: (wish: Wish) => void; told: Lacks }

function WishFields({ wish, setWish, told }: FieldsProps) {
  const say = useSay()
  return (
    <div className={f.stack}>
      <TextArea
        said
        label={say('scripts.new_says')}
        value={wish.says}
        maxLength={2_000}
        onChange={event => setWish({ ...wish, says: event.currentTarget.value })}
        error={told.says}
      />
      <TextField
        label={say('scripts.new_title')}
        value={wish.title}
        maxLength={200}
        onChange={event => setWish({ ...wish, title: event.currentTarget.value })}
        error={told.title}
      />
      <Spoken spoken={wish.spoken} onChange={spoken => setWish({ ...wish, spoken })} wrong={told.spoken} />
      <TextField
        label={say('scripts.new_slug')}
        value={wish.slug}
        placeholder={slugOf(wish)}
        maxLength={64}
        autoComplete="off"
        onChange={event => setWish({ ...wish, slug: event.currentTarget.value })}
        hint={say('scripts.slug_form')}
        error={told.slug}
      />
    </div>
  )
}

/** The name that was typed, else one made of the title. */
const slugOf = ({ slug, title }: Wish): string => nameFrom(slug.trim() === '' ? title : slug)

/** Saves it as a draft and opens it. */
function useBegin({ says, title, slug, spoken }: Wish) {
  const { language } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => {
      const name = slugOf({ says, title, slug, spoken })
      const first = spoken.includes(language) ? language : spoken[0]!
      const form = blankScript(name, spoken, { title: title.trim(), says: says.trim(), language: first })
      return putDraft(client, { slug: name, form, from: { revision: 0 } })
    },
    onSuccess: draft => navigate({ to: '/scripts/$slug', params: { slug: draft.slug } }),
  })
}

type SpokenProps = {
  spoken: readonly Language[]
  onChange: (spoken: readonly Language[]) => void
  wrong: string | undefined
}

function Spoken({ spoken, onChange, wrong }: SpokenProps) {
  const say = useSay()
  const tongue = useTongue()
  return (
    <fieldset>
      <legend className={f.legend}>{say('scripts.languages')}</legend>
      <div className={f.acts}>
        {languages.map(one => (
          <Check
            key={one}
            checked={spoken.includes(one)}
            onChange={() =>
              onChange(spoken.includes(one) ? spoken.filter(each => each !== one) : [...spoken, one])
            }
          >
            {tongue(one)}
          </Check>
        ))}
      </div>
      {wrong && <p className={f.wrong}>{wrong}</p>}
    </fieldset>
  )
}
