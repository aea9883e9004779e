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
}

/** Judges one recipient by what the servers said of it. */
export function gradeOf({ status, action, near, all }: Grounds): Grade {
  const said = near.trim().length > 8 ? near : all
  const spoken = codesIn(near)[0] ?? codesIn(all)[0] ?? ''
  const smtpCode = smtpCodeIn(near) || smtpCodeIn(all)
  const best = betterOf(status, spoken) || (smtpCode ? `${smtpCode[0]}.0.0` : '')
  const judged = best || (temporary.test(said) || action === 'delayed' ? '4.0.0' : '5.0.0')
  return { status: judged, smtpCode, hard: isHard(judged, said) }
}

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
  if (/^5\.1\.[78]$/.test(status) || /end of data|DATA command|>>> DATA/i.test(said)) return false
  if (deadStatus.test(status)) return !notDead.test(said)
  if (/^5\.4\.4$/.test(status)) return true
  if (/^5\.(2\.[^1]|7)/.test(status)) return false
  if (status.startsWith('4') && !/user unknown|unknown user|recipient unknown/i.test(said)) return false
  return dead.test(said) && !notDead.test(said)
}

const deadStatus = /^5\.1\.(0|1|2|3|6|10)$/

const dead = new RegExp(
  [
    '(user|recipient|mailbox|account|address|addressee|alias)( \\S+)?( is| was| does| has| name)?( \\S+)? ?(unknown|not (found|exist|known|valid|a valid)|does ?n.t exist|no longer|invalid)',
    '(unknown|invalid|no such|bad|non-?existent|nonexistent|not a known) (local |virtual )?(user|recipient|mailbox|account|address|addressee|domain|alias)',
    'no (such )?(user|mailbox|account|recipient|person)( here| by that name)?',
    'does not (exist|have an? (\\S+ )?account)|doesn.t have an? (\\S+ )?account|has no mailbox',
    'not listed in|address (rejected|error)|unrouteable|(host|domain)( name)?( or domain name)?( \\S+)? (not found|unknown|does not exist)',
    'name or service not known|no mx|has moved|no longer (with|works|employed|valid|available|in use)|recipnotfound|resolver\\.adr',
    'unknown (or illegal|in) |invalid user|not (listed|found) in|no such user|not a registered|host not found|unknown host|host unknown|user not found|not our customer|mailbox unavailable|nullmx|null mx|does not accept mail',
  ].join('|'),
  'i',
)

const notDead =
  /quota|mailbox (is )?full|over ?quota|spam|blocked|black ?list|reputation|policy|relay(ing)? (access )?(denied|not permitted)|greylist|too many|rate limit|suspend|disabled|inactive|authenticat|dmarc|spf\b|dkim|virus|sender (address )?(rejected|denied)|access denied|permission|size/i

const temporary =
  /temporar|will (keep|continue)( on)? (trying|to try)|still being|delay|deferred|timed? ?out|expired|retry|over ?quota|mailbox (is )?full|try again|not yet|queue|connection refused|could not connect|too long/i
