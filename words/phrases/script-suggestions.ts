// Words of suggestions for a script, and of who answers for it.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'refusal.script_suggestion_not_found': {
    en: 'There is no such suggestion for this script.',
    sv: 'Det finns inget sådant förslag till manuset.',
    it: 'Questo suggerimento per lo script non esiste.',
    de: 'Diesen Vorschlag zum Leitfaden gibt es nicht.',
    ca: 'Aquest suggeriment per al guió no existeix.',
    ru: 'Такого предложения к этому сценарию нет.',
  },
  'refusal.script_suggestion_stale': {
    en: 'The script says something else there by now. Look at it again.',
    sv: 'Manuset säger något annat där nu. Titta på det igen.',
    it: 'Lì lo script ora dice altro. Riguardalo.',
    de: 'Dort steht im Leitfaden inzwischen etwas anderes. Sehen Sie es noch einmal an.',
    ca: 'Ara el guió hi diu una altra cosa. Torneu-ho a mirar.',
    ru: 'Там в сценарии уже сказано другое. Посмотрите ещё раз.',
  },
  'refusal.script_suggestion_done': {
    en: 'Somebody has answered this suggestion already.',
    sv: 'Någon har redan svarat på förslaget.',
    it: 'Qualcuno ha già risposto a questo suggerimento.',
    de: 'Jemand hat diesen Vorschlag schon beantwortet.',
    ca: 'Algú ja ha respost aquest suggeriment.',
    ru: 'На это предложение уже ответили.',
  },
  'refusal.script_suggestions_full': {
    en: 'Too many suggestions wait for an answer here. Tell whoever keeps this script.',
    sv: 'För många förslag väntar på svar här. Säg till den som sköter manuset.',
    it: 'Qui troppi suggerimenti attendono una risposta. Dillo a chi cura lo script.',
    de: 'Hier warten zu viele Vorschläge auf Antwort. Sagen Sie es dem, der den Leitfaden pflegt.',
    ca: 'Aquí hi ha massa suggeriments pendents. Digueu-ho a qui porta el guió.',
    ru: 'Здесь ждут ответа слишком много предложений. Скажите тому, кто ведёт сценарий.',
  },
  'refusal.script_owner_may_not': {
    en: 'Only somebody who may change scripts can answer for one.',
    sv: 'Bara den som får ändra manus kan svara för ett.',
    it: 'Solo chi può modificare gli script può esserne responsabile.',
    de: 'Nur wer Leitfäden ändern darf, kann für einen verantwortlich sein.',
    ca: 'Només qui pot canviar guions en pot respondre.',
    ru: 'Отвечать за сценарий может только тот, кто вправе их менять.',
  },
})
