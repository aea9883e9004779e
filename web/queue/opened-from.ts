// From which list a case was opened, so that the case can lead back and on to its neighbours. Kept for this
// tab.
import { searchOf, type View, viewOf } from './view.ts'

const name = 'tierline.opened-from'
let current: View | null = null

/** Remembers the list that is on the screen. */
export function rememberList(view: View): void {
  current = view
  try {
    sessionStorage.setItem(name, JSON.stringify([view.list, searchOf(view)]))
  } catch {
    // Without storage the list is known until the page is loaded anew.
  }
}

/** The list last looked at; `mine` when there was none. */
export function listOpened(): View {
  if (current) return current
  try {
    const [list, search] = JSON.parse(sessionStorage.getItem(name) ?? '["mine",{}]') as [
      string,
      Record<string, string>,
    ]
    current = viewOf(list, new URLSearchParams(search).toString())
  } catch {
    current = viewOf('mine', '')
  }
  return current
}
