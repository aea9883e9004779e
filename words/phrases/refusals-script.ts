// What the core refuses to whoever goes through a script, as a sentence that says what stands in the way.
// The others: refusals.ts and refusals-work.ts.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'refusal.walk_not_a_choice': {
    en: 'This is none of the answers: {choices}.',
    sv: 'Det är inget av svaren: {choices}.',
    it: 'Non è una delle risposte: {choices}.',
    de: 'Das ist keine der Antworten: {choices}.',
    ca: 'No és cap de les respostes: {choices}.',
    ru: 'Такого ответа нет: {choices}.',
  },
  'refusal.walk_out_of_range': {
    en: 'Enter a number from {least} to {most}.',
    sv: 'Ange ett tal från {least} till {most}.',
    it: 'Inserisci un numero da {least} a {most}.',
    de: 'Geben Sie eine Zahl von {least} bis {most} ein.',
    ca: 'Introduïu un nombre de {least} a {most}.',
    ru: 'Введите число от {least} до {most}.',
  },
  'refusal.walk_not_a_date': {
    en: 'Enter a date that exists, like 2027-01-31.',
    sv: 'Ange ett datum som finns, till exempel 2027-01-31.',
    it: 'Inserisci una data che esiste, come 2027-01-31.',
    de: 'Geben Sie ein Datum ein, das es gibt, etwa 2027-01-31.',
    ca: 'Introduïu una data que existeixi, com 2027-01-31.',
    ru: 'Введите существующую дату, например 2027-01-31.',
  },
  'refusal.walk_answer_kind': {
    en: 'This step takes another kind of answer.',
    sv: 'Det här steget tar emot en annan sorts svar.',
    it: 'Questo passo richiede un altro tipo di risposta.',
    de: 'Dieser Schritt nimmt eine andere Art von Antwort.',
    ca: 'Aquest pas demana una altra mena de resposta.',
    ru: 'На этом шаге нужен ответ другого вида.',
  },
  'refusal.walk_not_there': {
    en: 'The walk is at another step by now. Answer that one.',
    sv: 'Genomgången är redan vid ett annat steg. Svara på det.',
    it: 'Il percorso è già a un altro passo. Rispondi a quello.',
    de: 'Der Durchgang ist schon bei einem anderen Schritt. Antworten Sie dort.',
    ca: 'El recorregut ja és en un altre pas. Responeu en aquell.',
    ru: 'Прохождение уже на другом шаге. Ответьте там.',
  },
  'refusal.walk_ended': {
    en: 'This script has been gone through to its end.',
    sv: 'Det här manuset är genomgånget till slutet.',
    it: 'Questo script è già arrivato alla fine.',
    de: 'Dieser Leitfaden ist schon bis zum Ende durchlaufen.',
    ca: 'Aquest guió ja s’ha recorregut fins al final.',
    ru: 'Этот сценарий уже пройден до конца.',
  },
  'refusal.walk_nothing_back': {
    en: 'This is the first step. Nothing lies before it.',
    sv: 'Det här är första steget. Det finns inget före det.',
    it: 'Questo è il primo passo. Prima non c’è nulla.',
    de: 'Das ist der erste Schritt. Davor kommt nichts.',
    ca: 'Aquest és el primer pas. Abans no hi ha res.',
    ru: 'Это первый шаг. Перед ним ничего нет.',
  },
  'refusal.walk_no_such_step': {
    en: 'This script has no step of that name.',
    sv: 'Manuset har inget steg med det namnet.',
    it: 'In questo script non c’è un passo con quel nome.',
    de: 'Dieser Leitfaden hat keinen Schritt dieses Namens.',
    ca: 'Aquest guió no té cap pas amb aquest nom.',
    ru: 'В этом сценарии нет шага с таким названием.',
  },
  'refusal.walk_broken': {
    en: 'The script leads nowhere from here. Jump to another step, or work without it; its owner has to mend it.',
    sv: 'Manuset leder ingenstans härifrån. Hoppa till ett annat steg eller arbeta utan det; ägaren måste laga det.',
    it: 'Da qui il script non porta da nessuna parte. Passa a un altro passo o lavora senza; chi lo cura deve correggerlo.',
    de: 'Von hier führt der Leitfaden nirgends hin. Springen Sie zu einem anderen Schritt oder arbeiten Sie ohne ihn; wer ihn betreut, muss ihn reparieren.',
    ca: 'Des d’aquí el guió no porta enlloc. Salteu a un altre pas o treballeu sense; qui el manté l’ha de corregir.',
    ru: 'Отсюда сценарий никуда не ведёт. Перейдите к другому шагу или работайте без него; исправить его должен владелец.',
  },
})
