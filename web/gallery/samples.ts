// A small made-up afternoon for the gallery: Thursday 19 November 2026, 14:18 in Stockholm. Not: the demo
// company.
import type { Card } from '#core/case/card.ts'
import { instant, minuteMs } from '#core/kit/time.ts'

export const nowAt = Date.UTC(2026, 10, 19, 13, 18)
export const zone = 'Europe/Stockholm'
const at = (minutes: number) => instant(nowAt + minutes * minuteMs)
export { at }

const base: Card = {
  id: 'cas_4821',
  number: 4821,
  seq: 12,
  phase: 'open',
  subject: 'Internet goes off every evening around eight',
  customer: 'cus_1',
  customerName: 'Anna Lindqvist',
  organisation: null,
  organisationName: null,
  channel: 'phone',
  language: 'sv',
  kind: 'malfunction',
  severity: 2,
  product: null,
  level: 2,
  team: 'tea_1',
  worker: null,
  contact: null,
  wait: null,
  offer: null,
  clock: { kind: 'promise', dueAt: at(12) },
  why: { code: 'promised', at: at(-250) },
  openedAt: at(-300),
  changedAt: at(-16),
  solvedAt: null,
  solvedLevel: null,
  into: null,
  hadBy: [],
  help: false,
  keeper: null,
}

const clock = (minutes: number, kind: NonNullable<Card['clock']>['kind'] = 'promise') => ({
  kind,
  dueAt: at(minutes),
})

export const cards: readonly Card[] = [
  {
    ...base,
    id: 'cas_4874',
    number: 4874,
    subject: 'Mail does not arrive for the whole company',
    customerName: 'Matthias Brandt',
    organisationName: 'Brandt & Söhne, Kassel',
    severity: 1,
    level: 3,
    clock: clock(9),
  },
  {
    ...base,
    id: 'cas_4809',
    number: 4809,
    subject: 'Corvo 14 does not wake up after the update',
    customerName: 'Olof Ek',
    organisationName: 'Ek & Co, Sundsvall',
    clock: clock(-8),
  },
  base,
  {
    ...base,
    id: 'cas_4866',
    number: 4866,
    subject: 'Halden R5 restarts when the saw starts',
    customerName: 'Núria Casals',
    organisationName: 'Fusteria Casals, Girona',
    severity: 3,
    channel: 'chat',
    clock: clock(59, 'accept'),
  },
  {
    ...base,
    id: 'cas_4841',
    number: 4841,
    subject:
      'Счёт печатается с пустой страницей посередине, и так каждый раз, когда в нём больше одной строки',
    customerName: 'Елена Воронцова',
    organisationName: 'Волна Софт, Казань',
    severity: 3,
    level: 1,
    channel: 'email',
    clock: clock(22 * 60 + 58, 'first_answer'),
  },
  {
    ...base,
    id: 'cas_4790',
    number: 4790,
    subject: 'Das WLAN im Hinterzimmer ist seit dem Umzug der Buchhaltung und der Warenannahme langsam',
    customerName: 'Sabine Köhler-Wassermann',
    organisationName: 'Kanzlei Köhler-Wassermann & Partner, Leipzig',
    severity: 4,
    channel: 'portal',
    clock: clock(60 * 45),
  },
  {
    ...base,
    id: 'cas_4702',
    number: 4702,
    subject: 'Passkort-läsaren hittas inte',
    customerName: 'Arvid Öberg',
    severity: 4,
    level: 1,
    channel: 'form',
    clock: null,
  },
]

export const reasons: readonly string[] = [
  '140 people cannot work · you owe Matthias the next update',
  'You promised Olof a call back by 14:10',
  'You promised the result of the line test by 14:30',
  'Returned by level 3: evidence missing, the log after 18:00',
  'Елена написала 6 минут назад: «теперь ошибка 720»',
  'Am Dienstag behoben · bitte prüfen, ob es noch hält',
  'Nobody has answered yet',
]

export const here = [
  { agent: 'agt_1', name: 'Karin', doing: 'viewing' },
  { agent: 'agt_2', name: 'Bo', doing: 'writing' },
] as const
