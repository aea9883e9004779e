// What the core refuses around finding out: reproductions, hypotheses, causes.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'refusal.reproduction_not_found': {
    en: 'There is no such try to make it happen again in this case.',
    sv: 'Det finns inget sådant försök att återskapa felet i ärendet.',
    it: 'In questo caso non c’è un tentativo del genere di riprodurre il guasto.',
    de: 'Einen solchen Versuch, den Fehler nachzustellen, gibt es in diesem Fall nicht.',
    ca: 'En aquest cas no hi ha cap intent així de reproduir l’avaria.',
    ru: 'Такой попытки воспроизвести сбой в этом обращении нет.',
  },
  'refusal.reproduction_seen_too_often': {
    en: 'It cannot have been seen more often than it was tried.',
    sv: 'Det kan inte ha setts oftare än det provades.',
    it: 'Non può essersi visto più spesso di quanto è stato provato.',
    de: 'Es kann nicht öfter gesehen als versucht worden sein.',
    ca: 'No es pot haver vist més sovint del que s’ha provat.',
    ru: 'Увидеть это чаще, чем пробовали, не могли.',
  },
  'refusal.hypothesis_not_found': {
    en: 'Nothing like that was suspected in this case.',
    sv: 'Något sådant har inte misstänkts i ärendet.',
    it: 'In questo caso non si è sospettato nulla del genere.',
    de: 'Eine solche Vermutung gibt es in diesem Fall nicht.',
    ca: 'En aquest cas no s’ha sospitat res així.',
    ru: 'Такого предположения в этом обращении нет.',
  },
  'refusal.hypothesis_is_cause': {
    en: 'This counts as the cause. Take that back first.',
    sv: 'Det här räknas som orsaken. Ta tillbaka det först.',
    it: 'Questa vale come causa. Prima ritira quell’indicazione.',
    de: 'Das gilt als Ursache. Nehmen Sie das zuerst zurück.',
    ca: 'Això compta com la causa. Primer retireu-ho.',
    ru: 'Это считается причиной. Сначала отзовите это.',
  },
  'refusal.cause_not_found': {
    en: 'No cause has been found in this case.',
    sv: 'Ingen orsak har hittats i ärendet.',
    it: 'In questo caso non è stata trovata una causa.',
    de: 'In diesem Fall ist keine Ursache gefunden.',
    ca: 'En aquest cas no s’ha trobat cap causa.',
    ru: 'В этом обращении причина не найдена.',
  },
  'refusal.cause_already_found': {
    en: 'A cause has been found already. Take it back first, if it is another.',
    sv: 'En orsak är redan hittad. Ta tillbaka den först, om det är en annan.',
    it: 'Una causa è già stata trovata. Se è un’altra, prima ritirala.',
    de: 'Eine Ursache ist schon gefunden. Ist es eine andere, nehmen Sie sie zuerst zurück.',
    ca: 'Ja s’ha trobat una causa. Si és una altra, primer retireu-la.',
    ru: 'Причина уже найдена. Если она другая, сначала отзовите её.',
  },
  'refusal.cause_evidence_not_found': {
    en: 'What is to show it is no entry of this case.',
    sv: 'Det som ska visa det är ingen post i ärendet.',
    it: 'Ciò che dovrebbe dimostrarlo non è una voce di questo caso.',
    de: 'Was es belegen soll, ist kein Eintrag dieses Falls.',
    ca: 'El que ho ha de demostrar no és cap entrada d’aquest cas.',
    ru: 'То, что должно это подтверждать, не является записью этого обращения.',
  },
  'refusal.hand_off_reproduction_missing': {
    en: 'Try to make it happen again, or say why nobody did, before you pass the case on.',
    sv: 'Försök återskapa felet, eller skriv varför ingen gjort det, innan du lämnar över.',
    it: 'Prima di passare il caso prova a riprodurre il guasto, o scrivi perché nessuno l’ha fatto.',
    de: 'Stellen Sie den Fehler nach oder schreiben Sie, warum niemand das tat, bevor Sie den Fall übergeben.',
    ca: 'Abans de passar el cas, proveu de reproduir l’avaria o escriviu per què ningú no ho ha fet.',
    ru: 'Перед передачей попробуйте воспроизвести сбой или запишите, почему этого не делали.',
  },
})
