// The fingerprint of a run: the same seed gives the same one. Not: what happened in words.

export type Trace = {
  add(caseId: string, seq: number, type: string, at: number): void
  /** sixteen hexadecimal letters */
  hash(): string
}

const prime = 16_777_619

export function trace(): Trace {
  let one = 0x811c9dc5
  let two = 0x9e3779b9
  const number = (value: number) => {
    one = Math.imul(one ^ (value | 0), prime)
    two = Math.imul(two ^ (value / 4_294_967_296), prime) ^ (one >>> 15)
  }
  const text = (value: string) => {
    for (let i = 0; i < value.length; i++) one = Math.imul(one ^ value.charCodeAt(i), prime)
    two = Math.imul(two ^ one, prime)
  }
  return {
    add(caseId, seq, type, at) {
      text(caseId)
      number(seq)
      text(type)
      number(at)
    },
    hash: () => [one, two].map(half => (half >>> 0).toString(16).padStart(8, '0')).join(''),
  }
}
