// A script as it lies in a file: YAML (JSON is YAML), with every fault at its line. Not: what a fault is
// (core/script), nor its sentence for people.
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Document, type Node, parseDocument } from 'yaml'
import { checkScript, type Pictures, type SubScripts } from '#core/script/check-script.ts'
import type { FormFault } from '#core/script/form.ts'
import { parseScript } from '#core/script/parse-script.ts'
import type { Script } from '#core/script/script.ts'
import type { ScriptFault } from '#core/script/script-fault.ts'

/** Two thousand steps in six languages are some ten million letters. */
const lengthMax = 20_000_000
/**
 * How often what has an anchor may be used again, what is within it counted: no file unfolds to a thousand.
 */
const aliasesMax = 100

export type TextFault = { readonly line: number; readonly code: 'not_yaml'; readonly because: string }
export type PlacedFault =
  | TextFault
  | (FormFault & { readonly line: number })
  | (ScriptFault & { readonly line: number })

export type ReadScript = {
  /** null: its form is wrong */
  readonly script: Script | null
  /** as it was written, in JSON, where there is a script: what is kept of it */
  readonly form: unknown
  readonly faults: readonly PlacedFault[]
}

/** `subs`: the other scripts; null: they are not at hand, and nothing is said of sub-scripts. */
export function readScript(
  text: string,
  subs: SubScripts | null,
  pictures: Pictures | null = null,
): ReadScript {
  const lines = new LineCounter()
  const opened = open(text, lines)
  if ('faults' in opened) return { script: null, form: null, faults: opened.faults }
  const at = (path: string) => lines.linePos(offsetOf(opened.document, path)).line
  const parsed = parseScript(opened.form)
  if ('faults' in parsed)
    return { script: null, form: null, faults: parsed.faults.map(one => ({ ...one, line: at(one.path) })) }
  const faults = checkScript(parsed.script, subs, pictures).map(one => ({ ...one, line: at(one.path) }))
  return { script: parsed.script, form: opened.form, faults }
}

type Opened =
  | { readonly document: Document; readonly form: unknown }
  | { readonly faults: readonly TextFault[] }

function open(text: string, lines: LineCounter): Opened {
  const notYaml = (because: string, line = 1): Opened => ({ faults: [{ line, code: 'not_yaml', because }] })
  if (text.length > lengthMax) return notYaml(`longer than ${lengthMax} letters`)
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
    const wrong = [...document.errors, ...document.warnings]
    if (wrong.length === 0) return { document, form: document.toJS({ maxAliasCount: aliasesMax }) as unknown }
    return {
      faults: wrong.map(({ message, pos }) => ({
        line: lines.linePos(pos[0]).line,
        code: 'not_yaml',
        because: message,
      })),
    }
  } catch (problem) {
    // Brackets nested a thousandfold, or anchors that unfold without end: the reader gives up with these two.
    if (problem instanceof RangeError) return notYaml('nested too deep')
    if (problem instanceof ReferenceError) return notYaml(problem.message)
    throw problem
  }
}

/** Where in the text a place of the form is; of what is missing, where it would be. */
function offsetOf(document: Document, path: string): number {
  let node = document.contents as Node | null
  let offset = node?.range?.[0] ?? 0
  for (const key of path.split('.')) {
    if (isAlias(node)) node = node.resolve(document) ?? null
    if (isMap(node)) {
      const pair = node.items.find(one => isScalar(one.key) && String(one.key.value) === key)
      if (!pair) break
      offset = (pair.key as Node).range?.[0] ?? offset
      node = pair.value as Node | null
    } else if (isSeq(node)) {
      node = (node.items[Number(key)] as Node | undefined) ?? null
      offset = node?.range?.[0] ?? offset
    } else break
  }
  return offset
}
