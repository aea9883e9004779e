// The panel beside the ledger: the customer, the product, earlier cases, open questions, and what to do next.
import { Link } from '@tanstack/react-router'
import { callBackOf } from '#core/case/call-opening.ts'
import type { CommandType } from '#core/case/case.ts'
import { Act, Acts } from '#web/kit/acts.tsx'
import { Button } from '#web/kit/button.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { Panel, PanelPart } from '#web/kit/layout.tsx'
import { nowMs } from '#web/kit/now.ts'
import { Tag } from '#web/kit/tag.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { timeOf } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { zoneName } from '#words/zone-name.ts'
import { useCase } from './case-context.ts'
import { KeptNote } from './kept-part.tsx'
import { SaidPart } from './said-part.tsx'
import { AccountablePart } from './accountable-part.tsx'
import { CostsPart } from './costs-part.tsx'
import { ClocksPart } from './clocks-part.tsx'
import { KnownFits } from './known-fits.tsx'
import { MattersPart } from './matters-part.tsx'
import s from './case.module.css'
import { WantedPart } from './wanted-part.tsx'
import { SkillLine } from './skill-form.tsx'
import { isOtherClock, usableZone } from './say-in.ts'

/** An act of this case: shown in the panel, in the menu and in the palette, and listened for. */
export type CaseAct = {
  readonly id: string
  readonly type: CommandType
  readonly text: string
  readonly keys?: string
  readonly offWhy: string
  readonly run: () => void
  readonly first?: boolean
  readonly aside?: string
  /** stands in the menu only */
  readonly rare?: boolean
}

export function SidePanel({ acts }: { acts: readonly CaseAct[] }) {
  const { say } = useCase()
  const shown = acts.filter(act => !act.rare)
  return (
    <Panel label={say('case.panel')}>
      <KnownFits />
      <CustomerPart />
      <AccountablePart />
      <ProductPart />
      <SaidPart />
      <WantedPart />
      <ClocksPart />
      <QuestionsPart />
      <CostsPart />
      <PanelPart title={say('case.do_next')}>
        <Acts>
          {shown
            .filter(act => act.offWhy === '')
            .map(act => (
              <Act
                key={act.id}
                keys={act.keys}
                first={act.first === true}
                aside={act.aside}
                onPress={act.run}
              >
                {act.text}
              </Act>
            ))}
        </Acts>
        <NotNow acts={shown.filter(act => act.offWhy !== '')} />
      </PanelPart>
      <NeighboursPart />
    </Panel>
  )
}

/** What is not possible now, each reason said once with the acts it holds back. */
function NotNow({ acts }: { acts: readonly CaseAct[] }) {
  const reasons = [...new Set(acts.map(act => act.offWhy))]
  return (
    <>
      {reasons.map(why => (
        <p key={why} className={s.notNow}>
          <span>
            {acts
              .filter(act => act.offWhy === why)
              .map(act => act.text)
              .join(' · ')}
          </span>
          {why}
        </p>
      ))}
    </>
  )
}

function CustomerPart() {
  const { say, data, open, state, text } = useCase()
  const words = useWords()
  const { customer } = data
  const told = callBackOf(state)
  const callBack = told && told !== 'none' ? text(told) : null
  // What the caller said on the line comes first, also where it is none of his usual numbers.
  const phones = [...new Set([...(callBack ? [callBack] : []), ...customer.phones])]
  const zone = usableZone(customer.timeZone)
  const theirs = isOtherClock(zone, words, nowMs()) ? timeOf(nowMs(), { ...words, zone }) : null
  return (
    <PanelPart
      title={customer.name}
      end={customer.verified ? undefined : <Tag kind="open">{say('case.unverified')}</Tag>}
    >
      <p className="sm soft">
        {[customer.organisationName, say(`kinds.language_${customer.language}`)].filter(Boolean).join(' · ')}
        {theirs && zone && (
          <>
            {' · '}
            <span title={zoneName(zone, words.language, nowMs())}>
              {say('case.their_time', { at: theirs })}
            </span>
          </>
        )}
      </p>
      <ul className={s.ways}>
        {phones.map(phone => (
          <li key={phone}>
            <Glyph name="phone" /> <a href={`tel:${phone}`}>{phone}</a>
            {phone === callBack && <span className="sm soft"> {say('case.call_back')}</span>}
          </li>
        ))}
        {customer.email && (
          <li>
            <Glyph name="mail" /> <span data-text="">{customer.email}</span>
          </li>
        )}
      </ul>
      <KeptNote />
      {customer.notes && <p className="sm">{customer.notes}</p>}
      {data.sight === 'all' && (
        <>
          <SkillLine />
          <Button kind="quiet" onClick={() => open({ name: 'zone' })}>
            {say('case.zone_set')}
          </Button>
          <Button kind="quiet" onClick={() => open({ name: 'organisation' })}>
            {say('set_up.organisation')}
          </Button>
        </>
      )}
    </PanelPart>
  )
}

function ProductPart() {
  const { say, state, desk, open, offWhy } = useCase()
  const product = desk.products.find(one => one.id === state.product)
  return (
    <PanelPart
      title={product?.name ?? say('case.no_product')}
      end={
        offWhy('case.classify') === '' ? (
          <Button kind="quiet" onClick={() => open({ name: 'classify' })}>
            {say('case.change')}
          </Button>
        ) : undefined
      }
    >
      <p className="sm soft">
        {say(`kinds.kind_${state.kind}`)} · S{state.severity} {say(`kinds.severity_${state.severity}`)}
      </p>
    </PanelPart>
  )
}

function QuestionsPart() {
  const { say, state, text, open, offWhy } = useCase()
  const questions = Object.entries(state.questions)
  if (questions.length === 0) return null
  return (
    <PanelPart title={say('case.questions')} end={questions.length}>
      <ul className={s.questions}>
        {questions.map(([id, one]) => (
          <li key={id}>
            <span>{text(one.text)}</span>{' '}
            {one.standing === 'open' ? (
              <Button
                kind="quiet"
                offWhy={offWhy('question.answer')}
                aria-label={say('case.settle_which', { text: text(one.text).slice(0, 80) })}
                onClick={() => open({ name: 'settle', id })}
              >
                {say('case.question_settle')}
              </Button>
            ) : (
              <Tag kind={one.standing === 'answered' ? 'yes' : 'plain'}>
                {say(`case.question_${one.standing}`)}
              </Tag>
            )}
          </li>
        ))}
      </ul>
    </PanelPart>
  )
}

function NeighboursPart() {
  const { say, data } = useCase()
  return (
    <>
      <MattersPart />
      {data.links.length > 0 && (
        <PanelPart title={say('case.linked')} end={data.links.length}>
          <ul>
            {data.links.map(one => (
              <li key={one.id}>
                <Link to="/c/$number" params={{ number: String(one.number) }} data-inline="">
                  {one.number} {one.subject}
                </Link>{' '}
                <span className="xs soft">{say(`kinds.phase_${one.phase}`)}</span>
              </li>
            ))}
          </ul>
        </PanelPart>
      )}
      {data.earlier.length > 0 && (
        <PanelPart title={say('case.earlier')} end={data.earlier.length}>
          <ul className={s.earlier}>
            {data.earlier.map(one => (
              <li key={one.id}>
                <Link to="/c/$number" params={{ number: String(one.number) }} data-inline="">
                  {one.subject}
                </Link>{' '}
                <span className="xs soft">
                  {say(`kinds.phase_${one.phase}`)} ·{' '}
                  <TimeText at={one.solvedAt ?? one.changedAt} as="wall" />
                </span>
              </li>
            ))}
          </ul>
        </PanelPart>
      )}
    </>
  )
}
