// What a person knows, and what a team answers for: skills, languages, products, and how many cases at once.
// Not: what follows from it (core/people/routing.ts).
import { useState } from 'react'
import type { ProductId, SkillId } from '#core/kit/id.ts'
import type { AgentRouting, TeamCovers } from '#core/people/desk-facts.ts'
import { type Language, languages } from '#core/people/language.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { Chosen } from './chosen.tsx'
import { Ticks, useLanguageName, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type KeptSkill, type Person, type Team, useChange, useSetUpList } from './set-up-api.ts'

const nothing = { skills: [], languages: [], products: [], capacity: null } as const

/** What one person can be given. */
export function KnownForm({ person }: { person: Person }) {
  const say = useSay()
  const [known, setKnown] = useState<AgentRouting>(person.routing ?? nothing)
  const change = (more: Partial<AgentRouting>) => setKnown({ ...known, ...more })
  const save = useChange(() => toast({ text: say('set_up.saved') }))
  const way = (which: 'writes' | 'speaks') =>
    known.languages.filter(one => one[which]).map(one => one.language)
  const spoken = (writes: readonly Language[], speaks: readonly Language[]) =>
    languages
      .filter(one => writes.includes(one) || speaks.includes(one))
      .map(language => ({ language, writes: writes.includes(language), speaks: speaks.includes(language) }))
  return (
    <>
      <h3>{say('set_up.known')}</h3>
      <p className="sm soft">{say('set_up.known_why')}</p>
      <Wrong thrown={save.error} />
      <Skills value={known.skills} onChange={skills => change({ skills })} />
      <div className={s.two}>
        <LanguageTicks
          label={say('set_up.known_writes')}
          value={way('writes')}
          onChange={writes => change({ languages: spoken(writes, way('speaks')) })}
        />
        <LanguageTicks
          label={say('set_up.known_speaks')}
          value={way('speaks')}
          onChange={speaks => change({ languages: spoken(way('writes'), speaks) })}
        />
      </div>
      <Products value={known.products} onChange={products => change({ products })} />
      <Capacity
        hint={say('set_up.capacity_team')}
        value={known.capacity}
        onChange={capacity => change({ capacity })}
      />
      <div className="row">
        <Button
          aria-busy={save.isPending}
          onClick={() =>
            save.mutate({
              path: `/agents/${person.id}/routing`,
              method: 'PUT',
              body: { version: person.version, ...known },
            })
          }
        >
          {say('set_up.known_save')}
        </Button>
      </div>
    </>
  )
}

/** What a team answers for in its hours. */
export function CoversForm({ team }: { team: Team }) {
  const say = useSay()
  const [covers, setCovers] = useState<TeamCovers>(team.covers ?? nothing)
  const change = (more: Partial<TeamCovers>) => setCovers({ ...covers, ...more })
  const save = useChange(() => toast({ text: say('set_up.saved') }))
  return (
    <section className={s.form} aria-labelledby="team-covers">
      <h3 id="team-covers">{say('set_up.covers')}</h3>
      <p className="sm soft">{say('set_up.covers_why')}</p>
      <Wrong thrown={save.error} />
      <Skills value={covers.skills} onChange={skills => change({ skills })} />
      <LanguageTicks
        label={say('set_up.covers_languages')}
        value={covers.languages}
        onChange={chosen => change({ languages: chosen })}
      />
      <Products value={covers.products} onChange={products => change({ products })} />
      <Capacity
        hint={say('set_up.capacity_none')}
        value={covers.capacity}
        onChange={capacity => change({ capacity })}
      />
      <div className="row">
        <Button
          aria-busy={save.isPending}
          onClick={() =>
            save.mutate({
              path: `/teams/${team.id}/covers`,
              method: 'PUT',
              body: { version: team.version, ...covers },
            })
          }
        >
          {say('set_up.covers_save')}
        </Button>
      </div>
    </section>
  )
}

type Of<T> = { value: readonly T[]; onChange: (value: readonly T[]) => void }

function Skills({ value, onChange }: Of<SkillId>) {
  const say = useSay()
  const { data: skills = [] } = useSetUpList<KeptSkill>('/skills')
  const shown = skills.filter(one => one.active || value.includes(one.id))
  if (shown.length === 0) return null
  return (
    <Ticks
      label={say('set_up.skills')}
      value={value}
      onChange={onChange}
      all={shown.map(one => ({ value: one.id, text: one.name }))}
    />
  )
}

/** The six languages by their names in the reader's. */
export function LanguageTicks({ label, value, onChange }: Of<Language> & { label: string }) {
  const name = useLanguageName()
  const all = languages.map(one => ({ value: one, text: name(one) }))
  return <Ticks label={label} value={value} onChange={onChange} all={all} />
}

function Products({ value, onChange }: Of<ProductId>) {
  const say = useSay()
  const { desk } = useSession()
  return (
    <Chosen
      label={say('set_up.products')}
      all={desk.products}
      none={say('set_up.outage_all_products')}
      value={value}
      onChange={chosen => onChange(chosen as readonly ProductId[])}
    />
  )
}

type CapacityProps = { hint: string; value: number | null; onChange: (value: number | null) => void }

/** Left empty: nothing is set here. */
function Capacity({ hint, value, onChange }: CapacityProps) {
  const say = useSay()
  return (
    <TextField
      label={say('set_up.capacity')}
      hint={hint}
      type="number"
      inputMode="numeric"
      min={1}
      max={999}
      value={value ?? ''}
      onChange={event => {
        const typed = event.currentTarget.valueAsNumber
        onChange(Number.isInteger(typed) && typed >= 1 && typed <= 999 ? typed : null)
      }}
    />
  )
}
