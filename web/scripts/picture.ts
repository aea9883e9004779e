// The map of a script as a picture on paper: shapes with real text, so that it prints sharply, and the same
// as an SVG file. Not: where steps stand (map-layout.ts), nor the page that shows it (print-view.tsx).
import type { Language } from '#core/people/language.ts'
import type { Say } from '#words/say.ts'
import { type Laid, nodeHeight, nodeWidth, pathOf } from './map-layout.ts'
import { headOf, labelOf, shortened, toldOf } from './map-words.ts'
import type { Outline } from './outline.ts'

export type Shape = {
  readonly kind: 'rect' | 'path' | 'text'
  readonly attributes: Readonly<Record<string, string | number>>
  readonly text?: string
}
export type Picture = { readonly shapes: readonly Shape[]; readonly width: number; readonly height: number }

/** The light colours of styles/tokens.css: paper is white on every screen. */
const ink = { ink: '#24201a', soft: '#514c46', faint: '#6c6760', edge: '#848078', paper: '#fbfaf6' }
const family = '"Source Sans 3 Variable", "Source Sans 3", system-ui, sans-serif'
const margin = 24
const charactersALine = 36
const linesMax = 3

type Wish = { readonly language: Language; readonly say: Say }

/** All of a script; what it says in this language, or in another where it has no sentence in it. */
export function pictureOf(laid: Laid, outline: Outline, { language, say }: Wish): Picture {
  const nth = new Map<number, number>()
  const arrows = laid.edges.flatMap(({ edge, points }) => {
    const n = nth.get(edge.from) ?? 0
    nth.set(edge.from, n + 1)
    const moved = points.map(({ x, y }) => ({ x: x + margin, y: y + margin }))
    const { x, y } = labelAt(moved, n)
    return [
      shape('path', { d: pathOf(moved), fill: 'none', stroke: ink.edge, strokeWidth: 1.25 }),
      shape('path', { d: headAt(moved.at(-1)!), fill: ink.edge }),
      label(labelOf(edge, say, language), x, y),
    ]
  })
  const nodes = laid.nodes.flatMap(({ index, x, y }) => {
    const step = outline.steps[index]!
    const kind = say(`scripts.kind_${step.kind ?? 'none'}`)
    const lines = wrapped(headOf(step, language), charactersALine, linesMax)
    const told = toldOf(laid.told, index)
    const [left, top] = [x + margin, y + margin]
    return [
      shape('rect', {
        ...{ x: left, y: top, width: nodeWidth, height: nodeHeight, rx: step.kind === 'end' ? 16 : 3 },
        ...{ fill: '#fff', stroke: ink.edge, strokeWidth: step.name === outline.start ? 2.5 : 1 },
      }),
      text(String(index + 1), left + 10, top + 19, { fontWeight: 650 }),
      text(kind, left + nodeWidth - 10, top + 19, { fill: ink.faint, textAnchor: 'end', fontSize: 12 }),
      ...lines.map((one, i) => text(one, left + 10, top + 38 + i * 16, {})),
      ...(told === '' ? [] : [text(told, left + 10, top + nodeHeight - 8, { fill: ink.soft, fontSize: 11 })]),
    ]
  })
  return { shapes: [...arrows, ...nodes], width: laid.width + 2 * margin, height: laid.height + 2 * margin }
}

const shape = (kind: Shape['kind'], attributes: Shape['attributes']): Shape => ({ kind, attributes })

const text = (said: string, x: number, y: number, more: Shape['attributes']): Shape => ({
  kind: 'text',
  attributes: { x, y, fill: ink.ink, fontFamily: family, fontSize: 13, ...more },
  text: said,
})

/** On a ground of its own, so that it is read over a line. */
const label = (said: string, x: number, y: number): Shape =>
  text(said, x, y, {
    ...{ fontSize: 11, textAnchor: 'middle', fill: ink.soft },
    ...{ stroke: ink.paper, strokeWidth: 4, paintOrder: 'stroke' },
  })

type Point = { readonly x: number; readonly y: number }

/** Under the step it leaves, those of one step below each other. */
export function labelAt([first, second]: readonly Point[], nth: number): Point {
  const down = 18 + 15 * (nth % 3)
  const [from, to] = [first!, second!]
  // The line bends; at its third it has gone a sixth of its way across.
  const across = ((to.x - from.x) * down * down) / (to.y - from.y) ** 2
  return { x: from.x + across, y: from.y + down }
}

const headAt = ({ x, y }: Point): string => `M${x} ${y}l-4 -7h8z`

/** Lines of at most so many letters; what is left of a long text is three dots. */
export function wrapped(said: string, letters: number, lines: number): readonly string[] {
  const whole = shortened(said, letters * lines)
  const found: string[] = []
  let line = ''
  for (const word of whole.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > letters) {
      found.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  const all = [...found, line].map(one => shortened(one, letters))
  return all.length <= lines ? all : [...all.slice(0, lines - 1), `${all[lines - 1]!.slice(0, letters - 1)}…`]
}

/** Paper is higher than wide by this. */
const paperRatio = 1.36
const narrowest = 760

export type Band = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Parts of it that fit a page each, cut between rows of steps. */
export function bandsOf({ width, height }: Picture, rowHeight: number): readonly Band[] {
  const across = Math.max(width, narrowest)
  const rows = Math.max(1, Math.floor((across * paperRatio - margin) / rowHeight))
  const step = rows * rowHeight
  const count = Math.max(1, Math.ceil((height - 2 * margin) / step))
  return Array.from({ length: count }, (_, i) => ({
    ...{ x: (width - across) / 2, width: across },
    // What stands under the last row of a page is said there and again on the next.
    ...{ y: i * step, height: Math.min(step + margin, height - i * step) },
  }))
}

/** The picture as a file. */
export function svgText({ shapes, width, height }: Picture, title: string): string {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
  const parts = shapes.map(({ kind, attributes, text: said }) => {
    const told = Object.entries(attributes).map(
      ([name, value]) => ` ${attributeName(name)}="${escaped(`${value}`)}"`,
    )
    return said === undefined
      ? `<${kind}${told.join('')}/>`
      : `<${kind}${told.join('')}>${escaped(said)}</${kind}>`
  })
  const ground = `<rect width="${width}" height="${height}" fill="${ink.paper}"/>`
  const begin = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><title>${escaped(title)}</title>${ground}`
  return `${begin}\n${parts.join('\n')}\n</svg>\n`
}

const attributeName = (name: string): string => name.replaceAll(/[A-Z]/g, one => `-${one.toLowerCase()}`)

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (said: string): string =>
  // Control characters are not allowed in XML at all.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  said.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replaceAll(/[&<>"]/g, one => marks[one]!)
