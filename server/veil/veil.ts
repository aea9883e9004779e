// What goes out to somebody who is kept from customers' data, or who works for another house: the same answer
// with everything of the person taken out. One wall behind every door of /api/v1 and before the live stream,
// so that a new door has it, too. Who sees every customer passes beside it, and pays nothing. Not: who sees
// what (core/access/sight.ts), nor files (http/content.ts).
import { type Mask, maskForms, maskOf, withoutSignature } from '#core/access/mask.ts'
import { isPartner } from '#core/access/share.ts'
import { isEverKept, namesOrganisation, type Sight, seesSomewhere, sightOf } from '#core/access/sight.ts'
import { mayRead } from '#core/access/may.ts'
import type { Card } from '#core/case/card.ts'
import { isPersonal } from '#core/case/known-elsewhere.ts'
import type { AgentId, CaseId, CustomerId, TextId } from '#core/kit/id.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import { type PeopleOfCase, peopleOf, type VeilShell } from '#server/veil/people-of-case.ts'
import { foldWords, sought } from '#store/fold-words.ts'
import { sayIn } from '#words/say-in.ts'

export type VeilReader = { readonly facts: AgentFacts; readonly language: Language | null }

/** How one case is shown to one reader. */
type Scope = {
  readonly sight: Sight
  readonly hidesOrganisation: boolean
  /** in place of the customer's name */
  readonly standIn: string
  readonly mask: Mask
  readonly people: PeopleOfCase | null
}

export type Veil = {
  /** An answer as this reader gets it; `here`: the case it is about, where its address says so. */
  over(answer: unknown, here?: CaseId | number | null): Promise<unknown>
  /** whether words he may read have what he typed: a name he may not see finds nothing */
  finds(card: Card, typed: string): Promise<boolean>
  /** whether he sees this customer: by a case of his, or because there is none and he works where one may */
  sees(customer: CustomerId): Promise<boolean>
  /** whether he is told of which organisation the customer of a case is */
  tellsOrganisation(card: Card): Promise<boolean>
  /** takes the people of a case out of words; null: he sees them */
  maskFor(card: Card): Promise<Mask | null>
}

/** The veil before this reader; null: he sees every customer he may read of. */
export function veilFor(shell: VeilShell, reader: VeilReader): Veil | null {
  return isEverKept(reader.facts, shell.facts()) ? new OwnVeil(shell, reader) : null
}

const casesOfCustomerMax = 50
const isCase = /^cas_[0-9a-z]+$/
type Plain = { readonly [key: string]: unknown }
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null

class OwnVeil implements Veil {
  readonly #shell: VeilShell
  readonly #reader: VeilReader
  readonly #isPartner: boolean
  readonly #hidesOurs: boolean
  readonly #scopes = new Map<string, Promise<Scope | null>>()

  constructor(shell: VeilShell, reader: VeilReader) {
    this.#shell = shell
    this.#reader = reader
    const desk = shell.facts()
    this.#isPartner = isPartner(reader.facts, desk)
    this.#hidesOurs =
      this.#isPartner && !reader.facts.teams.some(team => desk.teams[team]?.partner?.namesPeople)
  }

  async over(answer: unknown, here: CaseId | number | null = null): Promise<unknown> {
    return this.#shown(answer, here === null ? null : await this.#scopeOf(String(here)), '')
  }

  async finds(card: Card, typed: string): Promise<boolean> {
    const scope = await this.#scopeOfCard(card)
    if (!scope?.people) return true
    const { words, prefix, number } = sought(typed)
    if (number === card.number) return true
    const { ledger, inside } = scope.people
    const texts = [...(ledger?.texts.keys() ?? [])].filter(id => !this.#isInside(inside, id))
    const names = scope.sight === 'name' ? [card.customerName] : []
    const told = [card.subject, ...texts.map(id => ledger?.texts.get(id) ?? '')]
    const said = new Set(foldWords([...names, ...told.map(scope.mask)].join('\n')))
    return (
      words.every(one => said.has(one)) && (prefix === null || [...said].some(one => one.startsWith(prefix)))
    )
  }

  async sees(customer: CustomerId): Promise<boolean> {
    const { facts: reader } = this.#reader
    const { store, facts, now } = this.#shell
    const { items } = await store.cards({ customer, sort: 'newest', limit: casesOfCustomerMax })
    if (items.length === 0) return seesSomewhere(reader, facts()) && !this.#isPartner
    return items.some(
      card => mayRead(reader, card, false, facts()) && sightOf(reader, card, facts(), now()) === 'all',
    )
  }

  async tellsOrganisation(card: Card): Promise<boolean> {
    return !(await this.#scopeOfCard(card))?.hidesOrganisation
  }

  async maskFor(card: Card): Promise<Mask | null> {
    return (await this.#scopeOfCard(card))?.mask ?? null
  }

  /** How a case is shown; null: as it is. */
  #scopeOf(id: string): Promise<Scope | null> {
    const known = this.#scopes.get(id)
    if (known) return known
    const which = isCase.test(id) ? (id as CaseId) : Number(id)
    const scope = this.#shell.store.card(which).then(card => (card ? this.#scopeOfCard(card) : null))
    this.#scopes.set(id, scope)
    return scope
  }

  async #scopeOfCard(card: Card): Promise<Scope | null> {
    const { facts: reader } = this.#reader
    const desk = this.#shell.facts()
    const sight = sightOf(reader, card, desk, this.#shell.now())
    if (sight === 'all' && !this.#isPartner) return null
    const hidesOrganisation = sight === 'none' && !namesOrganisation(reader, card, desk)
    const people = await peopleOf(this.#shell, card)
    const { person, organisation } = people
    const known = { ...person, phrases: hidesOrganisation ? organisation : [] }
    const mask = sight === 'none' ? maskOf(known) : maskOf({ ...known, names: [], emails: [] })
    const standIn = this.#say('kept.customer', { number: String(card.number) })
    return { sight, hidesOrganisation, standIn, mask, people }
  }

  #say(key: string, values: Record<string, string> = {}): string {
    return sayIn(this.#reader.language ?? 'en')(key, values)
  }

  async #shown(value: unknown, scope: Scope | null, key: string): Promise<unknown> {
    if (typeof value === 'string') return scope ? scope.mask(value) : value
    if (!isPlain(value)) return value
    if (Array.isArray(value)) return Promise.all(value.map(one => this.#shown(one, scope, key)))
    if (key === 'texts' && scope) return this.#texts(value, scope)
    if (key === 'agents' && isNames(value)) return this.#agentNames(value)
    const own = await this.#scopeHere(value, scope)
    const entries = await Promise.all(
      Object.entries(value).map(async ([name, one]) => [name, await this.#field(name, one, own)] as const),
    )
    return this.#person(Object.fromEntries(entries.filter(([, one]) => one !== undefined)), value, own)
  }

  /** What an object names is about its own case, or about a customer he does not see. */
  async #scopeHere(value: Plain, around: Scope | null): Promise<Scope | null> {
    if (isCard(value)) return this.#scopeOfCard(value)
    const about = [value.caseId, value.case, value.id].find(
      one => typeof one === 'string' && isCase.test(one),
    )
    if (typeof about === 'string') return this.#scopeOf(about)
    const customer = [value.customer, value.id].find(one => typeof one === 'string' && one.startsWith('cus_'))
    if (around || typeof customer !== 'string') return around
    return this.#scopeOfCustomer(customer as CustomerId)
  }

  async #scopeOfCustomer(customer: CustomerId): Promise<Scope | null> {
    if (await this.sees(customer)) return null
    const one = await this.#shell.desk.customers.one(customer)
    const names = one ? [one.name] : []
    const emails = one?.email ? [one.email] : []
    const mask = maskOf({ names, phrases: [], emails, phones: one?.phones ?? [] })
    return { sight: 'none', hidesOrganisation: true, standIn: this.#say('kept.some'), mask, people: null }
  }

  async #field(name: string, value: unknown, scope: Scope | null): Promise<unknown> {
    // What a case cost is no matter of another house.
    if (this.#isPartner && name === 'costs') return undefined
    if (scope?.hidesOrganisation) {
      if (name === 'organisation' || name === 'organisationName') return null
      if (name === 'contract' || name === 'line') return undefined
      if (name === 'contracts') return {}
    }
    if (name === 'customerName' && scope?.sight === 'none') return scope.standIn
    if (name === 'customers' && scope?.sight === 'none' && isPlain(value) && isNames(value))
      return Object.fromEntries(Object.keys(value).map(id => [id, scope.standIn]))
    // Ids, hashes and names of ours are no words about the customer.
    if (typeof value === 'string' && /^[a-z]{3}_[0-9a-z]+$|^[0-9a-f]{64}$/.test(value)) return value
    return this.#shown(
      value,
      name === 'teams' || name === 'agents' || name === 'presence' ? null : scope,
      name,
    )
  }

  /** The customer himself, an answer of his about himself, or one of ours, as this reader meets him. */
  #person(shown: Plain, was: Plain, scope: Scope | null): Plain {
    if (this.#hidesOurs && isNamed(was, 'agt_')) return { ...shown, name: this.#ours(idOf(was)) }
    if (this.#isPartner && (was.type === 'cost.noted' || was.type === 'cost.withdrawn'))
      return { seq: was.seq, at: was.at, by: shown.by, type: was.type }
    if (this.#isPartner && 'partner' in was && !this.#reader.facts.teams.some(team => team === was.id))
      return { ...shown, partner: null }
    if (!scope) return shown
    if (isNamed(was, 'cus_'))
      return {
        ...shown,
        ...(scope.sight === 'none' && { name: scope.standIn }),
        ...('email' in was && { email: null }),
        ...('phones' in was && { phones: [] }),
        ...('notes' in was && { notes: '' }),
      }
    if (scope.sight === 'none' && typeof was.fact === 'string' && isPersonal(was.fact))
      return this.#withoutWords(shown)
    return shown
  }

  #withoutWords(shown: Plain): Plain {
    const kept = this.#say('kept.words')
    const hidden = ['value', 'words', 'text'].filter(
      name => typeof shown[name] === 'string' && !String(shown[name]).startsWith('txt_'),
    )
    return { ...shown, ...Object.fromEntries(hidden.map(name => [name, kept])) }
  }

  #texts(texts: Plain, { sight, mask, people }: Scope): Plain {
    if (!people) return texts
    const { personal, written, whole, inside } = people
    return Object.fromEntries(
      Object.entries(texts).map(([id, words]) => {
        const text = id as TextId
        if (this.#isInside(inside, text)) return [id, this.#say('kept.inside')]
        if (sight === 'none' && personal.has(text)) return [id, this.#say('kept.words')]
        const said = whole.has(text) ? (people.ledger?.texts.get(whole.get(text) as TextId) ?? '') : words
        const isWritten = sight === 'none' && (written.has(text) || whole.has(text))
        return [id, mask(isWritten ? withoutSignature(String(said)) : String(said))]
      }),
    )
  }

  /** What we keep to ourselves; what his own people wrote he reads. */
  #isInside(inside: PeopleOfCase['inside'], text: TextId): boolean {
    const author = this.#isPartner ? inside.get(text) : undefined
    return author !== undefined && !(author && this.#isOwn(author))
  }

  #isOwn(id: AgentId): boolean {
    const { facts } = this.#reader
    const agent = this.#shell.facts().agents[id]
    return id === facts.id || Boolean(agent?.teams.some(team => facts.teams.includes(team)))
  }

  #agentNames(names: Plain): Plain {
    if (!this.#hidesOurs) return names
    return Object.fromEntries(Object.keys(names).map(id => [id, this.#ours(id as AgentId, names[id])]))
  }

  /** One of ours by what he does; his own people by their names. */
  #ours(id: AgentId, name?: unknown): string {
    const desk = this.#shell.facts()
    const agent = desk.agents[id]
    if (this.#isOwn(id)) return String(name ?? agent?.name ?? '')
    if (!agent || agent.roles.includes('lead')) return this.#say('kept.lead')
    return this.#say(`set_up.level_${agent.levels[0] ?? 1}`)
  }
}

const isCard = (value: Plain): value is Plain & Card => 'customerName' in value && 'hadBy' in value
/** Names by id, as pages carry them. */
const isNames = (value: Plain): boolean => Object.values(value).every(one => typeof one === 'string')
const idOf = (value: Plain): AgentId => (value.agent ?? value.id) as AgentId
const isNamed = (value: Plain, prefix: string): boolean =>
  typeof value.name === 'string' &&
  [value.agent, value.id].some(one => typeof one === 'string' && one.startsWith(prefix))

/** Words of which it is not known whose they are. */
export const maskUnknown = maskForms
