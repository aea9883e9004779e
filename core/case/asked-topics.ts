// What questions of support are about, by plain words of six languages: which device, its number, where it
// stands. A closed list, so that it can be read and mended. Not: the matching (asked-before.ts).
import type { Language } from '#core/people/language.ts'

export const topics = ['serial', 'device', 'version', 'place', 'phone', 'when_reached', 'changed'] as const
export type Topic = (typeof topics)[number]

/** Letters without their marks, small; what is written and what is compared with are bared alike. */
export const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** A pattern of whole words; `~` stands for any ending, `_` for up to three words between. */
const words = (pattern: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${bare(pattern)
      .replaceAll('~', '\\p{L}*')
      .replaceAll('_', '(?:[^\\p{L}]+\\p{L}+){0,3}?[^\\p{L}]+')})(?![\\p{L}\\p{N}])`,
    'u',
  )

type Asks = Readonly<Record<Topic, RegExp>>
const asksOf = (patterns: Readonly<Record<Topic, string>>): Asks =>
  Object.fromEntries(topics.map(topic => [topic, words(patterns[topic])])) as Asks

/** How each topic is asked for. */
export const asks: Readonly<Record<Language, Asks>> = {
  en: asksOf({
    serial: 'serial number~|serial no',
    device: '(?:which|what)_(?:device|model|modem|router|printer|product|phone model)~',
    version: '(?:which|what)_(?:version|firmware|software|operating system)~',
    place:
      'where_(?:located|standing|installed|placed|stand|device|modem|router|printer)|(?:which|what)_(?:room|floor|place|office)',
    phone:
      '(?:which|what)_(?:phone|telephone|mobile)?_number|(?:phone|telephone|mobile) number|how_(?:reach|contact)_you',
    when_reached:
      'when_(?:reach|call|contact|ring|available|free)~|(?:what|which)_times?_(?:reach|call|suits)~',
    changed: '(?:what|anything|something)_changed?|changed? (?:anything|something)',
  }),
  sv: asksOf({
    serial: 'serienum~',
    device: '(?:vilken|vilket|vad for)_(?:enhet|modell|modem|router|skrivare|produkt)~',
    version: '(?:vilken|vilket)_(?:version|programvar|firmware)~',
    place: 'var_(?:star|sitter|finns|placerad)~|(?:vilket|vilken)_(?:rum|vaning|plats)',
    phone: '(?:vilket|pa vilket)_(?:telefon|mobil)?num~|telefonnum~|hur_(?:na|kontakta)_(?:dig|er)',
    when_reached: 'nar_(?:nas|na|ringa|tillganglig|passar)~|vilken tid_(?:na|ringa|passar)~',
    changed: '(?:vad|nagot)_(?:andra|bytt)~|(?:andra|bytt)~_nagot',
  }),
  it: asksOf({
    serial: 'numero di serie|seriale',
    device: '(?:quale|che)_(?:apparecchi|dispositiv|modell|modem|router|stampant|prodott)~',
    version: '(?:quale|che)_(?:version|firmware|software)~',
    place:
      'dove_(?:si trova|sta|installat)~|dove_(?:modem|router|apparecchi|stampant)~|(?:in quale|in che|quale)_(?:stanza|piano|luogo)',
    phone: '(?:quale|che|a quale)_numero_(?:telefon|chiam)~|numero di telefono|come_(?:raggiung|contatt)~',
    when_reached:
      'quando_(?:raggiung|chiam|contatt|disponibil)~|(?:a che ora|in quali orari)_(?:raggiung|chiam|contatt)~',
    changed: '(?:che cosa|cosa|qualcosa)_cambiat~|cambiat~_qualcosa',
  }),
  de: asksOf({
    serial: 'seriennumm~',
    device: '(?:welch~|was fur ein~)_(?:gerat|modell|modem|router|drucker|produkt)~',
    version: '(?:welch~)_(?:version|firmware|software|softwarestand)~',
    place: 'wo_(?:steht|befindet|hangt|installiert)~|(?:in welch~|welch~)_(?:raum|zimmer|stock|etage|ort)~',
    phone: '(?:welch~|unter welch~)_(?:telefon|handy|ruf)?numm~|telefonnumm~|wie_(?:erreich|kontaktier)~',
    when_reached: 'wann_(?:erreich|anruf|passt|zuruckruf)~|zu welch~ zeit~_(?:erreich|anruf)~',
    changed: '(?:was|etwas)_(?:geandert|verandert)|(?:geandert|verandert)_etwas',
  }),
  ca: asksOf({
    serial: 'numero de serie',
    device: '(?:quin~|quina)_(?:aparell|dispositiu|model|modem|encaminador|router|impressor|producte)~',
    version: '(?:quin~|quina)_(?:versio|microprogramari|programari)~',
    place: 'on_(?:es troba|esta|instal)~|(?:a quin~|quin~)_(?:habitacio|planta|lloc|sala)',
    phone:
      '(?:quin~|a quin~)_(?:numero|telefon)_?(?:telefon|truc)?~|numero de telefon|com_(?:contactar|localitzar|trobar)~',
    when_reached:
      'quan_(?:truc|contactar|localitzar|disponible)~|a quin~ hor~_(?:truc|contactar|localitzar)~',
    changed: '(?:que|alguna cosa|res)_canvi~|canvi~_(?:alguna cosa|res)',
  }),
  ru: asksOf({
    serial: 'серийн~ номер~',
    device: '(?:как~)_(?:устройств|модел|модем|роутер|принтер|продукт)~',
    version: '(?:как~)_(?:верси|прошивк|программ)~',
    place:
      'где_(?:стоит|находит|установлен|расположен)~|(?:в какой|в каком|на каком)_(?:комнат|этаж|мест|помещени)~',
    phone:
      '(?:как~|по какому)_(?:телефонн~ )?номер~_?(?:звон|связ|телефон)?~|номер телефона|как_(?:связать|дозвон)~',
    when_reached:
      'когда_(?:звон|позвон|связать|дозвон|удобно)~|в какое время_(?:звон|позвон|связать|удобно)~',
    changed: '(?:что|что-то|что-нибудь)_(?:измен|менял|помен)~',
  }),
}

const headingWords: Readonly<Record<Topic, string>> = {
  serial: 'serial~|serien~|numero de serie|numero di serie|серийн~',
  device: 'device|which device|enhet|apparecchio|gerat|aparell|устройство|model~|modell~',
  version: 'version~|versio~|welche version|версия|firmware',
  place: 'place|plats|luogo|ort|lloc|место|where',
  phone: 'how|hur|come|wie|com|как',
  when_reached: 'when~|nar~|quando~|wann~|quan~|когда~',
  changed:
    'what changed|vad som andrats|che cosa e cambiato|was sich geandert hat|que ha canviat|что изменилось',
}
const headings = topics.map(topic => [topic, words(headingWords[topic])] as const)

/** The topic a heading of a note names; null: another. What it says of changes goes before "what". */
export function topicOf(heading: string): Topic | null {
  const read = bare(heading)
  if (headings[6]![1].test(read)) return 'changed'
  return headings.find(([, pattern]) => new RegExp(`^${pattern.source}`, 'u').test(read))?.[0] ?? null
}
