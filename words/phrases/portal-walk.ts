// What customers read on their case of a script they went through. The script's own sentences are its author's.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'portal.line_walk': {
    en: 'Step by step: {title}',
    sv: 'Steg för steg: {title}',
    it: 'Passo per passo: {title}',
    de: 'Schritt für Schritt: {title}',
    ca: 'Pas a pas: {title}',
    ru: 'Шаг за шагом: {title}',
  },
  'portal.walk_yours': {
    en: 'You can go on with it at any time.',
    sv: 'Du kan fortsätta när du vill.',
    it: 'Puoi riprendere quando vuoi.',
    de: 'Sie können jederzeit weitermachen.',
    ca: 'Podeu continuar quan vulgueu.',
    ru: 'Вы можете продолжить в любой момент.',
  },
  'portal.walk_with_us': {
    en: 'Support goes on with you from here.',
    sv: 'Supporten fortsätter härifrån tillsammans med dig.',
    it: 'Da qui l’assistenza continua con te.',
    de: 'Ab hier macht der Support mit Ihnen weiter.',
    ca: 'A partir d’aquí el suport continua amb vós.',
    ru: 'Дальше поддержка продолжит вместе с вами.',
  },
  'portal.walk_rests': {
    en: 'It rests for now; nothing is lost.',
    sv: 'Det vilar just nu; inget går förlorat.',
    it: 'Per ora è in pausa; nulla va perso.',
    de: 'Es ruht im Moment; nichts geht verloren.',
    ca: 'De moment queda en pausa; no es perd res.',
    ru: 'Пока приостановлено; ничего не потеряется.',
  },
  'portal.walk_ended': {
    en: 'Gone through to the end.',
    sv: 'Genomgånget till slutet.',
    it: 'Percorso fino alla fine.',
    de: 'Bis zum Ende durchgegangen.',
    ca: 'Recorregut fins al final.',
    ru: 'Пройдено до конца.',
  },
  'portal.walk_left': {
    en: 'We went on another way.',
    sv: 'Vi gick vidare på ett annat sätt.',
    it: 'Abbiamo proseguito in un altro modo.',
    de: 'Wir sind anders weitergegangen.',
    ca: 'Hem continuat d’una altra manera.',
    ru: 'Мы пошли другим путём.',
  },
  'portal.script_known_from': {
    en: 'You said so in case {number}, {when}. Press it if it still holds.',
    sv: 'Det sa du i ärende {number}, {when}. Tryck om det fortfarande stämmer.',
    it: 'L’hai detto nel caso {number}, {when}. Premi se vale ancora.',
    de: 'Das haben Sie in Fall {number} gesagt, {when}. Drücken Sie hier, wenn es noch stimmt.',
    ca: 'Ho vau dir al cas {number}, {when}. Premeu si encara és així.',
    ru: 'Вы сказали это в обращении {number}, {when}. Нажмите, если всё по-прежнему так.',
  },
})
