// Where a deed is sent. Not: sending it (deeds.ts).

/** The path of a deed on a case: `hand_off.offer` → `/cases/<id>/hand-off/offer`. */
export function deedPath(caseId: string, deed: string): string {
  const [noun = '', verb = ''] = deed.split('.')
  return `/cases/${caseId}/${noun.replaceAll('_', '-')}/${verb.replaceAll('_', '-')}`
}
