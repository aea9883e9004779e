// A tracker as its form holds it, and as it is sent. Not: the fields on the screen (tracker-sheet.tsx).

export const trackerKinds = ['github', 'gitlab'] as const
export const labelMeanings = [
  'bug_fix',
  'design_change',
  'improvement',
  'accepted',
  'in_work',
  'rejected',
  'verified',
] as const
type Labels = Readonly<Record<string, string>>

export type TrackerView = {
  readonly id: string
  readonly name: string
  readonly kind: (typeof trackerKinds)[number]
  readonly apiUrl: string
  readonly project: string
  readonly labels: Labels
  readonly allowPrivate: boolean
  readonly active: boolean
  readonly pollSeconds: number
  readonly has: { readonly token: boolean; readonly webhookSecret: boolean }
  readonly webhookUrl: string
  readonly open: number
  readonly state: { readonly code: string; readonly says: string; readonly heardAt: number | null }
  readonly version: number
}

/** Every field as text, as it is typed. */
export type TrackerForm = Pick<TrackerView, 'name' | 'kind' | 'apiUrl' | 'project' | 'labels'> &
  Pick<TrackerView, 'allowPrivate' | 'active'> & {
    readonly pollSeconds: string
    readonly token: string
    readonly webhookSecret: string
  }

/** Where the API of a kind usually begins. */
export const usualApi = { github: 'https://api.github.com', gitlab: 'https://gitlab.com/api/v4' } as const

/** What the form begins with. */
export const formOf = (kept: TrackerView | null): TrackerForm => ({
  ...{ name: kept?.name ?? '', kind: kept?.kind ?? 'github', apiUrl: kept?.apiUrl ?? usualApi.github },
  ...{ project: kept?.project ?? '', labels: kept?.labels ?? {}, allowPrivate: kept?.allowPrivate ?? false },
  ...{ active: kept?.active ?? true, pollSeconds: String(kept?.pollSeconds ?? 300) },
  ...{ token: '', webhookSecret: '' },
})

/** With another kind; its usual address goes along, one that was typed stays. */
export const ofKind = (form: TrackerForm, kind: TrackerForm['kind']): TrackerForm => ({
  ...form,
  kind,
  apiUrl: form.apiUrl === usualApi[form.kind] ? usualApi[kind] : form.apiUrl,
})

/** Whether everything is there that has to be; a token that is kept need not be typed again. */
export const isWhole = ({ name, apiUrl, project, token }: TrackerForm, kept: TrackerView | null): boolean =>
  [name, apiUrl, project].every(text => text.trim() !== '') && (token !== '' || kept !== null)

/** What is sent; what was left empty of secrets is left out, so that it stays. */
export function wishOf(form: TrackerForm): Readonly<Record<string, unknown>> {
  const { token, webhookSecret, pollSeconds, labels, ...open } = form
  const named = Object.entries(labels).map(([meaning, label]) => [meaning, label.trim()] as const)
  return {
    ...open,
    name: open.name.trim(),
    labels: Object.fromEntries(named.filter(([, label]) => label !== '')),
    pollSeconds: Number(pollSeconds) || 300,
    ...(token !== '' && { token }),
    ...(webhookSecret !== '' && { webhookSecret }),
  }
}
