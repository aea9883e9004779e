// A sentence of the catalogue with places for controls: "May {may} write …" becomes words and places, in
// the order of each language. Not: the controls.
import type { Say } from '#words/say.ts'

export type Piece = { readonly words: string } | { readonly place: string }

/**
 * Cuts a sentence at its places. A place that a translation has lost stands at the end, so that it can
 * still be set.
 */
export function piecesOf(say: Say, key: string, places: readonly string[]): Piece[] {
  const mark = (place: string) => `\u0001${place}\u0001`
  const text = say(key, Object.fromEntries(places.map(place => [place, mark(place)])))
  const pieces = text
    .split('\u0001')
    .map((part, index): Piece => (index % 2 === 1 ? { place: part } : { words: part }))
    .filter(piece => !('words' in piece) || piece.words !== '')
  const found = new Set(pieces.flatMap(piece => ('place' in piece ? [piece.place] : [])))
  return [...pieces, ...places.filter(place => !found.has(place)).map(place => ({ place }))]
}

/** The choices of minutes, with the present one among them even when it is none of ours. */
export function minuteChoices(present: number): readonly number[] {
  const usual = [5, 10, 15, 30, 45, 60, 120, 180, 240, 480, 720, 1_440, 2_880, 4_320, 7_200]
  return [...new Set([...usual, present])].sort((a, b) => a - b)
}

/** Minutes in the unit in which people say them: the key of the phrase and its number. */
export function spokenMinutes(minutes: number): { key: string; n: number } {
  if (minutes % 1_440 === 0) return { key: 'set_up.days', n: minutes / 1_440 }
  if (minutes % 60 === 0) return { key: 'set_up.hours', n: minutes / 60 }
  return { key: 'set_up.minutes', n: minutes }
}
