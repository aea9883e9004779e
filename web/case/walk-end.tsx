// The end of a script: what the customer is told, what comes next, and the form in which the case goes on,
// filled with what the script knows. Nothing is sent from here. Not: the forms.
import { type RefObject, useEffect } from 'react'
import type { CommandType } from '#core/case/case.ts'
import type { End, EndName } from '#core/script/script.ts'
import type { Language } from '#core/people/language.ts'
import { Button } from '#web/kit/button.tsx'
import { useKeys } from '#web/kit/use-keys.ts'
import { useWords } from '#web/words.ts'
import { type OpenCaseView, useCase } from './case-context.ts'
import { inLanguage, type WalkNow, withNames } from './walk-data.ts'
import { WalkFound } from './walk-found.tsx'
import { useNames } from './walk-names.ts'
import { ToSay } from './walk-step.tsx'
import s from './walk.module.css'

type Names = Readonly<Record<string, string | undefined>>
type Onward = { readonly text: string; readonly type: CommandType; readonly run: () => void }
type Leads = (view: OpenCaseView, end: End, words: { language: Language; names: Names }) => readonly Onward[]

/** What the receiver is asked, in the language of whoever writes it down. */
const questionOf = (end: End, { language, names }: { language: Language; names: Names }): string =>
  withNames(inLanguage(end.question, language), names)

const passOn: Leads = ({ say, open }, end, words) => {
  const { toLevel: level, team } = end
  const fill = { question: questionOf(end, words), ...(level && { level }), ...(team && { team }) }
  return [
    { text: say('deeds.act_pass_on'), type: 'hand_off.offer', run: () => open({ name: 'hand-off', fill }) },
  ]
}
const note: Leads = ({ say, toNote }, end, words) => [
  { text: say('case.write_note'), type: 'note.add', run: () => toNote(questionOf(end, words)) },
]

/** The likeliest first. */
const leads: Readonly<Record<EndName, Leads>> = {
  solved: ({ say, open, data }, { fixed }, { names }) => {
    // The customer reads what fixed it.
    const fix = withNames(inLanguage(fixed, data.card.language), names)
    return [
      { text: say('deeds.act_solve'), type: 'case.solve', run: () => open({ name: 'solve', fill: { fix } }) },
    ]
  },
  hand_off: passOn,
  visit: (view, end, words) => [
    {
      text: view.say('walk.promise_visit'),
      type: 'promise.make',
      run: () => view.open({ name: 'promise', fill: { means: 'visit' } }),
    },
    ...passOn(view, end, words),
  ],
  supplier: (view, end, words) => [
    ...passOn(view, { ...end, toLevel: end.toLevel ?? 4 }, words),
    ...note(view, end, words),
  ],
  goodwill: (view, end, words) => [...note(view, end, words), ...passOn(view, end, words)],
  article: ({ say, toReply, data, customerFirst }, { say: told }, { names }) => [
    {
      text: say('case.act_reply', { name: customerFirst }),
      type: 'message.queue',
      run: () => toReply(withNames(inLanguage(told, data.card.language), names)),
    },
  ],
}

type Props = {
  end: End
  found: WalkNow['found']
  heading: RefObject<HTMLHeadingElement | null>
  onClose: () => void
}

export function WalkEnd({ end, found, heading, onClose }: Props) {
  const view = useCase()
  const { say, language } = useWords()
  const outage = found.outage?.what
  const names = { ...useNames(), outage: outage && inLanguage(outage, language) }
  useEffect(() => heading.current?.focus(), [heading])
  const question = questionOf(end, { language, names })
  const fixed = withNames(inLanguage(end.fixed, language), names)
  const onward = leads[end.end](view, end, { language, names }).map(one => ({
    ...one,
    offWhy: view.offWhy(one.type),
    run: () => {
      onClose()
      one.run()
    },
  }))
  const [first] = onward
  useKeys({ enter: event => !event.repeat && first?.offWhy === '' && first.run() })
  return (
    <div className={s.step}>
      <WalkFound found={found} />
      <h3 ref={heading} tabIndex={-1} className={s.question}>
        {say(`walk.next_${end.end}`)}
      </h3>
      <ToSay wording={end.say} outage={outage} />
      {question !== '' && (
        <p className="soft">
          {say('walk.asked_there')} {question}
        </p>
      )}
      {fixed !== '' && (
        <p className="soft">
          {say('walk.fixed')} {fixed}
        </p>
      )}
      <p className={s.acts}>
        {onward.map(({ text, offWhy, run }, i) => (
          <Button
            key={text}
            kind={i === 0 ? 'main' : 'plain'}
            keys={i === 0 ? 'enter' : undefined}
            offWhy={offWhy}
            onClick={run}
          >
            {text}
          </Button>
        ))}
      </p>
    </div>
  )
}
