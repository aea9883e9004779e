// One supplier case: how it stands, what they owe us, what may be done next, everything that was said. Each
// act has its key. Not: the forms (supplier-forms.tsx), nor what was done (supplier-course.tsx).
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { maySupplier } from '#core/supplier/decide.ts'
import type { SupplierState } from '#core/supplier/state.ts'
import { useDesk } from '../case/desk.ts'
import { useActs } from '../kit/acts-registry.ts'
import { Button } from '../kit/button.tsx'
import { Fact, Facts } from '../kit/facts.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { SeverityMark, Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useLookBeside } from '../notices/use-notices.ts'
import { useSay, useWords } from '../words.ts'
import { SharedWith, sharingHouses } from './share-part.tsx'
import { Course } from './supplier-course.tsx'
import { type FormName, SupplierForm } from './supplier-forms.tsx'
import s from './supplier.module.css'
import {
  moneyText,
  type SupplierPage,
  useCasesOf,
  useSupplierCase,
  useSupplierDeed,
} from './suppliers-api.ts'
import { Stands } from './suppliers-screen.tsx'

/** `/suppliers/{number}` */
export default function SupplierScreen() {
  const say = useSay()
  const { number } = useParams({ strict: false }) as { number: string }
  const query = useSupplierCase(number)
  return (
    <Tall>
      <ScreenBar title={say('matter.kind_supplier_case', { number })} ruled>
        <Link to="/suppliers">{say('supplier.title')}</Link>
      </ScreenBar>
      <Scroll label={say('matter.kind_supplier_case', { number })}>
        <ScreenState query={query} rows={4} bones="entries" gone={<Empty why={say('supplier.gone')} />}>
          {page => <One page={page} number={number} />}
        </ScreenState>
      </Scroll>
    </Tall>
  )
}

function One({ page, number }: { page: SupplierPage; number: string }) {
  const say = useSay()
  const { row, supplier, offered } = page
  useLookBeside(row.id, row.seq)
  const deed = useSupplierDeed(number)
  return (
    <div className={s.page}>
      <h2>
        <SeverityMark severity={row.severity} /> {row.title}
      </h2>
      {supplier?.active === false && <Strip>{say('supplier.paused')}</Strip>}
      {offered !== null && row.isOpen && (
        <Strip
          end={
            <Button onClick={() => deed.mutate({ deed: 'lodge', body: { reference: offered } })}>
              {say('supplier.take_over')}
            </Button>
          }
        >
          {say('supplier.offered', { reference: offered })}
        </Strip>
      )}
      <Head page={page} />
      <Next page={page} number={number} />
      <Owed page={page} />
      <Reach page={page} />
      <Cases number={number} />
      <Course page={page} />
    </div>
  )
}

function Head({ page }: { page: SupplierPage }) {
  const { say, language } = useWords()
  const { nameOf } = useDesk()
  const { row, supplier, from } = page
  const cost = say('supplier.cost_text', { minutes: row.minutes, money: moneyText(row.cents, language) })
  return (
    <Facts>
      <Fact
        label={say('supplier.head_supplier')}
        small={from !== null && say('supplier.from', { number: from })}
      >
        {supplier ? (
          <Link to="/suppliers/by/$id" params={{ id: supplier.id }}>
            {supplier.name}
          </Link>
        ) : (
          row.supplierName
        )}
      </Fact>
      <Fact label={say('supplier.reference')}>
        {row.reference ?? <span className="soft">{say('supplier.reference_none')}</span>}
      </Fact>
      <Fact
        label={say('supplier.head_standing')}
        small={row.dueAt !== null && <TimeText at={row.dueAt} as="moment" />}
      >
        <Stands row={row} />
      </Fact>
      <Fact label={say('supplier.head_owner')} small={cost}>
        {nameOf(row.owner) ?? page.agents[row.owner] ?? '–'}
      </Fact>
      {row.partner !== null && <SharedWith partner={row.partner} />}
    </Facts>
  )
}

/** What may be done next, in the order it is likely. */
function useNext(page: SupplierPage, number: string, open: (form: FormName) => void) {
  const { me, facts } = useDesk()
  const deed = useSupplierDeed(number)
  const { row } = page
  const { standing, isOpen } = row
  const isSent = isOpen && standing !== 'unsent'
  const state = { owner: row.owner, team: row.team } as SupplierState
  const form = (id: FormName, keys: string, when: boolean) => ({ id, keys, when, run: () => open(id) })
  const keeps = maySupplier({ kind: 'agent', id: me.id }, 'supplier.send', state, facts) === true
  const take = () => deed.mutate({ deed: 'take' })
  return [
    form('retest', 't', standing === 'to_test'),
    form('send', 's', isOpen && keeps),
    form('say', 'a', isSent),
    form('lodge', 'r', isSent && row.reference === null),
    form('chase', 'c', isSent),
    form('solve', 'd', isOpen && standing !== 'to_test' && keeps),
    form('close', 'd', standing === 'solved' && keeps),
    form('reopen', 'o', !isOpen && keeps),
    form('escalate', 'e', isSent && keeps),
    form('plan_chase', 'p', isSent && keeps),
    form('spend', 'k', true),
    form('assess', 'i', isOpen && keeps),
    { id: 'take' as const, keys: 'm', when: isOpen && row.owner !== me.id, run: take },
    form('give', 'w', isOpen && keeps),
    form('share', 'h', isOpen && keeps && row.partner === null && sharingHouses(facts).length > 0),
    form('unshare', 'h', row.partner !== null && keeps),
  ].filter(one => one.when)
}

function Next({ page, number }: { page: SupplierPage; number: string }) {
  const say = useSay()
  const [open, setOpen] = useState<FormName | null>(null)
  const deed = useSupplierDeed(number)
  const { facts, me } = useDesk()
  const mayAny = maySupplier({ kind: 'agent', id: me.id }, 'supplier.say', null, facts) === true
  const all = useNext(page, number, setOpen).filter(() => mayAny)
  useKeys(
    open === null
      ? Object.fromEntries(all.map(({ id, keys, run }) => [keys, { does: say(`supplier.act_${id}`), run }]))
      : {},
  )
  useActs(
    say('supplier.title'),
    all.map(({ id, keys, run }) => ({ id: `supplier.${id}`, key: `supplier.act_${id}`, keys, run })),
  )
  return (
    <>
      <div className={s.acts}>
        {all.map(({ id, keys, run }, i) => (
          <Button key={id} kind={i === 0 ? 'main' : 'plain'} keys={keys} onClick={run}>
            {say(`supplier.act_${id}`)}
          </Button>
        ))}
      </div>
      {open && <SupplierForm name={open} page={page} onDo={deed.mutateAsync} onClose={() => setOpen(null)} />}
    </>
  )
}

const tagOf = { running: 'open', silent: 'late', met: 'yes', met_late: 'late' } as const

/** What they owe us, and when we ask again. */
function Owed({ page: { owed, chaseAt, row } }: { page: SupplierPage }) {
  const say = useSay()
  return (
    <section aria-labelledby="owed">
      <h3 id="owed">{say('supplier.owed')}</h3>
      {owed.length === 0 ? (
        <p className="soft">{say('supplier.owed_none')}</p>
      ) : (
        <ul className={s.facts}>
          {owed.map(one => (
            <li key={one.target}>
              {say(`supplier.target_${one.target}`)}{' '}
              <Tag kind={tagOf[one.standing]}>{say(`supplier.owed_${one.standing}`)}</Tag>{' '}
              <TimeText at={one.dueAt} as="moment" />
            </li>
          ))}
        </ul>
      )}
      {row.isOpen && chaseAt !== null && (
        <p>
          {say('supplier.chase_next')}: <TimeText at={chaseAt} as="moment" />{' '}
          {row.unanswered > 0 && (
            <span className="soft">{say('supplier.chased_times', { n: row.unanswered })}</span>
          )}
        </p>
      )}
    </section>
  )
}

function Reach({ page: { supplier } }: { page: SupplierPage }) {
  const say = useSay()
  if (!supplier) return null
  const { address, formUrl, phone, ourNumber, contacts, escalation } = supplier
  if (![address, formUrl, phone, ourNumber, contacts, escalation].some(Boolean)) return null
  return (
    <section aria-labelledby="reach">
      <h3 id="reach">{say('supplier.reach')}</h3>
      <p>
        {[address, phone].filter(Boolean).join(' · ')}{' '}
        {formUrl !== null && (
          <a href={formUrl} target="_blank" rel="noreferrer" data-inline="">
            {say('supplier.form_open')}
          </a>
        )}
      </p>
      {ourNumber !== null && <p className="soft">{say('supplier.our_number', { number: ourNumber })}</p>}
      {contacts !== '' && <p className={s.lines}>{contacts}</p>}
      {escalation !== '' && (
        <p className={s.lines}>
          <b>{say('supplier.escalation_to')}:</b> {escalation}
        </p>
      )}
    </section>
  )
}

function Cases({ number }: { number: string }) {
  const say = useSay()
  const { data } = useCasesOf(number)
  if (!data || data.items.length === 0) return null
  return (
    <section aria-labelledby="cases">
      <h3 id="cases">{say('supplier.cases')}</h3>
      <ul>
        {data.items.map(one => (
          <li key={one.id}>
            <Link to="/c/$number" params={{ number: String(one.number) }}>
              {one.number} {one.subject}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
