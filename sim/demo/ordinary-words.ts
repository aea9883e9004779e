// What people of six languages ask the demo company on ordinary days, and what helped: data only. Not: when,
// and who answers (ordinary-days.ts).
import type { Kind } from '#core/case/event.ts'
import type { Language } from '#core/people/language.ts'

/** `work` is what the level above found out, for what goes there. */
export type Need = {
  readonly kind: Kind
  readonly product: string
  readonly subject: string
  readonly words: string
  readonly note: string
  readonly fix: string
  readonly work?: string
}
export type Speakers = {
  readonly given: readonly string[]
  readonly family: readonly string[]
  /** answered by the first line */
  readonly simple: readonly [Need, Need]
  readonly hard: Need
}

export const speakers: Readonly<Record<Language, Speakers>> = {
  en: {
    given: ['Alice', 'Ben', 'Clara', 'David', 'Emily'],
    family: ['Archer', 'Bright', 'Cole'],
    simple: [
      {
        ...{ kind: 'malfunction', product: 'brev', subject: 'I am asked for my password again and again' },
        words: 'Since I changed my password on the phone, the computer asks for it every few minutes.',
        note: 'The old password was kept by the mail program. Went through the settings together.',
        fix: 'New password entered in the mail program, old one removed.',
      },
      {
        ...{ kind: 'question', product: 'r5', subject: 'How do I give guests their own network?' },
        words: 'We have visitors and do not want to hand out our own password.',
        note: 'Showed where the guest network is, and how it ends by itself at night.',
        fix: 'Guest network set up.',
      },
    ],
    hard: {
      ...{ kind: 'slowness', product: 'dsl', subject: 'The line is slow when it rains' },
      words: 'Whenever it rains for a day, pages take a minute to open.',
      note: 'Speed by cable is low, too; not the wireless. Needs a look at the line.',
      work: 'Noise on the pair rises with rain. A splice in the cabinet had drawn water.',
      fix: 'Moved to another pair in the cabinet.',
    },
  },
  sv: {
    given: ['Astrid', 'Björn', 'Cecilia', 'Dan', 'Ebba'],
    family: ['Alm', 'Berglund', 'Dahl'],
    simple: [
      {
        ...{ kind: 'malfunction', product: 'r5', subject: 'Skrivaren hittar inte nätet' },
        words: 'Efter att vi bytte router hittar skrivaren inte vårt nät längre.',
        note: 'The printer knew the old network only. Pressed the two buttons together.',
        fix: 'Printer joined to the new network.',
      },
      {
        ...{ kind: 'question', product: 'calendar', subject: 'Hur delar jag min kalender?' },
        words: 'Jag vill att min man ser min kalender men inte ändrar något.',
        note: 'Explained reading and writing, and set it up together.',
        fix: 'Calendar shared for reading.',
      },
    ],
    hard: {
      ...{ kind: 'malfunction', product: 'brev', subject: 'Brev från en kund kommer aldrig fram' },
      words: 'En av våra kunder får alltid tillbaka det hon skickar till oss.',
      note: 'We have her bounce; it names our server, so it is ours to find.',
      work: 'Her sender check failed after a move of her mail. Told her provider which record is missing.',
      fix: 'Her letters come in since the record is there.',
    },
  },
  it: {
    given: ['Alessia', 'Bruno', 'Carla', 'Dario', 'Elisa'],
    family: ['Amato', 'Bruni', 'Cattaneo'],
    simple: [
      {
        ...{ kind: 'slowness', product: 'r7', subject: 'Il Wi-Fi non arriva in camera' },
        words: 'In salotto va bene, in camera il segnale sparisce.',
        note: 'The router stood behind the television. Moved it, measured again.',
        fix: 'Router moved into the corridor.',
      },
      {
        ...{ kind: 'malfunction', product: 'brev', subject: 'Non riesco più a entrare nella posta' },
        words: 'Da ieri mi dice che la password è sbagliata, ma è quella di sempre.',
        note: 'Locked after five tries from the old tablet. Checked who calls, unlocked.',
        fix: 'Unlocked, and a new password set on both devices.',
      },
    ],
    hard: {
      ...{ kind: 'malfunction', product: 'calendar', subject: 'Gli appuntamenti si spostano di un’ora' },
      words: 'Chi riceve i miei inviti li vede un’ora dopo.',
      note: 'Seen with two of her invitations. Her own clock and zone are right.',
      work: 'Invitations name a zone that is spelled in an old way; the other side takes it for another.',
      fix: 'Zone set anew in her settings; two invitations sent again, both right.',
    },
  },
  de: {
    given: ['Anke', 'Bernd', 'Carola', 'Dieter', 'Elke'],
    family: ['Albers', 'Brinkmann', 'Claußen'],
    simple: [
      {
        ...{ kind: 'update', product: 'r7', subject: 'Nach dem Update ist das WLAN langsam' },
        words: 'Seit dem Update gestern Abend ist alles zäh, am Kabel geht es gut.',
        note: 'It had moved to a crowded channel. Let it choose again while we spoke.',
        fix: 'Another channel chosen.',
      },
      {
        ...{ kind: 'question', product: 'brev', subject: 'Wie richte ich eine Abwesenheit ein?' },
        words: 'Ich bin zwei Wochen weg und möchte, dass jeder eine Antwort bekommt.',
        note: 'Set it up together, with an end date.',
        fix: 'Reply while away set up until his return.',
      },
    ],
    hard: {
      ...{ kind: 'malfunction', product: 'r7', subject: 'Telefonate brechen nach genau 15 Minuten ab' },
      words: 'Jedes längere Gespräch ist nach einer Viertelstunde weg.',
      note: 'Happens with both telephones, always after 15 minutes.',
      work: 'The session is not renewed because the telephone is registered twice. Found in the trace.',
      fix: 'Second registration removed; a call of 40 minutes held.',
    },
  },
  ca: {
    given: ['Aina', 'Bernat', 'Clara', 'Dídac', 'Elna'],
    family: ['Amat', 'Bosch', 'Comas'],
    simple: [
      {
        ...{ kind: 'equipment', product: 'r5', subject: 'Quin cable necessito per al despatx?' },
        words: 'El despatx és a l’altra punta del pis i hi voldria posar un cable.',
        note: 'Measured with her on the plan of the flat: 22 metres, through the corridor.',
        fix: 'Told which cable; she buys it herself.',
      },
      {
        ...{ kind: 'malfunction', product: 'brev', subject: 'El mòbil no rep el correu nou' },
        words: 'A l’ordinador hi arriba tot, al mòbil només quan obro l’aplicació.',
        note: 'Saving energy had put the mail program to sleep.',
        fix: 'Mail program taken out of saving energy.',
      },
    ],
    hard: {
      ...{ kind: 'malfunction', product: 'dsl', subject: 'La connexió es talla cada matí a les nou' },
      words: 'Cada dia laborable, a les nou en punt, ens quedem sense connexió dos minuts.',
      note: 'The log shows a loss of sync at nine each weekday. The house is ruled out.',
      work: 'A machine of the neighbours starts at nine on the same circuit. Profile with more margin tried.',
      fix: 'Steadier profile; three mornings without a loss.',
    },
  },
  ru: {
    given: ['Алина', 'Борис', 'Вера', 'Глеб', 'Дарья'],
    family: ['Антонюк', 'Бойко', 'Власенко'],
    simple: [
      {
        ...{ kind: 'malfunction', product: 'r5', subject: 'Телевизор не видит сеть' },
        words: 'Телефон и ноутбук работают, а телевизор сеть не находит.',
        note: 'The television knows the older band only. Switched it on beside the new one.',
        fix: 'Both bands on; the television is connected.',
      },
      {
        ...{ kind: 'other', product: 'calendar', subject: 'Не открывается общий календарь' },
        words: 'Коллега дала мне доступ, но календарь не открывается.',
        note: 'The invitation had gone to an old address. Asked for it anew, together with her.',
        fix: 'Invited at the address in use; it opens.',
      },
    ],
    hard: {
      ...{ kind: 'malfunction', product: 'brev', subject: 'Письма с вложениями не уходят' },
      words: 'Письма без файлов уходят сразу, а с файлами больше мегабайта висят.',
      note: 'Seen from two programs, on his line only. Below one megabyte it works.',
      work: 'Packets of full size are lost on his way out. A smaller size on his router helps.',
      fix: 'Size of packets set on the router; 8 MB sent.',
    },
  },
}
