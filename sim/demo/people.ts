// The people and products of the demo company: made-up names under .example. Data only.
import type { Role } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'

export type DemoAgent = {
  key: string
  name: string
  roles: Role[]
  levels: HouseLevel[]
  team: string
  language: Language
}
export type DemoCustomer = {
  key: string
  name: string
  organisation: string | null
  language: Language
  phone: string
  email: string
}

/** The address an agent of the demo signs in with. */
export const signInOf = (key: string): string => `${key}@sundnat.example`

export const deskName = 'Sundnät'
export const teams: { key: string; name: string; level: HouseLevel }[] = [
  { key: 'first', name: 'First line', level: 1 },
  { key: 'access', name: 'Access', level: 2 },
  { key: 'mail', name: 'Mail and accounts', level: 2 },
  { key: 'network', name: 'Network, Umeå', level: 3 },
]
export const products: { key: string; name: string; line: string }[] = [
  { key: 'r5', name: 'Halden R5', line: 'Halden routers' },
  { key: 'r7', name: 'Halden R7 Pro', line: 'Halden routers' },
  { key: 'dsl', name: 'Home DSL', line: 'Halden routers' },
  { key: 'brev', name: 'Brev Mail', line: 'Brev' },
  { key: 'calendar', name: 'Brev Calendar', line: 'Brev' },
]
export const agents: DemoAgent[] = [
  { key: 'bo', name: 'Bo Nyström', roles: ['agent'], levels: [1], team: 'first', language: 'en' },
  { key: 'chiara', name: 'Chiara Conti', roles: ['agent'], levels: [1], team: 'first', language: 'it' },
  { key: 'mikhail', name: 'Михаил Орлов', roles: ['agent'], levels: [1], team: 'first', language: 'ru' },
  { key: 'marta', name: 'Marta Soler', roles: ['agent'], levels: [2], team: 'access', language: 'en' },
  { key: 'ivan', name: 'Ivan Sokolov', roles: ['agent'], levels: [2], team: 'access', language: 'ru' },
  { key: 'lena', name: 'Lena Krüger', roles: ['agent'], levels: [2], team: 'mail', language: 'de' },
  { key: 'jordi', name: 'Jordi Puig', roles: ['agent'], levels: [3], team: 'network', language: 'en' },
  {
    key: 'karin',
    name: 'Karin Holm',
    roles: ['agent', 'lead'],
    levels: [1, 2],
    team: 'first',
    language: 'en',
  },
  {
    key: 'admin',
    name: 'Astrid Berg',
    roles: ['admin', 'lead', 'agent'],
    levels: [1],
    team: 'first',
    language: 'en',
  },
]
export const organisations: { key: string; name: string; domain: string }[] = [
  { key: 'ek', name: 'Ek & Co', domain: 'ek.example' },
  { key: 'brandt', name: 'Brandt & Söhne', domain: 'brandt.example' },
  { key: 'marchetti', name: 'Panificio Marchetti', domain: 'marchetti.example' },
  { key: 'casals', name: 'Fusteria Casals', domain: 'casals.example' },
  { key: 'volna', name: 'Volna Soft', domain: 'volna-soft.example' },
  { key: 'harbour', name: 'Harbour Books', domain: 'harbour-books.example' },
]
export const customers: DemoCustomer[] = [
  {
    key: 'anna',
    name: 'Anna Lindqvist',
    organisation: null,
    language: 'sv',
    phone: '+46701740605',
    email: 'anna.lindqvist@hem.example',
  },
  {
    key: 'olof',
    name: 'Olof Ek',
    organisation: 'ek',
    language: 'sv',
    phone: '+46701740611',
    email: 'olof@ek.example',
  },
  {
    key: 'matthias',
    name: 'Matthias Brandt',
    organisation: 'brandt',
    language: 'de',
    phone: '+4930233125001',
    email: 'matthias@brandt.example',
  },
  {
    key: 'sabine',
    name: 'Sabine Köhler',
    organisation: 'brandt',
    language: 'de',
    phone: '+4930233125002',
    email: 'sabine@brandt.example',
  },
  {
    key: 'sergio',
    name: 'Sergio Marchetti',
    organisation: 'marchetti',
    language: 'it',
    phone: '+390491234501',
    email: 'sergio@marchetti.example',
  },
  {
    key: 'giulia',
    name: 'Giulia Ferraro',
    organisation: null,
    language: 'it',
    phone: '+390491234502',
    email: 'giulia.ferraro@casa.example',
  },
  {
    key: 'nuria',
    name: 'Núria Casals',
    organisation: 'casals',
    language: 'ca',
    phone: '+34972000011',
    email: 'nuria@casals.example',
  },
  {
    key: 'marc',
    name: 'Marc Vidal i Puig',
    organisation: null,
    language: 'ca',
    phone: '+34972000012',
    email: 'marc.vidal@llar.example',
  },
  {
    key: 'elena',
    name: 'Елена Воронцова',
    organisation: 'volna',
    language: 'ru',
    phone: '+74957654301',
    email: 'elena@volna-soft.example',
  },
  {
    key: 'kirill',
    name: 'Кирилл Белов',
    organisation: 'volna',
    language: 'ru',
    phone: '+74957654302',
    email: 'kirill@volna-soft.example',
  },
  {
    key: 'grace',
    name: 'Grace Holloway',
    organisation: 'harbour',
    language: 'en',
    phone: '+442079460101',
    email: 'grace@harbour-books.example',
  },
  {
    key: 'tom',
    name: 'Tom Barrett',
    organisation: 'harbour',
    language: 'en',
    phone: '+442079460102',
    email: 'tom@harbour-books.example',
  },
]
