// What a thank-you is made of in each language: words that thank, words that go with them, and how a letter
// begins and ends. Closed lists: whatever is not in them makes a message more than thanks. Part of thank-
// you.ts.
import type { Language } from '#core/people/language.ts'

export type ThankWords = {
  /** one of these must be there */
  readonly thanks: string
  /** what may stand beside: praise, and that it works */
  readonly beside: string
  /** behind these stands a name */
  readonly greets: string
}

export const thankWords: Readonly<Record<Language, ThankWords>> = {
  en: {
    thanks: `thanks|thank you|thank you all|thank you both|many thanks|thx|thank u|cheers|much appreciated
      |i appreciate it|i really appreciate it|i am grateful|i'm grateful|we thank you`,
    beside: `a lot|so much|very much|so very much|again|once again|for|for the|for your|for all|to|to you all
      |to you|everybody|everyone|guys|team|help|support|assistance|reply|answer|response|time|effort|efforts
      |patience|everything|it all|quick|fast|swift|prompt|kind|friendly|great|excellent|good|and|it works
      |it works now|it works again|it works perfectly|works now|works fine|works perfectly|works great
      |everything works|everything works now|it is working|it's working|it is working now|it's working now
      |that did it|that fixed it|that solved it|that helped|all good|all good now|all is well|problem solved
      |solved|perfect|awesome|brilliant|wonderful|super|fantastic|lovely|ok|okay|yes|have a nice day
      |have a great day|have a good day|have a nice weekend|have a great weekend|have a good weekend|you
      |that worked|it worked|worked|working now|up and running|sorted|all sorted|all set|you rock|you are the best
      |you're the best|have a lovely day|have a lovely weekend|enjoy your weekend`,
    greets: `hi|hello|hey|dear|good morning|good afternoon|good evening|best regards|kind regards|regards
      |best wishes|best|sincerely|yours sincerely|mr|mrs|ms`,
  },
  sv: {
    thanks: `tack|tack så mycket|tack så jättemycket|stort tack|tusen tack|varmt tack|många tack|tackar
      |tackar så mycket|hjärtligt tack|jag är tacksam|jag är väldigt tacksam|jag är mycket tacksam`,
    beside: `igen|än en gång|för|för all|din|ditt|er|ert|den|det|hjälpen|hjälp|svar|svaret|support|supporten
      |stöd|stödet|tid|tålamod|allt|snabbt|snabb|snabba|fina|fin|god|bra|utmärkt|utmärkta|och|till er|till er alla
      |till dig|till alla|det fungerar|det fungerar nu|nu fungerar det|nu funkar det|det funkar|det funkar nu
      |fungerar nu|allt fungerar|allt fungerar nu|nu fungerar allt|det löste sig|det hjälpte|allt är bra
      |allt är bra nu|problemet är löst|löst|perfekt|toppen|underbart|fantastiskt|strålande|super|härligt|kanon
      |ok|okej|ja|jättebra|ha en fin dag|ha en bra dag|ha det bra|trevlig helg|trevlig dag
      |ha en trevlig dag|ha en bra helg|ha en fin helg|ha en trevlig helg|ha en skön helg|ha en bra kväll|ha det fint
      |ha det gott|glad helg|det gick bra|nu går det|nu går det bra|nu är det löst|det är löst|nu är allt bra|det räckte`,
    greets: `hej|hejsan|god morgon|god dag|kära|bästa|med vänlig hälsning|med vänliga hälsningar|vänliga hälsningar
      |vänlig hälsning|hälsningar|mvh|vänligen`,
  },
  it: {
    thanks: `grazie|grazie mille|mille grazie|molte grazie|tante grazie|grazie infinite|grazie davvero
      |vi ringrazio|la ringrazio|ti ringrazio|ringrazio|un grazie`,
    beside: `ancora|per|per il|per l|per la|per lo|di|di tutto|di cuore|a tutti|a voi|molto|aiuto|supporto|risposta
      |assistenza|tempo|pazienza|tutto|veloce|rapido|rapida|gentile|ottimo|ottima|e|l|il|la|vostro|vostra|tuo|tua|suo
      |sua|funziona|ora funziona|adesso funziona|ora funziona tutto|funziona tutto|tutto funziona|ha funzionato
      |problema risolto|tutto risolto|risolto|tutto a posto|tutto bene|perfetto|fantastico|meraviglioso|super
      |eccellente|benissimo|bene|ok|va bene|sì|buona giornata|buona serata|buon weekend|buon fine settimana
      |buon lavoro|è risolto|ora è tutto a posto|adesso è tutto a posto|ora va|adesso va|ora va bene|adesso va bene
      |va tutto bene|siete stati gentilissimi|gentilissimi|gentilissimo|gentilissima`,
    greets: `ciao|salve|buongiorno|buonasera|gentile|caro|cara|cordiali saluti|distinti saluti|saluti
      |un saluto|cordialmente|signor|signora`,
  },
  de: {
    thanks: `danke|vielen dank|herzlichen dank|besten dank|tausend dank|vielen lieben dank|lieben dank|danke schön
      |dankeschön|danke sehr|danke vielmals|ich danke ihnen|ich danke dir|ich bin dankbar|ich bin sehr dankbar`,
    beside: `nochmals|noch einmal|für|für die|für ihre|für eure|für deine|für das|für den|hilfe|unterstützung
      |antwort|rückmeldung|zeit|geduld|mühe|alles|schnelle|rasche|gute|nette|freundliche|tolle|ausgezeichnete|und
      |an alle|an euch|an sie|es funktioniert|es funktioniert jetzt|jetzt funktioniert es|jetzt geht es|es geht
      |es geht jetzt|es geht wieder|es läuft|es läuft wieder|es läuft jetzt|alles funktioniert
      |alles funktioniert jetzt|das hat geholfen|das war es|problem gelöst|gelöst|alles gut|alles bestens|perfekt
      |super|prima|klasse|wunderbar|großartig|toll|spitze|sehr gut|ok|okay|ja|schönen tag|schönen tag noch
      |schönes wochenende|schönen abend
      |hat geklappt|es hat geklappt|das hat geklappt|jetzt klappt es|jetzt klappt alles|es klappt|alles klappt|klappt
      |hat funktioniert|es hat funktioniert|das hat funktioniert|läuft|läuft wieder|läuft jetzt|jetzt läuft es
      |jetzt läuft alles|alles läuft wieder|funktioniert|funktioniert jetzt|funktioniert wieder|funktioniert einwandfrei
      |hat sich erledigt|alles erledigt|erledigt|ich wünsche ihnen ein schönes wochenende
      |ein schönes wochenende|einen schönen tag|einen schönen tag noch|einen schönen abend`,
    greets: `hallo|hi|guten tag|guten morgen|guten abend|liebe|lieber|sehr geehrte|sehr geehrter|sehr geehrte frau
      |sehr geehrter herr|frau|herr|mit freundlichen grüßen|mit besten grüßen|freundliche grüße|viele grüße
      |beste grüße|liebe grüße|herzliche grüße|gruß|mfg`,
  },
  ca: {
    thanks: `gràcies|moltes gràcies|moltíssimes gràcies|mil gràcies|us ho agraeixo|us ho agraeixo molt
      |t ho agraeixo|t ho agraeixo molt|us agraeixo`,
    beside: `de nou|un altre cop|per|pel|per l|per la|per tot|de tot|de tot cor|a tots|a totes|ajuda|suport|resposta
      |atenció|temps|paciència|ràpida|ràpid|excel lent|bona|i|l|el|la|vostra|vostre|teva|teu|funciona|ara funciona
      |ara ja funciona|ja funciona|ara funciona tot|tot funciona|ha funcionat|problema resolt|tot resolt|resolt
      |tot bé|tot perfecte|perfecte|genial|fantàstic|meravellós|súper|super|molt bé|d acord|ok|sí|bon dia tingueu
      |que tingueu un bon dia|que vagi bé|bon cap de setmana
      |que tinguis un bon dia|que vagi molt bé|ara va bé|ara ja va|ja va|ja va bé|ara va tot bé|tot en ordre|ja està
      |ja està resolt|està resolt|tot solucionat|solucionat|problema solucionat|molt amables|molt amable`,
    greets: `hola|bon dia|bona tarda|bon vespre|benvolgut|benvolguda|estimat|estimada|salutacions|cordialment
      |atentament|una salutació`,
  },
  ru: {
    thanks: `спасибо|большое спасибо|огромное спасибо|спасибо большое|спасибо огромное|большое вам спасибо
      |огромное вам спасибо|спасибо вам|благодарю|благодарю вас|очень благодарен|очень благодарна
      |очень признателен|очень признательна`,
    beside: `ещё раз|еще раз|за|вам|вам всем|всем|вас|ваше|вашу|ваш|помощь|поддержку|ответ|время|терпение|всё|все
      |быстрый|быструю|быстро|оперативную|оперативный|отличную|хорошую|и|работает|теперь работает
      |теперь всё работает|теперь все работает|всё работает|все работает|заработало|всё заработало|все заработало
      |всё получилось|все получилось|помогло|проблема решена|решено|всё хорошо|все хорошо|отлично|прекрасно
      |замечательно|супер|класс|хорошо|ок|окей|да|хорошего дня|хорошего вечера|хороших выходных
      |получилось|теперь всё в порядке|теперь все в порядке|всё в порядке|все в порядке|всё работает отлично
      |все работает отлично|теперь работает отлично|вопрос решён|вопрос решен|проблема устранена|всё решилось
      |все решилось|всё отлично|все отлично|удачного дня|удачи|приятных выходных|отличных выходных|вы лучшие`,
    greets: `здравствуйте|привет|добрый день|добрый вечер|доброе утро|уважаемый|уважаемая|с уважением
      |с наилучшими пожеланиями|с благодарностью|всего доброго|всего хорошего`,
  },
}
