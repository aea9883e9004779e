// What the desk itself says in a ledger.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'desk.confirmation': {
    en: 'We told the sender that his message arrived, by when he hears from us, and how he can follow the case.',
    sv: 'Vi meddelade avsändaren att meddelandet kommit fram, när vi hör av oss och hur ärendet kan följas.',
    it: 'Abbiamo comunicato al mittente che il messaggio è arrivato, entro quando ci faremo sentire e come seguire il caso.',
    de: 'Wir haben dem Absender mitgeteilt, dass seine Nachricht angekommen ist, bis wann er von uns hört und wie er den Fall verfolgen kann.',
    ca: 'Hem comunicat al remitent que el missatge ha arribat, abans de quan li direm alguna cosa i com pot seguir el cas.',
    ru: 'Мы сообщили отправителю, что его сообщение получено, до какого времени мы ответим и как следить за обращением.',
    for: 'The ledger entry of an automatic confirmation; agents and the customer read it',
  },
  'desk.no_text': {
    en: '(no text)', sv: '(ingen text)', it: '(nessun testo)', de: '(kein Text)', ca: '(sense text)', ru: '(без текста)',
    for: 'Stands for a message that came without words',
  },
  'desk.no_subject': {
    en: 'No subject', sv: 'Utan ämne', it: 'Senza oggetto', de: 'Ohne Betreff', ca: 'Sense assumpte', ru: 'Без темы',
    for: 'Title of a case whose mail had neither subject nor text',
  },
  'desk.unknown_sender': {
    en: 'Unknown sender', sv: 'Okänd avsändare', it: 'Mittente sconosciuto', de: 'Unbekannter Absender', ca: 'Remitent desconegut', ru: 'Неизвестный отправитель',
    for: 'Name of a customer whose mail gave neither name nor address',
  },
  'desk.unreadable': {
    en: 'A mail nobody can read by machine', sv: 'Ett mejl som inte kan läsas maskinellt', it: 'Una mail illeggibile in automatico',
    de: 'Eine maschinell nicht lesbare Mail', ca: 'Un correu que no es pot llegir automàticament', ru: 'Письмо, которое не удалось прочитать автоматически',
    for: 'Title of a case made of a broken mail',
  },
  'desk.unreadable_why': {
    en: 'This mail could not be read ({reason}). Its bytes are kept and can be downloaded from this entry.',
    sv: 'Det här mejlet kunde inte läsas ({reason}). Det är sparat som det kom och kan hämtas från den här posten.',
    it: 'Non è stato possibile leggere questa mail ({reason}). È conservata così com’è arrivata e si può scaricare da questa voce.',
    de: 'Diese Mail konnte nicht gelesen werden ({reason}). Sie ist unverändert aufbewahrt und lässt sich von diesem Eintrag herunterladen.',
    ca: 'Aquest correu no s’ha pogut llegir ({reason}). Es conserva tal com va arribar i es pot baixar des d’aquesta entrada.',
    ru: 'Это письмо не удалось прочитать ({reason}). Оно сохранено в исходном виде, его можно скачать из этой записи.',
    for: 'Text of a case made of a broken mail',
  },
})
