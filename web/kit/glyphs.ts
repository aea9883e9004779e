// The drawings of our signs, on a field of 16 by 16, stroked 1.5. Not: the element that shows them
// (glyph.tsx).

/** One shape of a sign: a path, its stroke when it is not the usual one, and whether it is filled. */
export type Shape = { readonly d: string; readonly stroke?: number; readonly filled?: true }

const ring = 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z'

export const glyphs = {
  search: [{ d: 'M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zM10.5 10.5l3.5 3.5' }],
  down: [{ d: 'm3.5 6 4.5 4.5L12.5 6' }],
  up: [{ d: 'M8 13V3.5M4 7l4-4 4 4' }],
  right: [{ d: 'm6 3.5 4.5 4.5L6 12.5' }],
  left: [{ d: 'M10 3.5 5.5 8l4.5 4.5' }],
  out: [{ d: 'M4.5 11.5 12 4M6 4h6v6' }],
  queue: [{ d: 'M2 3.5h12M2 8h12M2 12.5h7' }],
  board: [{ d: 'M2 2.5h12v8H2zM8 10.5V14M5 14h6' }],
  report: [{ d: 'M2 14h12M4 14V9M8 14V3M12 14V6' }],
  gear: [
    {
      d: 'M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6',
    },
    {
      d: 'M12 4.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM8 11.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0z',
    },
  ],
  person: [
    { d: 'M10.8 5a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0zM2.5 14c.4-3 2.5-4.7 5.5-4.7s5.1 1.7 5.5 4.7' },
  ],
  ok: [{ d: ring }],
  open: [
    {
      d: 'M13.7 6.2A6 6 0 0 0 11.4 3M8.8 2.05A6 6 0 0 0 5 2.8M3 4.7A6 6 0 0 0 2 8.4',
    },
    {
      d: 'M2.7 10.8A6 6 0 0 0 5.4 13.4M8 14a6 6 0 0 0 3.7-1.3M13.2 10.9A6 6 0 0 0 14 8.5',
    },
  ],
  bell: [
    {
      d: 'M8 1.8a4 4 0 0 0-4 4c0 3.8-1.6 5.4-1.6 5.4h11.2S12 9.6 12 5.8a4 4 0 0 0-4-4zM6.6 13.6a1.5 1.5 0 0 0 2.8 0',
    },
  ],
  soon: [{ d: ring }, { d: 'M8 2a6 6 0 0 1 0 12z', filled: true }],
  late: [{ d: 'M8 2.2 15 14H1z', filled: true }],
  paused: [{ d: 'M5 3v10M11 3v10', stroke: 2.6 }],
  kept: [{ d: 'm2.5 8.5 3.6 3.7L13.5 4' }],
  missed: [{ d: 'M4 4l8 8m0-8-8 8', stroke: 2 }],
  differs: [{ d: 'M2.5 6h11M2.5 10.5h11M10.5 2.5l-5 11.5' }],
  x: [{ d: 'M4 4l8 8m0-8-8 8' }],
  plus: [{ d: 'M8 3v10M3 8h10' }],
  warn: [{ d: 'M8 2.5v7M8 13h.01', stroke: 2.2 }],
  off: [{ d: 'M2 2l12 12M4 9a6 6 0 0 1 3-1.6M1.5 6.3A10 10 0 0 1 5 4.3M9 4a10 10 0 0 1 5.5 2.3M8 13h.01' }],
  eye: [
    {
      d: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z',
    },
    {
      d: 'M9.8 8a1.8 1.8 0 1 1-3.6 0 1.8 1.8 0 0 1 3.6 0z',
    },
  ],
  pen: [{ d: 'm3 13 .7-3L11 2.7l2.3 2.3L6 12.3z' }],
  copy: [{ d: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3' }],
  more: [{ d: 'M3 8h.01M8 8h.01M13 8h.01', stroke: 2.6 }],
  clip: [{ d: 'm13 7-5.5 5.5a3 3 0 0 1-4.2-4.2L9 2.6a2 2 0 0 1 2.8 2.8L6.3 11' }],
  phone: [
    {
      d: 'M3 2.5h3l1.3 3.3-1.8 1.3a8 8 0 0 0 3.4 3.4l1.3-1.8L13.5 10v3',
    },
    {
      d: 'M13.5 13a1 1 0 0 1-1.1 1C6.9 13.6 2.4 9.1 2 3.6a1 1 0 0 1 1-1.1',
    },
  ],
  mail: [{ d: 'M1.8 3.5h12.4v9H1.8zM2 4l6 5 6-5' }],
  form: [{ d: 'M3 2h7l3 3v9H3zM5.5 7.5h5M5.5 10.5h5' }],
  chat: [{ d: 'M2 3h12v8H7l-3.5 2.8V11H2z' }],
  visit: [{ d: 'M2 7.5 8 2.5l6 5V14H2zM6.5 14v-4h3v4' }],
  desk: [{ d: 'M1.5 6h13M3 6v8M13 6v8M8.5 6v4H13' }],
  portal: [{ d: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM2 8h12M8 2c4 4 4 8 0 12M8 2c-4 4-4 8 0 12' }],
  plug: [{ d: 'M5.5 2v3.5M10.5 2v3.5M3.5 5.5h9V8a4.5 4.5 0 0 1-9 0zM8 12.5V15' }],
  sending: [{ d: 'M8 14V4.5M4.5 8 8 4.5 11.5 8M4 1.8h8' }],
  undo: [{ d: 'M3 6.5h7a3.5 3.5 0 0 1 0 7H6M6 3 2.8 6.5 6 10' }],
  hand: [{ d: 'M2 8h9M7.5 4.5 11 8l-3.5 3.5M14 3v10' }],
  note: [{ d: 'M3 2.5h10v7.5l-3.5 3.5H3zM13 10H9.5v3.5' }],
  filter: [{ d: 'M2 3h12L9.5 8.5V13l-3 1.5v-6z' }],
  book: [
    { d: 'M8 3.8C6.5 2.7 4 2.5 2 2.8v10c2-.3 4.5-.1 6 1 1.5-1.1 4-1.3 6-1v-10c-2-.3-4.5-.1-6 1zM8 3.8v10' },
  ],
  lock: [{ d: 'M3.5 7h9v7h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2' }],
} as const satisfies Record<string, readonly Shape[]>

export type GlyphName = keyof typeof glyphs
