// Words of organisations: their mail domains where contracts are set up. Not: the contracts
// (set-up-contracts.ts).
import { phrases } from '#words/phrase.ts'

export default phrases({
  'set_up.organisations': {
    en: 'Organisations',
    sv: 'Organisationer',
    it: 'Organizzazioni',
    de: 'Organisationen',
    ca: 'Organitzacions',
    ru: 'Организации',
  },
  'set_up.organisation_add': {
    en: 'Add an organisation',
    sv: 'Lägg till en organisation',
    it: 'Aggiungi un’organizzazione',
    de: 'Organisation hinzufügen',
    ca: 'Afegiu una organització',
    ru: 'Добавить организацию',
  },
  'set_up.organisations_show': {
    for: 'unfolds a long list',
    en: '{n, plural, one {Show # organisation} other {Show # organisations}}',
    sv: '{n, plural, one {Visa # organisation} other {Visa # organisationer}}',
    it: '{n, plural, one {Mostra # organizzazione} many {Mostra # organizzazioni} other {Mostra # organizzazioni}}',
    de: '{n, plural, one {# Organisation zeigen} other {# Organisationen zeigen}}',
    ca: '{n, plural, one {Mostra # organització} many {Mostra # organitzacions} other {Mostra # organitzacions}}',
    ru: 'Показать {n, plural, one {# организацию} few {# организации} many {# организаций} other {# организации}}',
  },
  'set_up.organisation_find': {
    en: 'Find by name',
    sv: 'Sök på namn',
    it: 'Cerca per nome',
    de: 'Nach Name suchen',
    ca: 'Cerqueu per nom',
    ru: 'Поиск по названию',
  },
  'set_up.organisation_found_none': {
    en: 'No organisation has this in its name.',
    sv: 'Ingen organisation har det i namnet.',
    it: 'Nessuna organizzazione lo ha nel nome.',
    de: 'Keine Organisation hat das im Namen.',
    ca: 'Cap organització no ho té al nom.',
    ru: 'Ни в одном названии этого нет.',
  },
  'set_up.organisation_domains': {
    en: 'Mail domains',
    sv: 'E-postdomäner',
    it: 'Domini e-mail',
    de: 'Maildomains',
    ca: 'Dominis de correu',
    ru: 'Почтовые домены',
  },
  'set_up.organisation_domains_hint': {
    en: 'Whoever writes for the first time from one of these is in it. Several: with a comma between.',
    sv: 'Den som skriver för första gången från någon av dem hör dit. Flera: med komma emellan.',
    it: 'Chi scrive per la prima volta da uno di questi ne fa parte. Più di uno: separati da virgola.',
    de: 'Wer von einer davon zum ersten Mal schreibt, gehört dazu. Mehrere: mit Komma dazwischen.',
    ca: 'Qui escriu per primer cop des d’un d’aquests en forma part. Si n’hi ha més d’un, amb comes.',
    ru: 'Кто впервые пишет с одного из них, относится к ней. Несколько — через запятую.',
  },
  'set_up.organisation_no_domain': {
    en: '{wrong} is no mail domain. One is written like ek.example.',
    sv: '{wrong} är ingen e-postdomän. En sådan skrivs som ek.example.',
    it: '{wrong} non è un dominio e-mail. Si scrive come ek.example.',
    de: '{wrong} ist keine Maildomain. Sie schreibt sich wie ek.example.',
    ca: '{wrong} no és un domini de correu. S’escriu com ek.example.',
    ru: '{wrong} — не почтовый домен. Он пишется так: ek.example.',
  },
})
