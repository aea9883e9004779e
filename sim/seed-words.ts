// Building blocks of seeded sentences. Data only.
import type { Language } from '#core/people/language.ts'

type Parts = { readonly things: readonly string[]; readonly troubles: readonly string[]; readonly times: readonly string[] }

export const parts: Readonly<Record<Language, Parts>> = {
  en: {
    things: ['The router', 'Our printer', 'The shared calendar', 'The VPN', 'The mail program', 'The phone line', 'The till', 'The dock'],
    troubles: ['drops the connection', 'does not start', 'is very slow', 'asks for a password', 'shows an error', 'prints empty pages', 'restarts by itself'],
    times: ['every evening', 'since Monday', 'after the update', 'for two days', 'when it rains', 'in the back office', 'on every phone'],
  },
  sv: {
    things: ['Routern', 'Skrivaren', 'Kalendern', 'VPN-anslutningen', 'Mejlprogrammet', 'Telefonlinjen', 'Kassan', 'Dockan'],
    troubles: ['tappar anslutningen', 'startar inte', 'är mycket långsam', 'frågar efter lösenord', 'visar ett fel', 'skriver tomma sidor', 'startar om sig själv'],
    times: ['varje kväll', 'sedan i måndags', 'efter uppdateringen', 'i två dagar', 'när det regnar', 'på kontoret', 'på alla telefoner'],
  },
  it: {
    things: ['Il router', 'La stampante', 'Il calendario', 'La VPN', 'Il programma di posta', 'La linea', 'La cassa', 'La base'],
    troubles: ['perde la connessione', 'non parte', 'è molto lento', 'chiede la password', 'mostra un errore', 'stampa pagine vuote', 'si riavvia da solo'],
    times: ['ogni sera', 'da lunedì', 'dopo l’aggiornamento', 'da due giorni', 'quando piove', 'in ufficio', 'su tutti i telefoni'],
  },
  de: {
    things: ['Der Router', 'Der Drucker', 'Der Kalender', 'Das VPN', 'Das Mailprogramm', 'Die Leitung', 'Die Kasse', 'Das Dock'],
    troubles: ['verliert die Verbindung', 'startet nicht', 'ist sehr langsam', 'fragt nach dem Passwort', 'zeigt einen Fehler', 'druckt leere Seiten', 'startet von selbst neu'],
    times: ['jeden Abend', 'seit Montag', 'nach der Aktualisierung', 'seit zwei Tagen', 'wenn es regnet', 'im Büro', 'auf allen Telefonen'],
  },
  ca: {
    things: ['L’encaminador', 'La impressora', 'El calendari', 'La VPN', 'El programa de correu', 'La línia', 'La caixa', 'La base'],
    troubles: ['perd la connexió', 'no arrenca', 'va molt lent', 'demana la contrasenya', 'mostra un error', 'imprimeix pàgines buides', 'es reinicia sol'],
    times: ['cada vespre', 'des de dilluns', 'després de l’actualització', 'des de fa dos dies', 'quan plou', 'al despatx', 'a tots els telèfons'],
  },
  ru: {
    things: ['Роутер', 'Принтер', 'Календарь', 'VPN', 'Почтовая программа', 'Линия', 'Касса', 'Док-станция'],
    troubles: ['теряет соединение', 'не включается', 'работает очень медленно', 'спрашивает пароль', 'показывает ошибку', 'печатает пустые страницы', 'перезагружается'],
    times: ['каждый вечер', 'с понедельника', 'после обновления', 'уже два дня', 'когда идёт дождь', 'в офисе', 'на всех телефонах'],
  },
}
