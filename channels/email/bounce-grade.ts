// How bad a bounce is: its status, its SMTP code, and whether the address is dead. Not: finding the
// recipients (bounce.ts).

export type Grade = { readonly status: string; readonly smtpCode: string; readonly hard: boolean }

export type Grounds = {
  /** the report's own status, if it has one */
  readonly status: string
  readonly action: string
  /** the words that belong to this recipient */
  readonly near: string
  /** everything the server said, without the returned mail */
  readonly all: string
  /** the report speaks of nobody else: all it says is said of this one */
  readonly isOnly: boolean
}

/** Judges one recipient by what the servers said of it. */
export function gradeOf({ status, action, near, all, isOnly }: Grounds): Grade {
  const spoken = codesIn(near)[0] ?? codesIn(all)[0] ?? ''
  const smtpCode = smtpCodeIn(near) || smtpCodeIn(all)
  // What is given up is over, whatever it was while it was tried.
  const isOver = action === 'failed' && status.startsWith('4') && smtpCodeIn(near).startsWith('5')
  const told = isOver ? (codesIn(near).find(code => code.startsWith('5')) ?? '5.0.0') : status
  const best = betterOf(told, spoken) || (smtpCode ? `${smtpCode[0]}.0.0` : '')
  const judged = best || (stillTried.test(all) || action === 'delayed' ? '4.0.0' : '5.0.0')
  const isClear = dead.test(near) || notDead.test(near)
  const said = (near.trim().length > 8 && !isOnly) || isClear ? near : `${near}\n${all}`
  // A server that refuses the words, not the address, says so after it took the address.
  const isPlain = /(?:does ?n.t|does not) have an? (?:\S+ )?account/i.test(near)
  if (isOnly && !isPlain && /^5\.0\.0$/.test(judged) && afterData.test(all))
    return { status: judged, smtpCode, hard: false }
  return { status: judged, smtpCode, hard: isHard(judged, said) }
}

const atData = /end of data|DATA command/i
const afterData = /end of data|in reply to (?:the )?DATA command|>>> DATA/i

/** A general code yields to a particular one of the same class. */
function betterOf(status: string, spoken: string): string {
  if (!status) return spoken
  if (/^[245]\.0\.0$/.test(status) && spoken) return spoken
  return status
}

const codesIn = (text: string): string[] =>
  text
    .match(/(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)/g)
    ?.filter(code => !/^\d\.\d{2,3}\.\d{3}$/.test(code)) ?? []

const smtpCodeIn = (text: string): string =>
  /(?:^|[\s:;("'>[-])([45]\d\d)(?=[ \-#:]+(?:[45]\.\d|[A-Za-z<#]))/m.exec(text)?.[1] ?? ''

function isHard(status: string, said: string): boolean {
  if (status.startsWith('2')) return false
  if (/^5\.1\.[78]$/.test(status) || atData.test(said)) return false
  // RFC 7505: a domain that takes no mail at all.
  if (noMailAtAll.test(said)) return true
  if (deadStatus.test(status)) return !notDeadThough.test(said)
  if (/^5\.4\.4$/.test(status)) return !/malformed|unexpected|try again|timed out/i.test(said)
  // Exchange Online says so of addresses it does not know.
  if (/^5\.4\.1$/.test(status) && /recipient address rejected/i.test(said)) return true
  if (/^5\.(2\.[^1]|7)/.test(status)) return false
  if (status.startsWith('4') && !/user unknown|unknown user|recipient unknown/i.test(said)) return false
  return dead.test(said) && !notDead.test(said)
}

const noMailAtAll = /null ?mx|(?:host|domain) does not accept mail/i

const deadStatus = /^5\.1\.(0|1|2|3|6|10)$/

const dead = new RegExp(
  [
    '(user|recipient|mailbox|account|address|addressee|alias)( \\S+)?( is| was| does| has| name)?( \\S+)? ?(unknown|not (found|exist|known|valid|a valid)|does ?n.t exist|no longer|invalid)',
    '(unknown|invalid|no such|bad|non-?existent|nonexistent|not a known) (local |virtual )?(user|recipient|mailbox|account|address|addressee|domain|alias)',
    'no (such )?(user|mailbox|account|recipient|person)( here| by that name)?',
    'does not (exist|have an? (\\S+ )?account)|doesn.t have an? (\\S+ )?account|has no mailbox',
    'not listed in|address (rejected|error)|unrouteable|(host|domain)( name)?( or domain name)?( \\S+)? (not found|unknown|does not exist)',
    'name or service not known|no mx|has moved|no longer (with|works|employed|valid|available|in use)|recipnotfound|resolver\\.adr',
    'no valid recipients?|(domain|host) is not reachable|見つかりません|存在しません|にありません|不明なユーザ',
    'empfänger (ist )?(unbekannt|nicht (bekannt|vorhanden))|unbekannte[rn]? (empfänger|benutzer|adresse|postfach)',
    '(adresse|postfach|empfänger|konto) (\\S+ ){0,3}(existiert nicht|gibt es nicht|nicht gefunden|wurde nicht gefunden)',
    'okänd (mottagare|användare|adress)|(adressen|mottagaren|användaren|brevlådan) (\\S+ ){0,2}(finns inte|hittades inte|är okänd)',
    '(indirizzo|destinatario|utente|casella)( \\S+){0,3} (inesistente|sconosciut[oa]|non (è stat[oa] )?(trovat[oa]|esist\\w*|valid[oa]))',
    '(usuari|destinatari|adreça|bústia)( \\S+){0,3} (no existeix|desconegu\\S+|no s.ha trobat)',
    '(пользовател\\S+|получател\\S+|адрес\\S*|ящик)( \\S+){0,3} (не найден|не существует|не зарегистрирован|неизвест\\S+)',
    'нет такого (пользователя|адреса|ящика|получателя)|неизвестн\\S+ (пользователь|получатель|адрес)',
    '(utilisateur|destinataire|adresse)( \\S+){0,3} (inconnue?|introuvable|n.existe pas)',
    '(usuario|destinatario|dirección|buzón)( \\S+){0,3} (desconocid[oa]|no existe|no (fue )?encontrad[oa])',
    'unknown (or illegal|in) |invalid user|not (listed|found) in|no such user|not a registered|host not found|unknown host|host unknown|user not found|not our customer|mailbox unavailable|nullmx|null mx|does not accept mail',
  ].join('|'),
  'i',
)

/** Said beside a status that names the address as wrong: these mean something else all the same. */
const notDeadThough =
  /quota|mailbox (is )?full|spam|blocked|black ?list|policy|relay(ing)? (access )?(denied|not permitted)|greylist|too many|rate limit|authenticat|dmarc|spf\b|virus|sender (address )?(rejected|denied)|access denied|reputation|permission|preferences|couldn.?t create|no space left|name was rejected/i

const notDead =
  /postfach (ist )?(voll|überfüllt)|(brevlådan|inkorgen) är full|casella( \S+){0,2} piena|bústia( \S+){0,2} plena|превышена квота|ящик( \S+){0,2} переполнен|boîte( \S+){0,3} pleine|buzón( \S+){0,2} lleno|preferences|couldn.?t create|no space left|name was rejected|quota|mailbox (is )?full|over ?quota|spam|blocked|black ?list|reputation|policy|relay(ing)? (access )?(denied|not permitted)|greylist|too many|rate limit|suspend|disabled|inactive|authenticat|dmarc|spf\b|dkim|virus|sender (address )?(rejected|denied)|access denied|permission|(?:size|length) (?:limit|exceed)|exceeds?\b.{0,40}\bsize|too (?:large|big)/i

/** What servers say while they have not given up. */
const stillTried =
  /will (keep|continue|be re-?tried|try again)|keep(ing)? (on )?trying|still being|delay(ed)? (in|mail|delivery|notification)|has been delayed|deferred|not yet (been )?delivered|in the queue for|do not need to (resend|take)|warning message only/i
