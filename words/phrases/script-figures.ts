// What walks propose for the order of a script's checks, in one sentence each.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'script_figures.check': {
    en: '{step} solves {share} in {minutes, plural, one {# minute} other {# minutes}}',
    sv: '{step} löser {share} på {minutes, plural, one {# minut} other {# minuter}}',
    it: '{step}: {share} risolti in {minutes, plural, one {# minuto} many {# minuti} other {# minuti}}',
    de: '{step} löst {share} in {minutes, plural, one {# Minute} other {# Minuten}}',
    ca: '{step}: {share} resolts en {minutes, plural, one {# minut} many {# minuts} other {# minuts}}',
    ru: '{step} решает {share} за {minutes, plural, one {# минуту} few {# минуты} many {# минут} other {# минуты}}',
  },
  'script_figures.better': {
    en: 'On average {then, number} instead of {now, plural, one {# minute} other {# minutes}}',
    sv: 'I genomsnitt {then, number} i stället för {now, plural, one {# minut} other {# minuter}}',
    it: 'In media {then, number} invece di {now, plural, one {# minuto} many {# minuti} other {# minuti}}',
    de: 'Im Durchschnitt {then, number} statt {now, plural, one {# Minute} other {# Minuten}}',
    ca: 'De mitjana {then, number} en lloc de {now, plural, one {# minut} many {# minuts} other {# minuts}}',
    ru: 'В среднем {then, number} вместо {now, plural, one {# минуты} few {# минут} many {# минут} other {# минуты}}',
  },
  'script_figures.best': {
    en: 'No other order would save noticeable time',
    sv: 'Ingen annan ordning skulle spara märkbart med tid',
    it: 'Nessun altro ordine farebbe risparmiare tempo in modo apprezzabile',
    de: 'Keine andere Reihenfolge würde merklich Zeit sparen',
    ca: 'Cap altre ordre no estalviaria prou temps',
    ru: 'Никакой другой порядок не сэкономил бы заметно времени',
  },
  'script_figures.too_few': {
    en: 'Not done often enough to say: each check at least {n, plural, one {# time} other {# times}}',
    sv: 'Inte gjort tillräckligt ofta för att säga något: varje kontroll minst {n, plural, one {# gång} other {# gånger}}',
    it: 'Ancora troppo poche volte per dirlo: ogni verifica almeno {n, plural, one {# volta} many {# volte} other {# volte}}',
    de: 'Noch zu selten gemacht, um etwas zu sagen: jede Prüfung mindestens {n, plural, one {#-mal} other {#-mal}}',
    ca: 'Encara massa poques vegades per dir-ho: cada comprovació almenys {n, plural, one {# vegada} many {# vegades} other {# vegades}}',
    ru: 'Пока сделано слишком мало: каждую проверку нужно сделать не меньше {n, plural, one {# раза} few {# раз} many {# раз} other {# раза}}',
  },
  'script_figures.no_chain': {
    en: 'These checks do not follow one another: no order is proposed',
    sv: 'De här kontrollerna följer inte på varandra: ingen ordning föreslås',
    it: 'Queste verifiche non si susseguono: nessun ordine viene proposto',
    de: 'Diese Prüfungen folgen nicht aufeinander: es wird keine Reihenfolge vorgeschlagen',
    ca: 'Aquestes comprovacions no van l’una darrere l’altra: no es proposa cap ordre',
    ru: 'Эти проверки не идут друг за другом: порядок не предлагается',
  },
})
