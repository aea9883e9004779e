// The rules by which cases that come in find their team, as sentences in their order; each change holds at
// once. Not: what a rule means (core/people/routing.ts).
import { useState } from 'react'
import { type Channel, channels, type Kind, kinds } from '#core/case/event.ts'
import type { ProductId, TeamId } from '#core/kit/id.ts'
import type { RoutingRule } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { toast } from '../kit/toast.ts'
import { useSay, useWords } from '../words.ts'
import { Chosen } from './chosen.tsx'
import { LanguageTicks } from './known-form.tsx'
import { Send, Ticks, useLanguageName, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type Routing, useChange } from './set-up-api.ts'

type Props = { routing: Routing; mayChange: boolean }

export function RoutingRules({ routing: { rules, otherwise, version }, mayChange }: Props) {
  const say = useSay()
  const { desk } = useSession()
  const [open, setOpen] = useState<number | null>(null)
  const save = useChange(() => {
    toast({ text: say('set_up.saved') })
    setOpen(null)
  })
  const set = (next: readonly RoutingRule[]) => {
    if (!save.isPending) save.mutate({ path: '/routing', method: 'PUT', body: { version, rules: next } })
  }
  const moved = (from: number, to: number) => {
    const next = [...rules]
    next.splice(to, 0, ...next.splice(from, 1))
    set(next)
  }
  const teamName = (id: TeamId) => desk.teams.find(one => one.id === id)?.name ?? id
  const acts = { set, moved, open: setOpen, rules }
  return (
    <section className={s.say} aria-labelledby="rules">
      <h2 id="rules">{say('set_up.rules')}</h2>
      <p className="sm soft">{say('set_up.rules_why')}</p>
      <Wrong thrown={save.error} />
      <ol className={s.sentences}>
        {rules.map((rule, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name but its place
          <li key={i} className={s.sentence}>
            <RuleText rule={rule} team={teamName(rule.team)} />
            {mayChange && <RuleActs {...acts} place={i} />}
          </li>
        ))}
        <li className={s.sentence}>{say('set_up.rule_otherwise', { team: teamName(otherwise) })}</li>
      </ol>
      {mayChange && (
        <p className="row">
          <Button onClick={() => setOpen(rules.length)}>{say('set_up.rule_add')}</Button>
        </p>
      )}
      {open !== null && (
        <RuleSheet
          key={open}
          rule={rules[open] ?? null}
          isSending={save.isPending}
          thrown={save.error}
          onSend={rule => set(rules.toSpliced(open, 1, rule))}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  )
}

/** What has to hold, and where the case then goes. */
function RuleText({ rule, team }: { rule: RoutingRule; team: string }) {
  const { say, language } = useWords()
  const { desk } = useSession()
  const name = useLanguageName()
  const list = (all: readonly string[]) => new Intl.ListFormat(language, { type: 'disjunction' }).format(all)
  const parts = [
    rule.products.map(id => desk.products.find(one => one.id === id)?.name ?? id),
    rule.languages.map(name),
    rule.kinds.map(kind => say(`kinds.kind_${kind}`)),
    rule.channels.map(channel => say(`kinds.channel_${channel}`)),
  ].filter(all => all.length > 0)
  if (parts.length === 0) return say('set_up.rule_all', { team })
  return say('set_up.rule_when', { what: parts.map(list).join(' · '), team })
}

type ActsProps = {
  place: number
  rules: readonly RoutingRule[]
  set: (rules: readonly RoutingRule[]) => void
  moved: (from: number, to: number) => void
  open: (place: number) => void
}

function RuleActs({ place, rules, set, moved, open }: ActsProps) {
  const say = useSay()
  const name = say('set_up.rule', { n: place + 1 })
  return (
    <span className="row">
      <Button kind="quiet" aria-label={say('set_up.change_one', { name })} onClick={() => open(place)}>
        {say('set_up.change')}
      </Button>
      {place > 0 && (
        <Button
          kind="quiet"
          aria-label={say('set_up.rule_up_one', { name })}
          onClick={() => moved(place, place - 1)}
        >
          {say('set_up.rule_up')}
        </Button>
      )}
      <Button
        kind="quiet"
        aria-label={say('set_up.remove_one', { name })}
        onClick={() => set(rules.toSpliced(place, 1))}
      >
        {say('set_up.remove')}
      </Button>
    </span>
  )
}

type SheetProps = {
  rule: RoutingRule | null
  isSending: boolean
  thrown: unknown
  onSend: (rule: RoutingRule) => void
  onClose: () => void
}

function RuleSheet({ rule, isSending, thrown, onSend, onClose }: SheetProps) {
  const say = useSay()
  const { desk } = useSession()
  const teams = desk.teams.filter(one => one.active !== false)
  const [form, setForm] = useState<RoutingRule>(
    rule ?? { products: [], languages: [], kinds: [], channels: [], team: teams[0]?.id as TeamId },
  )
  const change = (more: Partial<RoutingRule>) => setForm({ ...form, ...more })
  return (
    <Sheet
      open
      onClose={onClose}
      title={say(rule ? 'set_up.rule_change' : 'set_up.rule_add')}
      note={say('set_up.rule_note')}
      onSubmit={() => onSend(form)}
      foot={<Send isSending={isSending}>{say('kit.save')}</Send>}
    >
      <div className={s.form}>
        <Wrong thrown={thrown} />
        <Conditions form={form} onChange={change} />
        <SelectField
          label={say('set_up.rule_team')}
          value={form.team}
          options={teams.map(one => ({ value: one.id, text: one.name }))}
          onChange={event => change({ team: event.currentTarget.value as TeamId })}
        />
      </div>
    </Sheet>
  )
}

type ConditionsProps = { form: RoutingRule; onChange: (more: Partial<RoutingRule>) => void }

/** What has to hold of a case. */
function Conditions({ form, onChange }: ConditionsProps) {
  const say = useSay()
  const { desk } = useSession()
  return (
    <>
      <Chosen
        label={say('set_up.products')}
        all={desk.products}
        none={say('set_up.outage_all_products')}
        value={form.products}
        onChange={chosen => onChange({ products: chosen as readonly ProductId[] })}
      />
      <LanguageTicks
        label={say('set_up.rule_languages')}
        value={form.languages}
        onChange={(chosen: readonly Language[]) => onChange({ languages: chosen })}
      />
      <Ticks
        label={say('set_up.skill_kinds')}
        value={form.kinds}
        onChange={(chosen: readonly Kind[]) => onChange({ kinds: chosen })}
        all={kinds.map(value => ({ value, text: say(`kinds.kind_${value}`) }))}
      />
      <Ticks
        label={say('set_up.rule_channels')}
        value={form.channels}
        onChange={(chosen: readonly Channel[]) => onChange({ channels: chosen })}
        all={channels.map(value => ({ value, text: say(`kinds.channel_${value}`) }))}
      />
    </>
  )
}
