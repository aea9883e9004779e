// What can be set of each kind of step, and of all of them. Not: the fields themselves (fields.tsx), nor what
// is asked and where it leads (ways-form.tsx).
import type { ReactNode } from 'react'
import { checkNames, endNames } from '#core/script/script.ts'
import { useSession } from '../api/session.ts'
import { useSay, useWords } from '../words.ts'
import { useEditing } from './editing.ts'
import { ChoiceField, Further, Part, WayField, Wordings, WordField } from './fields.tsx'
import { fields, put } from './form-parts.ts'
import type { StepKind } from './outline.ts'
import { useScripts } from './scripts-api.ts'
import { inWords } from './scripts-list.ts'
import s from './scripts.module.css'
import f from './step-form.module.css'
import { AskedForm, NextForm } from './ways-form.tsx'

/** A sentence with its name. */
export function Sentence({ what }: { what: string }) {
  const say = useSay()
  const name = say(`scripts.what_${what}`)
  return (
    <div className={s.said}>
      <Wordings place={[what]} name={name} />
    </div>
  )
}

const sentencesOf: Readonly<Record<StepKind, readonly string[]>> = {
  ask: ['ask', 'why', 'say'],
  do: ['do', 'why', 'say', 'expect'],
  check: ['why', 'say'],
  tell: ['tell'],
  script: [],
  end: ['say', 'fixed', 'question'],
}

/** Everything of a step but its name; what is given stands before what is seldom needed. */
export function StepParts({ kind, children }: { kind: StepKind; children: ReactNode }) {
  const { whole } = useEditing()
  const { end } = fields(whole)
  const Own = own[kind]
  // What no receiver of this end is told or asked is not asked for either.
  const isSaid = (what: string) =>
    fields(whole)[what] !== undefined ||
    (what === 'fixed' ? end === 'solved' : what !== 'question' || (end !== 'solved' && end !== 'article'))
  return (
    <>
      {kind === 'check' || kind === 'end' || kind === 'script' ? <Own /> : null}
      {sentencesOf[kind].filter(isSaid).map(what => (
        <Sentence key={what} what={what} />
      ))}
      {kind === 'check' ? <CheckWays /> : kind === 'end' || kind === 'script' ? null : <Own />}
      {children}
      <Common kind={kind} />
    </>
  )
}

const own: Readonly<Record<StepKind, () => ReactNode>> = {
  ask: AskParts,
  do: DoParts,
  check: CheckParts,
  tell: TellParts,
  script: SubParts,
  end: EndParts,
}

function Otherwise() {
  const say = useSay()
  return <WayField place={['otherwise']} label={say('scripts.by_otherwise')} />
}

function AskParts() {
  return (
    <>
      <AskedForm />
      <NextForm />
      <div className={f.grid}>
        <Otherwise />
      </div>
    </>
  )
}

function DoParts() {
  const say = useSay()
  return (
    <Part title={say('scripts.ways')}>
      <div className={f.grid}>
        <WayField place={['worked']} label={say('scripts.by_worked')} />
        <WayField place={['failed']} label={say('scripts.by_failed')} />
        <Otherwise />
      </div>
    </Part>
  )
}

const caseValues = ['kind', 'severity', 'product', 'language'] as const

function CheckParts() {
  const say = useSay()
  const { whole } = useEditing()
  const { check, of } = fields(whole)
  return (
    <div className={f.grid}>
      <ChoiceField
        place={['check']}
        label={say('scripts.fact_check')}
        options={checkNames.map(value => ({ value, text: say(`scripts.check_${value}`) }))}
      />
      {(check === 'case_value' || of !== undefined) && (
        <ChoiceField
          place={['of']}
          label={say('scripts.fact_of')}
          none="–"
          options={caseValues.map(value => ({ value, text: say(`scripts.value_${value}`) }))}
        />
      )}
      <WordField place={['seconds']} label={say('scripts.fact_seconds')} kind="number" />
    </div>
  )
}

function CheckWays() {
  return (
    <>
      <NextForm />
      <div className={f.grid}>
        <Otherwise />
      </div>
    </>
  )
}

function TellParts() {
  const say = useSay()
  return (
    <div className={f.grid}>
      <WayField place={['to']} label={say('scripts.by_to')} />
    </div>
  )
}

function SubParts() {
  const { say, language } = useWords()
  const { data } = useScripts()
  const slugs = (data?.published ?? []).map(({ slug, title }) => ({
    value: slug,
    text: inWords(title, language)?.text ?? slug,
  }))
  return (
    <div className={f.grid}>
      <ChoiceField place={['script']} label={say('scripts.fact_script')} options={slugs} />
      {(['solved', 'unsolved'] as const).map(way => (
        <WayField
          key={way}
          place={[way]}
          label={say(`scripts.by_${way}`)}
          unset={say('scripts.ends_as_that')}
        />
      ))}
    </div>
  )
}

function EndParts() {
  const say = useSay()
  const { desk } = useSession()
  const { whole } = useEditing()
  const { end, toLevel, team, article } = fields(whole)
  const isHandOff = end === 'hand_off'
  return (
    <div className={f.grid}>
      <ChoiceField
        place={['end']}
        label={say('scripts.fact_end')}
        also={withoutEmpty}
        options={endNames.map(value => ({ value, text: say(`scripts.end_${value}`) }))}
      />
      {(isHandOff || toLevel !== undefined) && (
        <ChoiceField
          place={['toLevel']}
          label={say('scripts.fact_toLevel')}
          none="–"
          number
          options={['1', '2', '3'].map(value => ({ value, text: value }))}
        />
      )}
      {(isHandOff || team !== undefined) && (
        <ChoiceField
          place={['team']}
          label={say('scripts.fact_team')}
          none="–"
          options={desk.teams.map(({ name }) => ({ value: name, text: name }))}
        />
      )}
      {(end === 'article' || article !== undefined) && (
        <WordField place={['article']} label={say('scripts.fact_article')} />
      )}
    </div>
  )
}

/** What was not said at one end is not asked for at another. */
const withoutEmpty = (step: unknown): unknown =>
  ['fixed', 'question'].reduce(
    (now, key) => (Object.keys(fields(fields(now)[key])).length === 0 ? put(now, [key], undefined) : now),
    step,
  )

const commonKeys = [
  'minutes',
  'level',
  'tries',
  'group',
  'safety',
  'picture',
  'fact',
  'holdsMinutes',
] as const

/** What any step may have, and where the answer to an ask is known beyond this walk. */
function Common({ kind }: { kind: StepKind }) {
  const say = useSay()
  const { whole } = useEditing()
  const hasPicture = fields(whole).picture !== undefined
  return (
    <Further isSet={commonKeys.some(key => fields(whole)[key] !== undefined)}>
      <Sentence what="safety" />
      {hasPicture && (
        <div className={s.said}>
          <Wordings place={['picture', 'alt']} name={say('scripts.what_picture')} />
        </div>
      )}
      <div className={f.grid}>
        <WordField place={['minutes']} label={say('scripts.fact_minutes')} kind="number" />
        <ChoiceField
          place={['level']}
          label={say('scripts.fact_level')}
          number
          none={say('scripts.who_0')}
          options={[{ value: '1', text: say('scripts.who_1') }]}
        />
        <WordField place={['group']} label={say('scripts.fact_group')} hint={say('scripts.slug_form')} />
        {kind === 'ask' && (
          <>
            <WordField place={['fact']} label={say('scripts.fact_fact')} />
            <WordField place={['holdsMinutes']} label={say('scripts.fact_holdsMinutes')} kind="number" />
          </>
        )}
        <WordField place={['tries', 'most']} label={say('scripts.tries_most')} kind="number" />
        <WayField place={['tries', 'spent']} label={say('scripts.by_spent')} />
      </div>
    </Further>
  )
}
