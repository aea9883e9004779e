// What the core refuses around wanted facts.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'refusal.wanted_fact_of_case': {
    en: 'This is a field of the case. Change it there.',
    sv: 'Det här är ett fält i ärendet. Ändra det där.',
    it: 'Questo è un campo del caso. Cambialo lì.',
    de: 'Das ist ein Feld des Falls. Ändern Sie es dort.',
    ca: 'Això és un camp del cas. Canvieu-lo allà.',
    ru: 'Это поле обращения. Измените его там.',
  },
  'refusal.wanted_fact_not_wanted': {
    en: 'Nothing like that is on the list of such cases.',
    sv: 'Något sådant finns inte på listan för sådana ärenden.',
    it: 'Nella lista di questi casi non c’è niente del genere.',
    de: 'So etwas steht nicht auf der Liste für solche Fälle.',
    ca: 'A la llista d’aquests casos no hi ha res així.',
    ru: 'В списке для таких обращений этого нет.',
  },
  'refusal.wanted_fact_not_by_claim': {
    en: 'Its answers are a closed list. Record which of them it is.',
    sv: 'Svaren är en fast lista. Anteckna vilket av dem det är.',
    it: 'Le risposte sono una lista chiusa. Registra quale di esse vale.',
    de: 'Die Antworten sind eine feste Liste. Halten Sie fest, welche es ist.',
    ca: 'Les respostes són una llista tancada. Registreu quina és.',
    ru: 'Ответы заданы списком. Запишите, какой из них верен.',
  },
  'refusal.wanted_fact_needs_words': {
    en: 'Say it in words: it has no list of answers.',
    sv: 'Skriv det med ord: det finns ingen lista med svar.',
    it: 'Scrivilo a parole: non c’è una lista di risposte.',
    de: 'Schreiben Sie es in Worten: Es gibt keine Liste von Antworten.',
    ca: 'Escriviu-ho amb paraules: no hi ha cap llista de respostes.',
    ru: 'Напишите словами: списка ответов нет.',
  },
  'refusal.wanted_fact_not_a_choice': {
    en: 'Its answers are: {choices}.',
    sv: 'Svaren är: {choices}.',
    it: 'Le risposte sono: {choices}.',
    de: 'Die Antworten sind: {choices}.',
    ca: 'Les respostes són: {choices}.',
    ru: 'Возможные ответы: {choices}.',
  },
  'refusal.wanted_fact_not_yet': {
    en: 'Nobody can have seen that already. Choose a time that has passed.',
    sv: 'Det kan ingen ha sett än. Välj en tid som har varit.',
    it: 'Nessuno può averlo già visto. Scegli un’ora passata.',
    de: 'Das kann noch niemand gesehen haben. Wählen Sie eine Zeit, die vorbei ist.',
    ca: 'Ningú no ho pot haver vist encara. Trieu una hora passada.',
    ru: 'Этого ещё никто не мог видеть. Выберите прошедшее время.',
  },
  'refusal.hand_off_wanted_open': {
    en: 'Nobody knows this yet: {facts}. Find it out, or say why it is open, before you pass the case on.',
    sv: 'Det här vet ingen än: {facts}. Ta reda på det, eller skriv varför det är öppet, innan du lämnar över ärendet.',
    it: 'Questo non lo sa ancora nessuno: {facts}. Scoprilo, o scrivi perché manca, prima di passare il caso.',
    de: 'Das weiß noch niemand: {facts}. Finden Sie es heraus, oder schreiben Sie, warum es offen ist, bevor Sie den Fall weitergeben.',
    ca: 'Això encara no ho sap ningú: {facts}. Esbrineu-ho, o digueu per què falta, abans de passar el cas.',
    ru: 'Этого пока никто не знает: {facts}. Выясните или напишите, почему неизвестно, прежде чем передавать обращение.',
  },
})
