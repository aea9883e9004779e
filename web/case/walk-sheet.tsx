// f: going through a script on a case. One question a screen; each answer is in the ledger at once, and is
// answered with the next step. Not: a step (walk-step.tsx).
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Value } from '#core/script/condition.ts'
import { placeOf } from '#core/script/walk.ts'
import { useDeed } from '#web/api/deeds.ts'
import { refusalText } from '#web/api/refusal-text.ts'
import { Button } from '#web/kit/button.tsx'
import { cx } from '#web/kit/cx.ts'
import { ScreenState } from '#web/kit/screen-state.tsx'
import { Sheet } from '#web/kit/sheet.tsx'
import { useKeys } from '#web/kit/use-keys.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import type { SheetProps } from './deed-dialog.tsx'
import {
  answerWords,
  inLanguage,
  scriptQuery,
  scriptsQuery,
  stepText,
  type WalkNow,
  walksQuery,
} from './walk-data.ts'
import { WalkStep } from './walk-step.tsx'
import s from './walk.module.css'

type Answered = { readonly walk: WalkNow }

/** The walk that is under way or rests; without one, the scripts to choose from. */
export function WalkSheet({ onClose }: SheetProps) {
  const { data } = useCase()
  const [now, setNow] = useState<WalkNow | null>(null)
  const [seq] = useState(data.seq)
  const query = useQuery(walksQuery(data.id, seq))
  const open = now ?? query.data?.items.findLast(one => !['ended', 'given_up'].includes(one.standing)) ?? null
  if (open) return <Walking now={open} onNow={setNow} onClose={onClose} />
  return <Choosing onNow={setNow} onClose={onClose} isAsked={query.isSuccess} />
}

type Stepping = { now: WalkNow; onNow: (now: WalkNow) => void; onClose: () => void }

function Choosing({ onNow, onClose, isAsked }: Omit<Stepping, 'now'> & { isAsked: boolean }) {
  const { data } = useCase()
  const { say, language } = useWords()
  const query = useQuery({ ...scriptsQuery, enabled: isAsked })
  const begin = useDeed<object, Answered>(data.id, 'walk.begin', { onDone: ({ walk }) => onNow(walk) })
  const choose = (script: string) => !begin.isDoing && begin.do({ script })
  return (
    <Sheet open onClose={onClose} title={say('walk.choose')} width="small">
      <ScreenState query={query}>
        {({ items }) => (
          <>
            <ChoiceKeys slugs={items.map(one => one.slug)} onChoose={choose} />
            {items.length === 0 && <p className="soft">{say('walk.none')}</p>}
            <ul className={s.scripts}>
              {items.map((one, i) => (
                <li key={one.slug}>
                  <Button keys={i < 9 ? String(i + 1) : undefined} onClick={() => choose(one.slug)}>
                    {inLanguage(one.title, language)}
                  </Button>
                </li>
              ))}
            </ul>
            {begin.problem && <p role="alert">{refusalText(begin.problem, say)}</p>}
          </>
        )}
      </ScreenState>
    </Sheet>
  )
}

/** Within the sheet, whose keys they are. */
function ChoiceKeys({ slugs, onChoose }: { slugs: readonly string[]; onChoose: (slug: string) => void }) {
  useKeys(Object.fromEntries(slugs.slice(0, 9).map((slug, i) => [String(i + 1), () => onChoose(slug)])))
  return null
}

function Walking({ now, onNow, onClose }: Stepping) {
  const { data } = useCase()
  const { say, language } = useWords()
  const { walk, standing } = now
  const heading = useRef<HTMLHeadingElement>(null)
  const onDone = (answer: Answered) => onNow(answer.walk)
  const answer = useDeed<object, Answered>(data.id, 'walk.answer', { onDone })
  const reuse = useDeed<object, Answered>(data.id, 'walk.reuse', { onDone })
  const back = useDeed<object, Answered>(data.id, 'walk.go_back', { onDone })
  const pause = useDeed<object, Answered>(data.id, 'walk.pause')
  const isBusy = answer.isDoing || reuse.isDoing || back.isDoing
  const problem = answer.problem ?? reuse.problem ?? back.problem
  // Leaving it rests: whoever has the case goes on with it.
  const leave = () => {
    if (standing === 'running') pause.do({ walk })
    onClose()
  }
  const goBack = () => !isBusy && back.do({ walk })
  return (
    <Sheet
      open
      onClose={leave}
      first={heading}
      title={`${inLanguage(now.title, language)} · ${say('walk.version', { n: now.version })}`}
      note={now.end === null && say('walk.step_of', { n: now.passed + 1, of: now.passed + now.about })}
      closeText={say(now.end === null ? 'walk.pause' : 'walk.close')}
      foot={<Foot end={now.end} onBack={goBack} onClose={onClose} />}
    >
      <Keys onBack={goBack} />
      <div className={s.runner}>
        {now.step ? (
          <WalkStep
            key={`${now.place.slug} ${now.place.step} ${now.passed}`}
            now={now}
            step={now.step}
            heading={heading}
            onGive={given => !isBusy && answer.do({ walk, step: now.place.step, ...given })}
            onReuse={() => !isBusy && reuse.do({ walk, step: now.place.step })}
          />
        ) : (
          <p>{say('walk.gone')}</p>
        )}
        <Written now={now} />
      </div>
      {problem && <p role="alert">{refusalText(problem, say)}</p>}
    </Sheet>
  )
}

/** Back; and at an end the form in which the case goes on. */
function Foot({ end, onBack, onClose }: Pick<WalkNow, 'end'> & { onBack: () => void; onClose: () => void }) {
  const { say, open } = useCase()
  const goesOn = end === 'solved' ? 'solve' : end === 'hand_off' ? 'hand-off' : null
  return (
    <>
      <Button kind="quiet" keys="backspace" onClick={onBack}>
        {say('walk.back')}
      </Button>
      {goesOn && (
        <Button
          kind="main"
          onClick={() => {
            onClose()
            open({ name: goesOn })
          }}
        >
          {say(goesOn === 'solve' ? 'deeds.act_solve' : 'deeds.act_pass_on')}
        </Button>
      )}
    </>
  )
}

/** Within the sheet, whose keys they are. */
function Keys({ onBack }: { onBack: () => void }) {
  const { say } = useWords()
  useKeys({ backspace: { does: say('walk.back'), run: onBack } })
  return null
}

/** What stands in the ledger of this walk; what was gone back over is struck. */
function Written({ now }: { now: WalkNow }) {
  const { state, data } = useCase()
  const { say, language } = useWords()
  const { data: script } = useQuery(scriptQuery(now.place))
  const path = state.walks[now.walk]?.walk.path ?? []
  // Words and serial numbers lie beside the ledger; the answer refers to them.
  const wordsOf = (value: Value) => data.texts[value as never] ?? value
  return (
    <section className={s.written} aria-label={say('walk.written')}>
      <h3>{say('walk.written')}</h3>
      <ol>
        {path.map(({ at, answer, undone }, i) => {
          const step = placeOf(at).step
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a path only grows
            <li key={i} className={cx(undone && s.undone)}>
              {stepText(script, step, language)}{' '}
              <span className="soft">
                {'value' in answer
                  ? answerWords(script, { step, value: wordsOf(answer.value) }, language)
                  : say(`walk.did_${answer.kind}`)}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
