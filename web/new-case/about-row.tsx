// Something new, or a case that is open already: asked only where the caller has one, answered by one key, so
// that one need does not become two cases.
import { useNavigate } from '@tanstack/react-router'
import { type Ref, useState } from 'react'
import type { Card } from '#core/case/card.ts'
import { deedKey, post } from '#web/api/client.ts'
import { deedPath } from '#web/api/deed-path.ts'
import { isProblem } from '#web/api/problem.ts'
import { refused } from '#web/api/refusal-text.ts'
import { Button } from '#web/kit/button.tsx'
import { FormRow } from '#web/kit/form-row.tsx'
import { LevelSlots } from '#web/kit/level.tsx'
import { nowMs } from '#web/kit/now.ts'
import { TimeText } from '#web/kit/time-text.tsx'
import { toast } from '#web/kit/toast.ts'
import { useKeys } from '#web/kit/use-keys.ts'
import { firstName } from '#web/queue/why.ts'
import { useSay } from '#web/words.ts'
import { callOn } from './new-case.ts'
import s from './new-case.module.css'
import { ToSay } from './to-say.tsx'
import type { NewCaseForm } from './use-new-case.ts'

/** As many as have a number key. */
const casesMax = 9

type Props = {
  form: NewCaseForm
  /** where the focus goes once the caller is known */
  first: Ref<HTMLButtonElement>
  onNew: () => void
}

/** The open cases of whoever calls, each with its key; nothing where he has none. */
export function AboutRow({ form, first, onNew }: Props) {
  const say = useSay()
  const { found } = form
  const cases = (found?.openCases ?? []).slice(0, casesMax)
  const add = useAddCall(form)
  useKeys(
    Object.fromEntries(
      cases.map((card, i) => [
        String(i + 1),
        { does: say('new_case.add_to', { number: String(card.number) }), run: () => void add(card) },
      ]),
    ),
  )
  if (!found || cases.length === 0) return null
  return (
    <FormRow
      label={say('new_case.about')}
      stand={say('new_case.open_of', { name: firstName(found.name), n: cases.length })}
    >
      <ToSay form={form} fact="call.about" />
      <p>
        <Button ref={first} onClick={onNew} keys="enter">
          {say('new_case.something_new')}
        </Button>
      </p>
      <ul className={s.open}>
        {cases.map((card, i) => (
          <OpenCase key={card.id} card={card} keys={String(i + 1)} onAdd={() => void add(card)} />
        ))}
      </ul>
      <ToSay form={form} fact="caller.identity" />
    </FormRow>
  )
}

/** Adds the call to an open case, with how it began, and goes there; nothing new is made. */
function useAddCall({ begun, done }: NewCaseForm) {
  const say = useSay()
  const navigate = useNavigate()
  const [key] = useState(deedKey)
  return async ({ id, number }: Card) => {
    const named = { number: String(number) }
    try {
      await post(deedPath(id, 'contact.hold'), callOn(begun, nowMs()), { key: `${key}-${id}` }).catch(
        thrown => {
          // A lost answer: it was added, only some minutes ago.
          if (!isProblem(thrown) || thrown.code !== 'key.reused') throw thrown
        },
      )
    } catch (thrown) {
      toast(refused(thrown, say))
      return
    }
    done()
    toast({ text: say('new_case.added', named) })
    await navigate({ to: '/c/$number', params: named })
  }
}

/** One open case: its key, what it is about, and what is owed next. */
function OpenCase({ card, keys, onAdd }: { card: Card; keys: string; onAdd: () => void }) {
  const say = useSay()
  const number = String(card.number)
  return (
    <li>
      <Button keys={keys} onClick={onAdd}>
        {say('new_case.add_to', { number })}
      </Button>
      <span>
        {card.subject}
        <span className="sm soft">
          {' '}
          · <LevelSlots level={card.level} quiet /> {say('common.level', { n: card.level })}
          {card.clock && (
            <>
              {' '}
              · {say('case.next_update')}{' '}
              <TimeText at={card.clock.dueAt} from={card.clock.windowFrom} as="wall" />
            </>
          )}
        </span>
      </span>
    </li>
  )
}
