// Change requests to engineering: their list, their page, and what goes to a tracker. Not: setting trackers up.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'change.wanted': {
    en: 'What is wanted',
    sv: 'Vad som önskas',
    it: 'Che cosa si chiede',
    de: 'Was gewünscht wird',
    ca: 'Què es demana',
    ru: 'Что требуется',
  },
  'change.why': {
    en: 'Why',
    sv: 'Varför',
    it: 'Perché',
    de: 'Warum',
    ca: 'Per què',
    ru: 'Почему',
  },
  'change.evidence': {
    en: 'Evidence',
    sv: 'Underlag',
    it: 'Prove',
    de: 'Belege',
    ca: 'Proves',
    ru: 'Подтверждения',
  },
  'change.from_desk': {
    en: 'From the support desk, change request {number}',
    sv: 'Från supporten, ändringsförslag {number}',
    it: 'Dall’assistenza, richiesta di modifica {number}',
    de: 'Vom Support, Änderungswunsch {number}',
    ca: 'De suport, petició de canvi {number}',
    ru: 'От службы поддержки, запрос на изменение {number}',
  },
  'change.erased': {
    en: '(erased)',
    sv: '(raderat)',
    it: '(cancellato)',
    de: '(gelöscht)',
    ca: '(esborrat)',
    ru: '(удалено)',
  },
  'change.standing_verified': {
    en: 'seen to hold',
    sv: 'håller',
    it: 'verificata',
    de: 'bestätigt',
    ca: 'comprovat',
    ru: 'проверено',
  },
  'change.standing_withdrawn': {
    en: 'withdrawn',
    sv: 'återtagen',
    it: 'ritirata',
    de: 'zurückgezogen',
    ca: 'retirat',
    ru: 'отозвано',
  },
  'change.standing_reopened': {
    en: 'reopened',
    sv: 'öppnad igen',
    it: 'riaperta',
    de: 'wieder geöffnet',
    ca: 'reobert',
    ru: 'открыто снова',
  },
})
