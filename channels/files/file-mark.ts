// Kinds we know by marks of our own, before any library is asked: programs, shortcuts, disk images, and
// documents that carry macros or start something. Not: words (text-kind.ts) and archives (zip-list.ts).
import type { FileDanger } from '#core/case/file-fact.ts'
import type { Source } from './source.ts'

export type Mark = { readonly type: string; readonly dangers: readonly FileDanger[] }

type Rule = readonly [at: number, mark: string, found: Mark | ((source: Source, head: Buffer) => Mark)]

const program = (type: string): Mark => ({ type, dangers: ['program'] })
const diskImage = (type: string): Mark => ({ type, dangers: ['disk_image'] })

const rules: readonly Rule[] = [
  [0, 'MZ', program('application/x-msdownload')],
  [0, '\x7fELF', program('application/x-elf')],
  [0, '\xfe\xed\xfa\xce', program('application/x-mach-binary')],
  [0, '\xfe\xed\xfa\xcf', program('application/x-mach-binary')],
  [0, '\xce\xfa\xed\xfe', program('application/x-mach-binary')],
  [0, '\xcf\xfa\xed\xfe', program('application/x-mach-binary')],
  [0, '\xca\xfe\xba\xbe', program('application/x-mach-binary')],
  [0, '\x00asm', program('application/wasm')],
  [0, 'dex\n', program('application/x-dex')],
  [0, 'ITSF', program('application/vnd.ms-htmlhelp')],
  [0, '!<arch>\n', program('application/x-archive')],
  [0, '\xed\xab\xee\xdb', program('application/x-rpm')],
  [0, 'Cr24', program('application/x-google-chrome-extension')],
  [0, '\x4c\x00\x00\x00\x01\x14\x02\x00', { type: 'application/x-ms-shortcut', dangers: ['shortcut'] }],
  [0, '\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d', { type: 'application/onenote', dangers: ['macros'] }],
  [0x8001, 'CD001', diskImage('application/x-iso9660-image')],
  [0x8001, 'BEA01', diskImage('application/x-udf-image')],
  [0, 'conectix', diskImage('application/x-virtualbox-vhd')],
  [0, 'vhdxfile', diskImage('application/x-virtualbox-vhdx')],
  [0, 'KDMV', diskImage('application/x-vmdk')],
  [0, 'QFI\xfb', diskImage('application/x-qemu-disk')],
  [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', compound],
  [0, '{\\rt', richText],
]

/** The kind by a mark of ours; null: it bears none. */
export function markOf(head: Buffer, source: Source): Mark | null {
  for (const [at, mark, found] of rules)
    if (head.length >= at + mark.length && head.toString('latin1', at, at + mark.length) === mark)
      return typeof found === 'function' ? found(source, head) : found
  if (
    head.subarray(0, 1024).includes('%PDF-') &&
    /^\s*%PDF-|^[^<]{0,1000}%PDF-/.test(head.toString('latin1', 0, 1100))
  )
    return pdf(source)
  return isDmg(source) ? diskImage('application/x-apple-diskimage') : null
}

const wholeMost = 16 * 1024 * 1024
const whole = (source: Source): Buffer => source.read(0, Math.min(source.size, wholeMost))
const utf16 = (words: string): Buffer => Buffer.from(words, 'utf16le')
const vba = [utf16('_VBA_PROJECT'), utf16('Macros'), utf16('VBA')]
/** The class an installer's root names, as it lies in the file. */
const installer = Buffer.from('84100c0000000000c000000000000046', 'hex')

/** Documents of old offices, mails of Outlook, installers: one container for all. */
function compound(source: Source): Mark {
  const bytes = whole(source)
  if (bytes.includes(installer)) return program('application/x-msi')
  const has = (words: string) => bytes.includes(utf16(words))
  const isMacro = vba.some(mark => bytes.includes(mark)) || bytes.includes('Excel 4.0') || has('Ole10Native')
  const type = has('WordDocument')
    ? 'application/msword'
    : has('Workbook')
      ? 'application/vnd.ms-excel'
      : has('PowerPoint Document')
        ? 'application/vnd.ms-powerpoint'
        : has('__properties_version1')
          ? 'application/vnd.ms-outlook'
          : 'application/x-ole-storage'
  return { type, dangers: isMacro ? ['macros'] : [] }
}

function richText(source: Source): Mark {
  const isActive = /\\objdata|\\objupdate|\\objlink|\\objautlink/.test(whole(source).toString('latin1'))
  return { type: 'application/rtf', dangers: isActive ? ['macros'] : [] }
}

/** A PDF that starts something, as far as its bytes say so uncompressed. */
function pdf(source: Source): Mark {
  const words = whole(source)
  const isActive = ['/Launch', '/JavaScript', '/RichMedia'].some(mark => words.includes(mark))
  return { type: 'application/pdf', dangers: isActive ? ['macros'] : [] }
}

const isDmg = (source: Source): boolean =>
  source.size >= 512 && source.read(source.size - 512, 4).toString('latin1') === 'koly'
