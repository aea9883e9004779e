// Letters typed between the wish for a field and its coming up: kept, so that none is lost or taken for a
// key.

let kept = ''
let isHolding = false

const onKeyDown = (event: KeyboardEvent) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.key === 'Backspace') kept = kept.slice(0, -1)
  else if (event.key.length === 1) kept += event.key
  else return
  event.preventDefault()
  event.stopPropagation()
}

/** Begins to keep what is typed. */
export function holdTyping(): void {
  if (isHolding) return
  isHolding = true
  kept = ''
  document.addEventListener('keydown', onKeyDown, { capture: true })
}

/** Ends it and gives what was kept. */
export function takeTyping(): string {
  isHolding = false
  document.removeEventListener('keydown', onKeyDown, { capture: true })
  const text = kept
  kept = ''
  return text
}
