// What is out, as customers read it in the portal and in scripts.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'portal.outages': {
    en: 'Out at the moment',
    sv: 'Fungerar inte just nu',
    it: 'Non funziona in questo momento',
    de: 'Zurzeit gestört',
    ca: 'No funciona ara mateix',
    ru: 'Сейчас не работает',
    for: 'heading over one or several things that are out',
  },
  'portal.outage_since': {
    en: 'Since {day, select, today {{time}} yesterday {yesterday {time}} other {{date} {time}}}.',
    sv: 'Sedan {day, select, today {kl. {time}} yesterday {i går kl. {time}} other {{date} {time}}}.',
    it: 'Dalle {day, select, today {{time}} yesterday {{time} di ieri} other {{time} di {date}}}.',
    de: 'Seit {day, select, today {{time} Uhr} yesterday {gestern {time} Uhr} other {{date} {time} Uhr}}.',
    ca: 'Des {day, select, today {de les {time}} yesterday {d’ahir a les {time}} other {del {dayMonth} a les {time}}}.',
    ru: 'С {day, select, today {{time}} yesterday {{time} вчерашнего дня} other {{time}, {date}}}.',
  },
  'portal.outage_until': {
    en: 'We expect it to work again by {day, select, today {{time}} tomorrow {tomorrow {time}} other {{date} {time}}}.',
    sv: 'Vi räknar med att det fungerar igen {day, select, today {kl. {time}} tomorrow {i morgon kl. {time}} other {{date} {time}}}.',
    it: 'Prevediamo che torni a funzionare entro {day, select, today {le {time}} tomorrow {domani alle {time}} other {{date}, {time}}}.',
    de: 'Wir rechnen damit, dass es bis {day, select, today {{time} Uhr} tomorrow {morgen {time} Uhr} other {{date} {time} Uhr}} wieder geht.',
    ca: 'Preveiem que torni a funcionar abans {day, select, today {de les {time}} tomorrow {de demà a les {time}} other {del {dayMonth} a les {time}}}.',
    ru: 'Ожидаем, что всё заработает {day, select, today {к {time}} tomorrow {завтра к {time}} other {к {time}, {date}}}.',
  },
  'portal.outage_open': {
    en: 'We cannot say yet until when.',
    sv: 'Vi kan inte säga än hur länge.',
    it: 'Non possiamo ancora dire fino a quando.',
    de: 'Bis wann, können wir noch nicht sagen.',
    ca: 'Encara no podem dir fins quan.',
    ru: 'Пока не можем сказать, до какого времени.',
  },
})
