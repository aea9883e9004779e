// A sentence of the desk's greeting to be read aloud, in the language of the call, with its names filled in.
import type { OpeningFact } from '#core/script/opening-words.ts'
import type { Wording } from '#core/script/script.ts'
import { useSession } from '#web/api/session.ts'
import { useDesk } from '#web/case/desk.ts'
import { inLanguage, withNames } from '#web/case/walk-data.ts'
import { Said } from '#web/kit/voices.tsx'
import s from './new-case.module.css'
import type { NewCaseForm } from './use-new-case.ts'

/** Fills a sentence in, who speaks, with whom, of what, in the quotation marks of its language. */
export function useSpoken({ begun, theirs }: NewCaseForm): (wording: Wording) => string {
  const desk = useDesk()
  const session = useSession()
  const names = {
    agent: desk.me.name,
    customer: begun.person?.name,
    desk: session.desk.name,
    product: desk.products.find(({ id }) => id === begun.product)?.name,
  }
  return wording => theirs.say('case.quoted', { text: withNames(inLanguage(wording, begun.language), names) })
}

/** What is said with a question, on the phone only; nothing where the greeting has no word for it. */
export function ToSay({ form, fact }: { form: NewCaseForm; fact: OpeningFact }) {
  const spoken = useSpoken(form)
  const wording = form.opening?.asks[fact]
  if (!wording || form.begun.means !== 'phone') return null
  return (
    <div className={s.toSay}>
      <Said small lang={form.begun.language}>
        {spoken(wording)}
      </Said>
    </div>
  )
}
