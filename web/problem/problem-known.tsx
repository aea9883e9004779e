// What is known of a problem: how it shows, its cause, how one gets around it, what fixed it, and ready
// wordings for customers.
import type { Language } from '#core/people/language.ts'
import { useDesk } from '../case/desk.ts'
import { TimeText } from '../kit/time-text.tsx'
import { wallTime } from '../kit/times.ts'
import { nowMs } from '../kit/now.ts'
import { useWords } from '../words.ts'
import type { About } from './problem-forms.tsx'
import s from './problem.module.css'

export function KnownPart({ state, text }: About) {
  const words = useWords()
  const { say } = words
  const { known, cause, fix } = state
  return (
    <>
      <section className={s.part}>
        <h3>{say('problem.symptoms')}</h3>
        {known ? (
          <>
            <p className={s.words}>{text(known.symptoms)}</p>
            <p className="sm soft">
              {say('problem.edition', { n: known.edition })} · <TimeText at={known.at} as="wall" />
            </p>
          </>
        ) : (
          <p className="soft">{say('problem.not_known')}</p>
        )}
      </section>
      <section className={s.part}>
        <h3>{say('problem.cause')}</h3>
        {cause ? (
          <>
            <p className={s.words}>{text(cause.text)}</p>
            <p className="sm soft">{say(`problem.how_${cause.how}`)}</p>
          </>
        ) : (
          <p className="soft">{say('problem.cause_open')}</p>
        )}
      </section>
      <WorkaroundPart state={state} text={text} />
      {fix && (
        <section className={s.part}>
          <h3>
            {say('problem.fix')}
            {fix.version && ` ${say('problem.in_version', { version: fix.version })}`}
          </h3>
          <p className={s.words}>{text(fix.what)}</p>
          <p className={s.words}>
            <span className="sm soft">{say('problem.verified')}: </span>
            {text(fix.verified)}
          </p>
        </section>
      )}
      <WordingsPart state={state} text={text} />
    </>
  )
}

function WorkaroundPart({ state, text }: Pick<About, 'state' | 'text'>) {
  const words = useWords()
  const { say } = words
  const { products } = useDesk()
  const { workaround: one } = state
  const at = (instant: number) => wallTime(instant, nowMs(), words)
  return (
    <section className={s.part}>
      <h3>{say('problem.workaround')}</h3>
      {one ? (
        <>
          <p className={s.words}>{text(one.what)}</p>
          <p className="sm soft">
            {[
              one.from > nowMs() ? say('problem.holds_from', { at: at(one.from) }) : '',
              one.until !== null && !one.over ? say('problem.holds_until', { at: at(one.until) }) : '',
              products
                .filter(({ id }) => one.products.includes(id))
                .map(({ name }) => name)
                .join(', '),
              one.versions.length > 0
                ? say('problem.for_versions', { versions: one.versions.join(', ') })
                : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {one.over && one.until !== null && (
            <p className={s.late}>{say('problem.is_over', { at: at(one.until) })}</p>
          )}
        </>
      ) : (
        <p className="soft">{say('problem.no_workaround')}</p>
      )}
    </section>
  )
}

function WordingsPart({ state, text }: Pick<About, 'state' | 'text'>) {
  const { say } = useWords()
  const all = Object.entries(state.wordings)
  return (
    <section className={s.part}>
      <h3>{say('problem.wordings')}</h3>
      {all.length === 0 && <p className="soft">{say('problem.wordings_none')}</p>}
      {all.map(([key, ref]) => {
        const [news = '', language = ''] = key.split(' ')
        return (
          <div key={key}>
            <p className="sm soft">
              {say(`matter.news_${news}`)} · {say(`kinds.language_${language}`)}
            </p>
            <p className={s.words} lang={language as Language}>
              {text(ref)}
            </p>
          </div>
        )
      })}
    </section>
  )
}
