// For whom the person on the line may speak, as the contracts say it, and what to say where that is not
// plain.
import { useDesk } from '#web/case/desk.ts'
import { firstName } from '#web/queue/why.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { Said } from '#web/kit/voices.tsx'
import { useSay } from '#web/words.ts'
import { coverageText, isForOthers, type Speaks } from './opening-data.ts'
import type { NewCaseForm } from './use-new-case.ts'

/** What is known of it, once a person is chosen; somebody new is a stranger whatever was asked before. */
function rightOf({ begun: { person }, opening }: NewCaseForm): Speaks | null {
  if (!person || !opening) return null
  if (person.is === 'new') return { right: 'stranger', contract: null }
  return opening.customer === person.id ? opening.speaks : null
}

/** One line: the right, with the contract that gives it. */
export function RightMark({ form }: { form: NewCaseForm }) {
  const say = useSay()
  const { products } = useDesk()
  const speaks = rightOf(form)
  if (!speaks) return null
  const { right, contract, line } = speaks
  const isPlain = right === 'named' || right === 'member'
  const words = say(`new_case.right_${right}`, {
    organisation: form.found?.organisationName ?? '–',
    contract: [contract?.name ?? '–', line && coverageText(line.coverage, products, say)]
      .filter(Boolean)
      .join(', '),
  })
  return (
    <div role="status">
      <p>
        {right !== 'own' && <Glyph name={isPlain ? 'kept' : 'warn'} />} {words}
      </p>
      {right === 'stranger' && <p>{say('new_case.stranger_next')}</p>}
    </div>
  )
}

/** What to say, in the language of the call: to a stranger, and to whoever may not speak for a contract. */
export function RightWords({ form }: { form: NewCaseForm }) {
  const { begun, opening, found, theirs } = form
  const speaks = rightOf(form)
  if (!speaks || !opening || begun.means !== 'phone') return null
  const isStranger = speaks.right === 'stranger'
  if (!isStranger && !isForOthers(opening)) return null
  const name = begun.person?.name ? firstName(begun.person.name) : ''
  return (
    <Said small lang={begun.language}>
      {isStranger
        ? theirs.say('new_case.say_stranger')
        : theirs.say('new_case.say_for_others', { name, organisation: found?.organisationName ?? '–' })}
    </Said>
  )
}
