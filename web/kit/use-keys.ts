// Who listens to which keys, in layers: a sheet hides what lies under it. Not: what a press means (keys.ts).
import {
  createContext,
  createElement,
  type ReactNode,
  useContext,
  useId,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react'
import { comboOf, follow, isMac, isSingleKey, sequenceMs } from './keys.ts'

type Run = (event: KeyboardEvent) => void
/**
 * What a key does; with `does` it stands in the sheet of keys. `inFields: false`: a field keeps it, for its
 * own undoing.
 */
export type KeyDoes = Run | { readonly does: string; readonly run: Run; readonly inFields?: boolean }
export type KeyMap = Readonly<Record<string, KeyDoes | undefined>>
/**
 * `everywhere` for the shell, `screen` for a page, `list` for what is focused in it, `call` also while
 * typing.
 */
export type KeyScope = 'everywhere' | 'screen' | 'list' | 'call'

type Listener = { readonly map: () => KeyMap; readonly scope: KeyScope; readonly layer: string }

const listeners: Listener[] = []
const layers: string[] = []
const watchers = new Set<() => void>()
let pending = ''
let forget: ReturnType<typeof setTimeout> | undefined
let singleKeys = true

const tell = () => {
  for (const watcher of watchers) watcher()
}
const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Switches the single keys on or off (a preference of the agent); ⌘/Ctrl, function keys and Esc stay. */
export const setSingleKeys = (on: boolean): void => {
  singleKeys = on
}

const orderOf = { everywhere: 0, screen: 1, list: 2, call: 3 } as const satisfies Record<KeyScope, number>

/** Those who may hear a key now, nearest first. */
function audible(): Listener[] {
  const top = layers.at(-1) ?? ''
  return listeners
    .filter(one => one.layer === top || one.scope === 'call')
    .toReversed()
    .sort((a, b) => orderOf[b.scope] - orderOf[a.scope])
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit|range)$/.test(target.type)))

/** Whether the element itself makes something of this key, so that it is not ours to take. */
function isTaken(combo: string, target: EventTarget | null): boolean {
  if (isField(target)) return !/^(mod\+|f\d+$|shift\+f\d+$|escape$)/.test(combo)
  if (!(target instanceof Element)) return false
  if (target.closest('[role="menu"],[role="listbox"]')) return combo !== 'escape' && !combo.startsWith('mod+')
  const presses = combo === 'enter' || combo === 'space'
  return presses && target.closest('button,a[href],summary,input') !== null
}

/**
 * ⌘/Ctrl+Enter presses the main button of the form in focus, else of the topmost sheet, else of the screen.
 */
function pressMain(which: 'main' | 'second'): boolean {
  const selector = `[data-${which}]:not([aria-disabled="true"])`
  const near = document.activeElement?.closest('form,[data-form]')
  const sheet = [...document.querySelectorAll('[role="dialog"]')].at(-1)
  const found =
    near?.querySelector(selector) ?? (sheet ?? document.querySelector('main'))?.querySelector(selector)
  if (!(found instanceof HTMLElement)) return false
  found.click()
  return true
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  const combo = comboOf(event, isMac())
  if (combo === '') return
  if (combo === 'mod+enter' || combo === 'mod+shift+enter') {
    if (pressMain(combo === 'mod+enter' ? 'main' : 'second')) event.preventDefault()
    return
  }
  if (isTaken(combo, event.target)) return
  if (isSingleKey(combo) && !singleKeys) return
  const heard = audible()
  const known = new Set(heard.flatMap(one => Object.keys(one.map()).filter(key => one.map()[key])))
  const step = follow(pending, combo, known)
  const { hit = '' } = step
  const does = heard.map(one => one.map()[hit]).find(one => one !== undefined)
  if (typeof does === 'object' && does.inFields === false && isField(event.target)) return
  setPending(step.pending)
  if (step.pending !== '') event.preventDefault()
  if (!does) return
  event.preventDefault()
  if (typeof does === 'function') does(event)
  else does.run(event)
}

function setPending(next: string): void {
  if (forget !== undefined) clearTimeout(forget)
  forget = next === '' ? undefined : setTimeout(() => setPending(''), sequenceMs)
  if (next === pending) return
  pending = next
  tell()
}

const LayerContext = createContext('')

/** A layer of its own: while it stands, keys under it are silent (except those of a call). */
export function KeyLayer({ children }: { children: ReactNode }) {
  const id = useId()
  useLayoutEffect(() => {
    layers.push(id)
    tell()
    return () => {
      layers.splice(layers.indexOf(id), 1)
      tell()
    }
  }, [id])
  return createElement(LayerContext, { value: id }, children)
}

/**
 * Listens to keys while the component stands: `useKeys({ j: down, 'g q': toQueue }, 'screen')`.
 * Works outside fields only; the nearest listener wins. Handlers may change with every drawing.
 * It listens before the screen is painted: a key pressed as soon as one sees what it does is not lost.
 */
export function useKeys(map: KeyMap, scope: KeyScope = 'screen'): void {
  const layer = useContext(LayerContext)
  const latest = useRef(map)
  latest.current = map
  const named = Object.entries(map)
    .map(([key, does]) => `${key}${does ? '' : '-'}${typeof does === 'object' ? does.does : ''}`)
    .join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names are what watchers see of the map
  useLayoutEffect(() => {
    const listener: Listener = { map: () => latest.current, scope, layer }
    if (listeners.length === 0) document.addEventListener('keydown', onKeyDown)
    listeners.push(listener)
    tell()
    return () => {
      listeners.splice(listeners.indexOf(listener), 1)
      if (listeners.length === 0) document.removeEventListener('keydown', onKeyDown)
      tell()
    }
  }, [scope, layer, named])
}

/** The begun sequence, to be shown while it waits; empty when there is none. */
export const usePendingKeys = (): string => useSyncExternalStore(watch, () => pending)

export type KeyLine = { readonly keys: string; readonly does: string; readonly scope: KeyScope }

/** The keys that would work on the screen now, nearest first, as the sheet of keys lists them. */
export function keyLines(): KeyLine[] {
  const lines = new Map<string, KeyLine>()
  const under = listeners.filter(one => one.layer === '').toReversed()
  for (const one of under.sort((a, b) => orderOf[b.scope] - orderOf[a.scope]))
    for (const [keys, does] of Object.entries(one.map()))
      if (typeof does === 'object' && !lines.has(keys))
        lines.set(keys, { keys, does: does.does, scope: one.scope })
  return [...lines.values()]
}
