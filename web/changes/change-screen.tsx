// One change request: what is wanted and why, how it stands with engineering, what may be done next, and all
// that was said. Each act has its key. Not: the forms (change-forms.tsx).
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useDesk } from '../case/desk.ts'
import { useActs } from '../kit/acts-registry.ts'
import { Button } from '../kit/button.tsx'
import { Fact, Facts } from '../kit/facts.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { Menu } from '../kit/menu.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useLookBeside } from '../notices/use-notices.ts'
import { useSay } from '../words.ts'
import { ChangeCourse } from './change-course.tsx'
import { DeedForm, deedFields } from './change-forms.tsx'
import { Trouble } from './change-trouble.tsx'
import { useChange, useChangeDeed, type WholeChange } from './changes-api.ts'
import { Place, Stands } from './changes-screen.tsx'
import s from './changes.module.css'

/** `/changes/{number}` */
export default function ChangeScreen() {
  const say = useSay()
  const { number } = useParams({ strict: false }) as { number: string }
  const query = useChange(number)
  return (
    <Tall>
      <ScreenBar title={say('change.one', { number })} ruled>
        <Link to="/changes">{say('change.all')}</Link>
      </ScreenBar>
      <Scroll label={say('change.one', { number })}>
        <ScreenState
          query={query}
          rows={4}
          bones="entries"
          gone={<Empty why={say('refusal.change_not_found')} />}
        >
          {one => <One one={one} />}
        </ScreenState>
      </Scroll>
    </Tall>
  )
}

function One({ one }: { one: WholeChange }) {
  const say = useSay()
  const { nameOf, products } = useDesk()
  const product = products.find(({ id }) => id === one.product)
  useLookBeside(one.id, one.seq)
  const { cases, organisations } = one.cost
  return (
    <div className={s.page}>
      <div>
        <h2>{one.title}</h2>
        <p className="soft">{say('change.cost_is', { cases, organisations })}</p>
      </div>
      <Facts>
        <Fact label={say('change.standing')}>
          <Stands one={one} />
        </Fact>
        <Fact label={say('change.kind')} small={product?.name}>
          {say(`change.kind_${one.kind}`)}
        </Fact>
        <Fact label={say('change.owner')}>{nameOf(one.owner) ?? '–'}</Fact>
        <Fact label={say('change.place')} small={one.trackerName ?? undefined}>
          <Place one={one} />
        </Fact>
      </Facts>
      <Trouble one={one} />
      <Next one={one} />
      <Words title={say('change.wanted')} words={one.wanted} />
      <Words title={say('change.why')} words={one.why} />
      <Evidence one={one} />
      <Cases one={one} />
      <ChangeCourse one={one} />
    </div>
  )
}

/** Every act with its key, the likelier first. */
const order: readonly (readonly [deed: string, keys: string])[] = [
  ['verify', 'v'],
  ['reopen', 'o'],
  ['send', 's'],
  ['write', 'r'],
  ['answer', 'a'],
  ['link', 'i'],
  ['accept', 'y'],
  ['plan', 'p'],
  ['begin', 'b'],
  ['finish', 'd'],
  ['reject', 'n'],
  ['mend', 'e'],
  ['add_evidence', 'u'],
  ['name_owner', 'w'],
  ['unlink', 'k'],
  ['withdraw', 'x'],
]
const shownMost = 4

/** What may be done next, in the order it is likely. */
function Next({ one }: { one: WholeChange }) {
  const say = useSay()
  const act = useChangeDeed(one.number)
  const [open, setOpen] = useState<string | null>(null)
  const run = (deed: string) => (deedFields[deed]?.length === 0 ? act.mutate({ deed }) : setOpen(deed))
  const all = order.filter(([deed]) => one.may.includes(deed))
  const look = one.tracker && one.entry && one.may.includes('write') && !one.lost
  const asks = () => act.mutate({ deed: 'look' })
  useKeys(
    open === null
      ? Object.fromEntries(
          all.map(([deed, keys]) => [keys, { does: say(`change.act_${deed}`), run: () => run(deed) }]),
        )
      : {},
  )
  useActs(
    say('change.one', { number: one.number }),
    all.map(([deed, keys]) => ({
      ...{ id: `change.${deed}`, key: `change.act_${deed}`, keys, run: () => run(deed) },
    })),
  )
  const rest = all.slice(shownMost)
  return (
    <div className={s.acts}>
      {all.slice(0, shownMost).map(([deed, keys], i) => (
        <Button
          key={deed}
          kind={i === 0 && one.isOpen ? 'main' : 'plain'}
          keys={keys}
          onClick={() => run(deed)}
        >
          {say(`change.act_${deed}`)}
        </Button>
      ))}
      {look && <Button onClick={asks}>{say('change.look')}</Button>}
      {rest.length > 0 && (
        <Menu
          align="start"
          face={say('change.more_acts')}
          label={say('change.more_acts')}
          items={rest.map(([deed]) => ({ text: say(`change.act_${deed}`), run: () => run(deed) }))}
        />
      )}
      {open && (
        <DeedForm key={open} one={one} deed={open} onDo={act.mutateAsync} onClose={() => setOpen(null)} />
      )}
    </div>
  )
}

const Words = ({ title, words }: { title: string; words: string }) => (
  <section>
    <h3>{title}</h3>
    <p className={s.words}>{words || '–'}</p>
  </section>
)

function Evidence({ one }: { one: WholeChange }) {
  const say = useSay()
  const act = useChangeDeed(one.number)
  if (one.evidence.length === 0) return null
  return (
    <section>
      <h3>{say('change.evidence')}</h3>
      <ul className={s.facts}>
        {one.evidence.map(({ seq, words }) => (
          <li key={seq}>
            <p className={s.words}>{words || '–'}</p>
            {one.may.includes('strike_evidence') && (
              <Button
                kind="quiet"
                aria-label={`${say('change.strike')}: ${words.slice(0, 80)}`}
                onClick={() => act.mutate({ deed: 'strike_evidence', body: { evidence: seq } })}
              >
                {say('change.strike')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Cases({ one }: { one: WholeChange }) {
  const say = useSay()
  if (one.cases.length === 0) return null
  return (
    <section>
      <h3>{say('change.cases')}</h3>
      <ul className={s.facts}>
        {one.cases.map(({ id, number, subject }) => (
          <li key={id}>
            <Link to="/c/$number" params={{ number: String(number) }}>
              <span className="num">{number}</span> {subject}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
