// Plain sentences by which customers ask for more help, in the six languages: so that a mail that says it is
// pointed out. A suggestion to a person, who decides; nothing is ever filed by it.
import type { HelpReason } from '#core/case/help-fact.ts'

const manager =
  /\b(?:(?:speak|talk) (?:to|with) (?:a|your|the) (?:manager|supervisor|boss)|escalate (?:this|my)|(?:prata|tala) med (?:en |din |er )?(?:chef|ansvarig)|parlare con (?:un |il |la )?(?:responsabile|superiore|direttore)|(?:Vorgesetzten|Teamleiter|Leitung) sprechen|mit (?:Ihrem|einem|dem) (?:Vorgesetzten|Chef|Teamleiter)|parlar amb (?:un |el |la )?(?:responsable|encarregat|cap))\b|(?:поговорить|говорить|соедините|связаться) с(?:о)? (?:вашим )?(?:руководител|начальник|руководств)/iu
const treated =
  /\b(?:was (?:very |so )?(?:rude|impolite) to me|treated (?:me )?(?:badly|rudely)|(?:otrevligt|illa) bemött|trattat[oa] male|(?:unfreundlich|schlecht) behandelt|(?:m’han|m'han) tractat malament)\b|(?:нахамил|грубо со мной|плохо обошлись)/iu
const nowhere =
  /\b(?:going (?:round )?in circles|leads? (?:us |me )?nowhere|same questions? (?:again|over and over)|(?:leder|kommer) ingen(?:stans| vart)|non porta a (?:nulla|niente)|gira(?:ndo)? in tondo|führt zu nichts|drehen uns im Kreis|no porta enlloc|donant voltes)\b|(?:ходим по кругу|ни к чему не вед)/iu
const more =
  /\b(?:need more help|someone (?:more (?:senior|experienced)|who knows)|(?:a|an|your) (?:specialist|expert|engineer) (?:please|should)|behöver mer hjälp|någon som kan (?:mer|det här)|ho bisogno di più aiuto|qualcuno (?:più esperto|che ne capisca)|brauche mehr Hilfe|jemanden, der sich auskennt|necessito més ajuda|algú que en sàpiga)\b|(?:нужн[ао] больше помощи|кто-(?:то|нибудь) (?:более опытный|кто разбирается))/iu

const rules: readonly (readonly [HelpReason, RegExp])[] = [
  ['want_manager', manager],
  ['want_manager', treated],
  ['leads_nowhere', nowhere],
  ['leads_nowhere', more],
]

const lengthMax = 8_000

/** For which reason a customer's own words seem to ask for more help; null: they do not say so. */
export function asksForMoreHelp(words: string): HelpReason | null {
  // What he quotes of older mails was said before.
  const own = words
    .slice(0, lengthMax)
    .split('\n')
    .filter(line => !line.startsWith('>'))
    .join('\n')
  return rules.find(([, said]) => said.test(own))?.[0] ?? null
}
