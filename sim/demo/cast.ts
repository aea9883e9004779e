// Puts the people and products of the demo company into the desk's tables, and remembers them by their keys.
import type { NamedArticle } from '#core/article/article.ts'
import type { AgentId, CaseId, CustomerId, OrganisationId, ProductId, TeamId } from '#core/kit/id.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import type { WorkingWeek } from '#core/people/desk-facts.ts'
import type { World } from '#server/handle.ts'
import { addAgreements } from '#sim/demo/agreements.ts'
import * as people from '#sim/demo/people.ts'
import { timeZone } from '#sim/demo/shifts.ts'
import type { Desk } from '#store/desk/desk.ts'

type Player = {
  readonly id: CustomerId
  readonly name: string
  readonly organisation: OrganisationId | null
  readonly organisationName: string | null
  readonly language: people.DemoCustomer['language']
}
export type Cast = {
  readonly teams: Map<string, TeamId>
  readonly products: Map<string, ProductId>
  readonly agents: Map<string, AgentId>
  /** articles by key, once they are added */
  articles: ReadonlyMap<string, NamedArticle>
  /** cases of stories with a key, as they are opened */
  readonly cases: Map<string, CaseId>
  readonly customers: Map<string, Player>
}
type Into = { readonly desk: Desk; readonly world: World; readonly cast: Cast }

/** Who comes on top of the people of the stories, and the weeks of agents by their keys. */
type Also = {
  readonly customers?: readonly people.DemoCustomer[]
  readonly weekOf?: (key: string) => WorkingWeek | null
}

/** Adds everybody; all agents share one password. */
export async function castOf(
  desk: Desk,
  world: World,
  passwordPhc: string,
  { customers = [], weekOf = () => null }: Also = {},
): Promise<Cast> {
  const cast: Cast = {
    teams: new Map(),
    products: new Map(),
    agents: new Map(),
    articles: new Map(),
    cases: new Map(),
    customers: new Map(),
  }
  const into = { desk, world, cast }
  await addTeams(into)
  for (const { key, name, line } of people.products)
    cast.products.set(key, (await desk.products.add({ id: world.newId('pro'), name, line })).id)
  await addAgents(into, passwordPhc, weekOf)
  const organisations = await addCustomers(into, customers)
  const housePolicy = await addAgreements({ desk, world, organisations, products: cast.products })
  const { version, setting } = await desk.settings.desk()
  const own = { name: people.deskName, timeZone, defaultTeam: cast.teams.get('first')!, housePolicy }
  await desk.settings.changeDesk(version, { ...setting, ...own })
  return cast
}

/** The teams an empty desk starts with are renamed; others are added. */
async function addTeams({ desk, world, cast }: Into): Promise<void> {
  const known = await desk.teams.all()
  for (const { key, name, level } of people.teams) {
    const same = known.find(one => one.level === level && ![...cast.teams.values()].includes(one.id))
    if (same) await desk.teams.change(same.id, same.version, { name })
    cast.teams.set(key, same?.id ?? (await desk.teams.add({ id: world.newId('tea'), name, level })).id)
  }
}

async function addAgents(
  { desk, world, cast }: Into,
  passwordPhc: string,
  weekOf: NonNullable<Also['weekOf']>,
): Promise<void> {
  const createdAt = instant(world.now() - 90 * dayMs)
  for (const { key, name, roles, levels, team, language } of people.agents) {
    const id = world.newId('agt')
    const teams = [cast.teams.get(team)!]
    const email = people.signInOf(key)
    await desk.agents.add({
      id,
      name,
      email,
      roles,
      levels,
      language,
      teams,
      passwordPhc,
      createdAt,
      timeZone,
      week: weekOf(key),
    })
    cast.agents.set(key, id)
  }
}

async function addCustomers({ desk, world, cast }: Into, more: readonly people.DemoCustomer[]) {
  const createdAt = instant(world.now() - 60 * dayMs)
  const firms = new Map<string, { id: OrganisationId; name: string }>()
  for (const { key, name, domain } of people.organisations)
    firms.set(key, await desk.organisations.add({ id: world.newId('org'), name, domains: [domain] }))
  for (const { key, name, organisation, language, phone, email } of [...people.customers, ...more]) {
    const firm = organisation ? firms.get(organisation)! : null
    const id = world.newId('cus')
    const own = { id, name, organisation: firm?.id ?? null, language }
    await desk.customers.add({ ...own, email, phones: [phone], verified: true, createdAt })
    cast.customers.set(key, { ...own, organisationName: firm?.name ?? null })
  }
  return firms
}
