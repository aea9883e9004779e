// What a case is about, as a closed list. Part of event.ts. Nothing else.

export const kinds = [
  'malfunction',
  'slowness',
  'update',
  'upgrade',
  'system_down',
  'question',
  'security',
  'equipment',
  'training',
  'other',
] as const
export type Kind = (typeof kinds)[number]
