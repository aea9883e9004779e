// What the core refuses around making sure: verifications, and what is checked again.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'refusal.verification_not_recreated': {
    en: 'Say how the fault was made to happen there. Where it was not seen, a fix cannot be checked.',
    sv: 'Skriv hur felet återskapades där. Där det inte setts går en lösning inte att kontrollera.',
    it: 'Scrivi come il guasto è stato riprodotto lì. Dove non si è visto, una soluzione non si può verificare.',
    de: 'Schreiben Sie, wie der Fehler dort nachgestellt wurde. Wo er nicht zu sehen war, lässt sich keine Lösung prüfen.',
    ca: 'Escriviu com s’hi va reproduir l’avaria. On no s’ha vist, no es pot comprovar cap solució.',
    ru: 'Запишите, как сбой воспроизвели там. Где его не видели, решение не проверить.',
  },
  'refusal.verification_not_found': {
    en: 'No fix was checked like that in this case.',
    sv: 'Ingen lösning har kontrollerats så i ärendet.',
    it: 'In questo caso non c’è una prova del genere.',
    de: 'Eine solche Prüfung einer Lösung gibt es in diesem Fall nicht.',
    ca: 'En aquest cas no s’ha comprovat cap solució així.',
    ru: 'Такой проверки решения в этом обращении нет.',
  },
  'refusal.regression_not_found': {
    en: 'Nothing like that is checked again in this case.',
    sv: 'Något sådant ska inte kontrolleras igen i ärendet.',
    it: 'In questo caso non c’è una verifica del genere.',
    de: 'Eine solche Nachprüfung gibt es in diesem Fall nicht.',
    ca: 'En aquest cas no hi ha cap comprovació així.',
    ru: 'Такой повторной проверки в этом обращении нет.',
  },
  'refusal.regression_checked_before': {
    en: 'This was checked already. Plan a new check, if it is needed.',
    sv: 'Det har redan kontrollerats. Planera en ny kontroll om det behövs.',
    it: 'È già stato verificato. Se serve, pianifica un’altra verifica.',
    de: 'Das wurde schon nachgeprüft. Planen Sie eine neue Nachprüfung, wenn es nötig ist.',
    ca: 'Això ja s’ha comprovat. Si cal, planifiqueu una altra comprovació.',
    ru: 'Это уже проверили. Если нужно, назначьте новую проверку.',
  },
  'refusal.regression_in_the_past': {
    en: 'Choose a time that is still ahead.',
    sv: 'Välj en tid som inte har varit.',
    it: 'Scegli un momento ancora da venire.',
    de: 'Wählen Sie einen Zeitpunkt, der noch kommt.',
    ca: 'Trieu un moment que encara hagi de venir.',
    ru: 'Выберите время, которое ещё не прошло.',
  },
  'refusal.regression_too_far': {
    en: 'That is more than two years ahead. Choose an earlier time.',
    sv: 'Det är mer än två år bort. Välj en tidigare tid.',
    it: 'Mancano più di due anni. Scegli un momento più vicino.',
    de: 'Das ist mehr als zwei Jahre hin. Wählen Sie einen früheren Zeitpunkt.',
    ca: 'Falten més de dos anys. Trieu un moment més proper.',
    ru: 'До этого срока больше двух лет. Выберите более раннее время.',
  },
  'refusal.regression_checker_not_ours': {
    en: 'Somebody of your own house checks it again. Choose such a person.',
    sv: 'Någon i det egna huset kontrollerar det igen. Välj en sådan person.',
    it: 'Lo verifica di nuovo una persona della casa. Scegli una persona così.',
    de: 'Nachgeprüft wird von jemandem aus dem eigenen Haus. Wählen Sie eine solche Person.',
    ca: 'Ho torna a comprovar algú de la casa. Trieu una persona així.',
    ru: 'Повторно проверяет кто-то из своих. Выберите такого человека.',
  },
  'refusal.regression_next_missing': {
    en: 'It came back: say what is done next.',
    sv: 'Det har kommit tillbaka: skriv vad som görs härnäst.',
    it: 'È tornato: scrivi che cosa si fa adesso.',
    de: 'Es ist wieder da: schreiben Sie, was als Nächstes geschieht.',
    ca: 'Ha tornat: escriviu què es fa ara.',
    ru: 'Сбой вернулся: запишите, что делается дальше.',
  },
})
