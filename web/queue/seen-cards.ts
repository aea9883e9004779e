// Up to where this browser's agent has seen each case, so that a row can say it is fresh. Not: what a
// writer has seen
// of a ledger before he sends (case/unseen.ts).

const name = 'tierline.seen'
const most = 600

type Seen = Record<string, number>
let seen: Seen | null = null

function all(): Seen {
  if (seen) return seen
  try {
    seen = JSON.parse(localStorage.getItem(name) ?? '{}') as Seen
  } catch {
    seen = {}
  }
  return seen
}

/** Whether the case has changed since it was last open here. */
export const isFresh = (caseId: string, seq: number): boolean => (all()[caseId] ?? 0) < seq

/** The case was open here at this sequence; the oldest ones are forgotten. */
export function markSeen(caseId: string, seq: number): void {
  const { [caseId]: before = 0, ...rest } = all()
  seen = Object.fromEntries([...Object.entries(rest), [caseId, Math.max(before, seq)]].slice(-most))
  try {
    localStorage.setItem(name, JSON.stringify(seen))
  } catch {
    // Without storage a row stays fresh until the page is left.
  }
}
