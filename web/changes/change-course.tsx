// Everything that was said and done about a change request, in order. Not: what may be done next
// (change-screen.tsx).
import { TimeText } from '../kit/time-text.tsx'
import { Said } from '../kit/voices.tsx'
import { useSay } from '../words.ts'
import type { ChangeEntry, WholeChange } from './changes-api.ts'
import s from './changes.module.css'

type Ref = { readonly text: string }
const isRef = (value: unknown): value is Ref =>
  typeof value === 'object' && value !== null && 'text' in value && 'mac' in value

/** The whole course, the newest last. */
export function ChangeCourse({ one }: { one: WholeChange }) {
  const say = useSay()
  return (
    <section aria-labelledby="course">
      <h3 id="course">{say('change.course')}</h3>
      <ol className={s.facts}>
        {one.facts
          .filter(fact => fact.type !== 'change.delivered' || fact.url)
          .map(fact => (
            <Done key={fact.seq} fact={fact} one={one} />
          ))}
      </ol>
    </section>
  )
}

function Done({ fact, one }: { fact: ChangeEntry; one: WholeChange }) {
  const say = useSay()
  const read = (value: unknown) => (isRef(value) ? (one.texts[value.text] ?? say('change.erased')) : null)
  const words = read(fact.words) ?? read(fact.because)
  const name = fact.type.slice('change.'.length)
  const to = name === 'owner_named' ? one.people[String(fact.owner)] : null
  return (
    <li id={`e${fact.seq}`}>
      <b>{say(`change.fact_${name}`)}</b> {to}
      {typeof fact.version === 'string' && <> {say('change.version_is', { version: fact.version })}</>}{' '}
      <span className="soft">
        {whoOf(fact, one, say)} · <TimeText at={fact.at} as="wall" />
      </span>
      {typeof fact.url === 'string' && (
        <a className={s.line} href={fact.url} target="_blank" rel="noreferrer">
          {fact.url}
        </a>
      )}
      {words !== null &&
        (name === 'answered' ? (
          <Said small>{say('case.quoted', { text: words })}</Said>
        ) : (
          <p className={s.words}>{words}</p>
        ))}
    </li>
  )
}

/** Who it was: somebody of ours, somebody of engineering by the name he has there, or the desk itself. */
function whoOf(fact: ChangeEntry, one: WholeChange, say: ReturnType<typeof useSay>): string {
  const theirs = fact.theirs as { author?: Ref } | undefined
  const author = isRef(fact.author) ? fact.author : theirs?.author
  const named = author ? one.texts[author.text] : undefined
  if (named) return `${named} (${say('change.engineering')})`
  if (theirs) return say('change.engineering')
  return fact.by.kind === 'agent' ? (one.people[fact.by.id] ?? '–') : say('change.itself')
}
