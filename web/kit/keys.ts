// What a key press means, whatever the keyboard's language. Not: who listens (use-keys.ts).
// Letters match the printed Latin letter, else the physical key; symbols match what is printed; AltGr is
// never ours.

/** What of a key press matters here; a `KeyboardEvent` fits. */
export type Press = {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly isComposing: boolean
  getModifierState(name: string): boolean
}

/**
 * The key itself: `j`, `?`, `Enter`; empty when the press belongs to typing (AltGr, dead keys, composition).
 */
export function keyOf(press: Press): string {
  if (press.isComposing || press.key === 'Dead') return ''
  if ((press.ctrlKey && press.altKey) || press.getModifierState('AltGraph')) return ''
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  if (key === ' ') return 'space'
  if (key.length > 1 || /^[\x21-\x7e]$/.test(key)) return key
  const physical = /^(?:Key([A-Z])|Digit(\d))$/.exec(press.code)
  return physical ? (physical[1]?.toLowerCase() ?? physical[2] ?? '') : key
}

/**
 * The combination in our spelling: `j`, `shift+j`, `mod+enter`, `mod+shift+enter`, `f8`, `arrowdown`,
 * `escape`, `?`.
 * Shift is named only where it does not already change the printed symbol. `mod` is ⌘ on a Mac, Ctrl
 * elsewhere.
 */
export function comboOf(press: Press, mac: boolean): string {
  const key = keyOf(press)
  if (key === '' || (key.length > 1 && /^(Shift|Control|Alt|Meta|AltGraph|CapsLock)$/.test(key))) return ''
  const mod = mac ? press.metaKey : press.ctrlKey
  const foreign = mac ? press.ctrlKey : press.metaKey
  if (foreign) return ''
  const named = key.length > 1 || /^[a-z0-9]$/.test(key)
  const parts = [mod && 'mod', press.altKey && 'alt', press.shiftKey && named && 'shift', key.toLowerCase()]
  return parts.filter(Boolean).join('+')
}

/**
 * Whether a combination is a single key that would be typed in a field: a letter, digit, symbol or the space.
 */
export const isSingleKey = (combo: string): boolean => /^(?:shift\+)?(?:.|space)$/.test(combo)

export type Step = { readonly hit?: string; readonly pending: string }

/**
 * Follows sequences like `g q`: given what is pending and the next combination, says what was hit or is now
 * pending.
 * @param known every combination and sequence somebody listens for
 */
export function follow(pending: string, combo: string, known: ReadonlySet<string>): Step {
  const whole = pending === '' ? combo : `${pending} ${combo}`
  if (known.has(whole)) return { hit: whole, pending: '' }
  for (const one of known) if (one.startsWith(`${whole} `)) return { pending: whole }
  if (pending === '') return { pending: '' }
  return follow('', combo, known)
}

/** How long a begun sequence waits for its next key. */
export const sequenceMs = 1_000

const signs: Record<string, string> = {
  enter: '↵',
  escape: 'Esc',
  arrowdown: '↓',
  arrowup: '↑',
  arrowleft: '←',
  arrowright: '→',
  backspace: '⌫',
  space: '␣',
  shift: '⇧',
  tab: 'Tab',
}

/** A combination as it is printed on the keys: `⌘↵`, `Ctrl+↵`, `⇧Y`, `g q`. */
export function printed(keys: string, mac: boolean): string {
  const one = (combo: string) => {
    const parts = combo.split('+')
    const shifted = parts.includes('shift')
    return parts
      .map(part => {
        if (part === 'mod') return mac ? '⌘' : 'Ctrl+'
        if (part === 'alt') return mac ? '⌥' : 'Alt+'
        if (signs[part]) return signs[part]
        return shifted || /^f\d+$/.test(part) ? part.toUpperCase() : part
      })
      .join('')
  }
  return keys.split(' ').map(one).join(' ')
}

/** Whether this browser's keyboard has a ⌘. */
export const isMac = (): boolean =>
  typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform ?? '')
