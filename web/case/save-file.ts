// Fetching a file that the server gives out over a short link. Not: what stands on the button.
import { get } from '#web/api/client.ts'

/** Saves it: the address answers with a file to keep, never with a page, so that nothing opens. */
export async function saveFile(path: string): Promise<void> {
  const link = document.createElement('a')
  link.href = (await get<{ url: string }>(path)).url
  link.download = ''
  link.rel = 'noopener noreferrer'
  link.click()
}
