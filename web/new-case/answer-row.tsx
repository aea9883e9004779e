// How the phone is answered: the desk's greeting, ready to be read aloud in the language of the line and for
// its product. Another language is one key away, also while typing.
import type { ProductId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { useDesk } from '#web/case/desk.ts'
import { FormRow } from '#web/kit/form-row.tsx'
import { KeyHint } from '#web/kit/key-hint.tsx'
import { Slot } from '#web/kit/slot.tsx'
import { useKeys } from '#web/kit/use-keys.ts'
import { Said } from '#web/kit/voices.tsx'
import { useSay } from '#web/words.ts'
import s from './new-case.module.css'
import { languageAfter } from './opening-data.ts'
import { useSpoken } from './to-say.tsx'
import type { NewCaseForm } from './use-new-case.ts'

const languageKeys = 'shift+f4'

/** The greeting where somebody calls; the product and the language of the call in any case. */
export function AnswerRow({ form }: { form: NewCaseForm }) {
  const say = useSay()
  const desk = useDesk()
  const spoken = useSpoken(form)
  const { begun, set, opening } = form
  const isPhone = begun.means === 'phone'
  const speak = (language: Language) => set({ language, isSpoken: true })
  // What the case is in already may be a language the desk does not offer.
  const languages = [...new Set([...desk.languages, begun.language])]
  useKeys({
    [languageKeys]: {
      does: say('new_case.next_language'),
      run: () => speak(languageAfter(begun.language, languages)),
      inFields: true,
    },
  })
  return (
    <FormRow
      label={say(isPhone ? 'new_case.answer' : 'new_case.speaking')}
      hint={isPhone ? say('new_case.answer_hint') : undefined}
      stand={isPhone && opening && !opening.script && say('new_case.no_greeting')}
    >
      {isPhone &&
        opening?.greeting.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences of one greeting keep their order
          <Said lang={begun.language} key={i}>
            {spoken(one)}
          </Said>
        ))}
      <p className={s.sentence}>
        <Slot<ProductId | ''>
          label={say('new_case.product')}
          value={begun.product}
          options={[
            { value: '' as const, text: say('case.no_product') },
            ...desk.products.map(one => ({ value: one.id, text: one.name })),
          ]}
          onChange={product => set({ product })}
        />
        <Slot<Language>
          label={say('queue.filter_language')}
          value={begun.language}
          options={languages.map(value => ({ value, text: say(`kinds.language_${value}`) }))}
          onChange={speak}
        />
        <KeyHint keys={languageKeys} />
      </p>
    </FormRow>
  )
}
