// What happened to a problem, fact by fact, the newest first.
import type { TextRef } from '#core/kit/text-ref.ts'
import type { ProblemFact } from '#core/problem/problem-fact.ts'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import type { ProblemPage } from './problems-api.ts'
import s from './problem.module.css'

export function ProblemCourse({ page: { ledger, texts, names } }: { page: ProblemPage }) {
  const say = useSay()
  const text = (ref: TextRef | undefined) => (ref ? (texts[ref.text] ?? '') : '')
  const who = ({ by }: ProblemFact) =>
    by.kind === 'agent' ? (names.agents[by.id] ?? '–') : say('problem.by_desk')
  return (
    <section aria-labelledby="course" className={s.part}>
      <h3 id="course">{say('problem.course')}</h3>
      <ol className={s.course}>
        {ledger.toReversed().map(fact => (
          <li key={fact.seq}>
            <b>{headOf(fact, names, say)}</b>{' '}
            <span className="soft">
              {who(fact)} <TimeText at={fact.at} as="wall" />
            </span>
            {wordsOf(fact).map(ref => (
              <p key={ref.text} className={s.words}>
                {text(ref)}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

function headOf(fact: ProblemFact, names: ProblemPage['names'], say: ReturnType<typeof useSay>): string {
  const key = `problem.fact_${fact.type.slice('problem.'.length)}`
  switch (fact.type) {
    case 'problem.owned':
      return say(key, { who: (fact.owner && names.agents[fact.owner]) || say('problem.nobody') })
    case 'problem.cause_found':
      return say(key, { how: say(`problem.how_${fact.how}`) })
    case 'problem.published':
      return say(key, { n: fact.edition })
    case 'problem.worded':
      return say(key, { language: say(`kinds.language_${fact.language}`) })
    case 'problem.merged':
      return say(key, { number: names.problems[fact.into] ?? '' })
    default:
      return say(key)
  }
}

/** The words in a fact, in the order they stand there. */
const wordsOf = (fact: ProblemFact): readonly TextRef[] =>
  Object.values(fact as unknown as Record<string, unknown>).filter(
    (one): one is TextRef => typeof one === 'object' && one !== null && 'text' in one && 'mac' in one,
  )
