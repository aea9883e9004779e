// What a file's name alone tells: what a double click would make of it, and whether it hides something. Names
// are strangers' words; a list of endings is a list of what their computers do with them.
import type { FileDanger } from '#core/case/file-fact.ts'

const set = (endings: string): ReadonlySet<string> => new Set(endings.split(' '))

const programs = set(
  'exe com scr pif cpl msi msp mst dll sys drv ocx xll jar apk aab app deb rpm pkg appx appxbundle msix ' +
    'xpi crx gadget bin run elf so dylib class chm hlp application',
)
/** Scripts that start when they are clicked on. */
const clickable = set(
  'bat cmd ps1 psm1 ps1xml vbs vbe js jse wsf wsh wsc sct hta reg scf inf command terminal workflow',
)
/** Scripts that somebody has to start. */
const sources = set('sh bash zsh csh py pyw pyc pl rb lua php php3 php5 phtml phar asp aspx jsp jspx cgi')
const shortcuts = set(
  'lnk url desktop webloc website library-ms search-ms searchconnector-ms ' +
    'settingcontent-ms appref-ms theme diagcab',
)
const diskImages = set('iso img vhd vhdx vmdk dmg udf')
const macroDocuments = set(
  'docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm mdb accdb accde one onepkg',
)
const activePages = set('mht mhtml xht xhtml')
/** Endings nobody expects anything to run from. */
const quiet = set(
  'pdf txt log csv doc docx xls xlsx ppt pptx odt ods odp rtf jpg jpeg png gif webp heic bmp tif tiff ' +
    'mp3 mp4 mov avi wav zip xml json eml htm html',
)
/** Endings whose files are pictures, films, sound, plain words or a PDF, and nothing else. */
export const plainEndings = set(
  'pdf txt log csv jpg jpeg png gif webp heic heif bmp tif tiff mp3 mp4 mov avi wav ogg webm',
)

// Embeddings, overrides and isolates turn a name around; marks of direction alone do not.
const turned = /[\u202a-\u202e\u2066-\u2069]/
const unseen = /[\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const controls = /[\u0000-\u001f\u007f]/g

/** The last part of a path as systems that would open it read it: no stream, no dots or blanks behind. */
const seen = (name: string): string =>
  (name.split(/[\\/]/).pop() ?? '')
    .replace(controls, '')
    .replace(unseen, '')
    .normalize('NFKC')
    .replace(/:.*$/s, '')
    .replace(/[\s.]+$/, '')
    .toLowerCase()

/** The ending of a name, without its dot; empty where there is none. */
export const endingOf = (name: string): string => /\.([a-z0-9_-]{1,24})$/.exec(seen(name))?.[1] ?? ''

const rough = (name: string): string => /\.([^.\\/]{1,30})$/.exec(name.trimEnd())?.[1]?.toLowerCase() ?? ''

/** What is to be feared of a name by itself. */
export function nameDangers(name: string): FileDanger[] {
  const ending = endingOf(name)
  const found: FileDanger[] = []
  const own = byEnding(ending)
  if (own) found.push(own)
  const before = /\.([a-z0-9]{1,8})\s*\.[a-z0-9_-]{1,24}$/.exec(seen(name))?.[1] ?? ''
  if (own && quiet.has(before)) found.push('disguised')
  // What is not seen stands within the ending: it reads as another than it is.
  const isUnseen = unseen.test(rough(name))
  unseen.lastIndex = 0
  if (turned.test(name) || isUnseen) found.push('hidden_name')
  return found
}

function byEnding(ending: string): FileDanger | null {
  if (programs.has(ending)) return 'program'
  if (clickable.has(ending) || sources.has(ending)) return 'script'
  if (shortcuts.has(ending)) return 'shortcut'
  if (diskImages.has(ending)) return 'disk_image'
  if (macroDocuments.has(ending)) return 'macros'
  return activePages.has(ending) ? 'active_page' : null
}

/** Whether a name within an archive is one of those that start something when they are clicked on. */
export function isDangerousWithin(name: string): boolean {
  const ending = endingOf(name)
  const found = nameDangers(name)
  return (
    found.some(one => one !== 'active_page' && one !== 'macros' && one !== 'script') || clickable.has(ending)
  )
}
