// The fields of the rules of giving beyond what is owed, in parts: what has to be known, whose doing, how far
// one's own word goes, the limits, the times. Not: what is wrong with them (goodwill-form.ts).
import { faults as doings, goodwillKinds } from '#core/case/goodwill-fact.ts'
import { budgetPeriods, understandings } from '#core/goodwill/rules.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import { type Fault, faultAt } from './field-faults.ts'
import { type BudgetField, type GoodwillForm, rungs } from './goodwill-form.ts'
import g from './goodwill.module.css'
import s from './set-up.module.css'

type Props = {
  readonly form: GoodwillForm
  readonly faults: readonly Fault[]
  readonly set: (change: Partial<GoodwillForm>) => void
}

/** All of them, one under the other. */
export function GoodwillFields(props: Props) {
  return (
    <>
      <Known {...props} />
      <Doings {...props} />
      <Ladder {...props} />
      <Limits {...props} />
      <Times {...props} />
    </>
  )
}

function Known({ form, faults, set }: Props) {
  const say = useSay()
  return (
    <div className={s.two}>
      <SelectField
        label={say('goodwill_set.understood')}
        value={form.understood}
        options={understandings.map(value => ({ value, text: say(`goodwill_set.understood_${value}`) }))}
        onChange={event => set({ understood: event.currentTarget.value as GoodwillForm['understood'] })}
      />
      <TextField
        label={say('set_up.waiver_currency')}
        value={form.currency}
        maxLength={3}
        error={faultAt(faults, 'currency', say)}
        onChange={event => set({ currency: event.currentTarget.value })}
      />
    </div>
  )
}

/** Of each kind: whose doing it may have been. */
function Doings({ form, set }: Props) {
  const say = useSay()
  const toggled = (kind: (typeof goodwillKinds)[number], one: (typeof doings)[number]) =>
    set({
      faults: {
        ...form.faults,
        [kind]: doings.filter(each => (each === one) !== form.faults[kind].includes(each)),
      },
    })
  return (
    <fieldset className={s.checks} aria-describedby="goodwill-doings">
      <legend className={s.legend}>{say('goodwill_set.doings')}</legend>
      {goodwillKinds.map(kind => (
        <fieldset key={kind} className={g.kind}>
          <legend className="sr">{say('goodwill.kind', { kind })}</legend>
          <span aria-hidden="true">{say('goodwill.kind', { kind })}</span>
          {doings.map(one => (
            <Check key={one} checked={form.faults[kind].includes(one)} onChange={() => toggled(kind, one)}>
              {say('goodwill.fault', { fault: one })}
            </Check>
          ))}
        </fieldset>
      ))}
      <p id="goodwill-doings" className="sm soft">
        {say('goodwill_set.doings_hint')}
      </p>
    </fieldset>
  )
}

function Ladder({ form, faults, set }: Props) {
  const say = useSay()
  return (
    <fieldset className={s.checks} aria-describedby="goodwill-ladder">
      <legend className={s.legend}>{`${say('goodwill_set.ladder')} (${form.currency})`}</legend>
      <div className={g.rungs}>
        {rungs.map(rung => (
          <TextField
            key={rung}
            label={rung === 'lead' ? say('set_up.role_lead') : say('common.level', { n: rung })}
            inputMode="decimal"
            value={form.ladder[rung]}
            error={faultAt(faults, `ladder.${rung}`, say)}
            onChange={event => set({ ladder: { ...form.ladder, [rung]: event.currentTarget.value } })}
          />
        ))}
      </div>
      <p id="goodwill-ladder" className="sm soft">
        {say('goodwill_set.ladder_hint')}
      </p>
    </fieldset>
  )
}

function Limits({ form, faults, set }: Props) {
  const say = useSay()
  const change = (at: number, next: Partial<BudgetField>) =>
    set({ budgets: form.budgets.map((one, i) => (i === at ? { ...one, ...next } : one)) })
  return (
    <>
      <TextField
        label={`${say('goodwill_set.cap')} (${form.currency})`}
        inputMode="decimal"
        value={form.cap}
        error={faultAt(faults, 'cap', say)}
        onChange={event => set({ cap: event.currentTarget.value })}
      />
      <fieldset className={s.checks} aria-describedby="goodwill-budgets">
        <legend className={s.legend}>{`${say('goodwill_set.budgets')} (${form.currency})`}</legend>
        {form.budgets.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <div key={at} className={g.budget}>
            <BudgetFields
              budget={one}
              error={faultAt(faults, `budgets.${at}`, say)}
              onChange={next => change(at, next)}
            />
            <Button
              kind="quiet"
              aria-label={say('goodwill_set.budget_remove', { n: at + 1 })}
              onClick={() => set({ budgets: form.budgets.filter((_, i) => i !== at) })}
            >
              {say('set_up.remove')}
            </Button>
          </div>
        ))}
        <div className="row">
          <Button
            kind="quiet"
            glyph="plus"
            onClick={() => set({ budgets: [...form.budgets, { team: '', period: 'quarter', limit: '' }] })}
          >
            {say('goodwill_set.budget_add')}
          </Button>
        </div>
        <p id="goodwill-budgets" className="sm soft">
          {say('goodwill_set.budgets_hint')}
        </p>
      </fieldset>
    </>
  )
}

type BudgetProps = {
  readonly budget: BudgetField
  readonly error: string | undefined
  readonly onChange: (next: Partial<BudgetField>) => void
}

function BudgetFields({ budget, error, onChange }: BudgetProps) {
  const say = useSay()
  const { desk } = useSession()
  return (
    <>
      <SelectField
        label={say('goodwill_set.team')}
        value={budget.team}
        options={[
          { value: '', text: say('goodwill_set.every_team') },
          ...desk.teams
            .filter(one => one.active !== false || one.id === budget.team)
            .map(one => ({ value: one.id as string, text: one.name })),
        ]}
        onChange={event => onChange({ team: event.currentTarget.value })}
      />
      <SelectField
        label={say('goodwill_set.period')}
        value={budget.period}
        options={budgetPeriods.map(value => ({ value, text: say(`goodwill_set.period_${value}`) }))}
        onChange={event => onChange({ period: event.currentTarget.value as BudgetField['period'] })}
      />
      <TextField
        label={say('goodwill_set.limit')}
        inputMode="decimal"
        value={budget.limit}
        error={error}
        onChange={event => onChange({ limit: event.currentTarget.value })}
      />
    </>
  )
}

const times = ['answerHours', 'couponDays', 'oftenCount', 'oftenDays'] as const

function Times({ form, faults, set }: Props) {
  const say = useSay()
  return (
    <div className={g.pairs}>
      {times.map(one => (
        <TextField
          key={one}
          label={say(`goodwill_set.${one}`)}
          inputMode="decimal"
          value={form[one]}
          maxLength={6}
          error={faultAt(faults, one, say)}
          onChange={event => set({ [one]: event.currentTarget.value })}
        />
      ))}
    </div>
  )
}
