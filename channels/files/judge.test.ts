// What files are, whatever they are called, and which of them are to be feared.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FileDanger } from '#core/case/file-fact.ts'
import { dangersOf, judge } from './judge.ts'
import { bytesSource } from './source.ts'
import { gzipOf, tarOf, zipOf } from './testing.ts'

const judged = async (bytes: Buffer | string, name = 'file') => {
  const judgement = await judge(bytesSource(Buffer.from(bytes as string, 'latin1')))
  return { ...judgement, all: dangersOf(judgement, name).toSorted() }
}
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const utf16 = (words: string) => Buffer.from(words, 'utf16le').toString('latin1')
const ole = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'

type Case = readonly [what: string, bytes: Buffer | string, name: string, found: string, ...FileDanger[]]
const harmless: readonly Case[] = [
  ['a picture', png, 'photo.png', 'image/png'],
  ['a PDF', '%PDF-1.4\n1 0 obj\n', 'manual.pdf', 'application/pdf'],
  ['a log', '12:00 started\n12:01 <b>failed</b>\n', 'router.log', 'text/plain'],
  ['words in an older encoding', 'Gr\xfc\xdfe aus K\xf6ln\n', 'gruss.txt', 'text/plain'],
  ['words with a mark of their order', `\xff\xfe${utf16('hello')}`, 'a.txt', 'text/plain'],
  ['a page that only says something', '<!doctype html><p>hello</p>', 'page.html', 'text/html'],
  ['a still drawing', '<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>', 'a.svg', 'image/svg+xml'],
  ['an archive of pictures', zipOf([{ name: 'a.png', bytes: png }]), 'a.zip', 'application/zip'],
  ['a tar of logs', tarOf([{ name: 'a.log' }]), 'a.tar', 'application/x-tar'],
  ['a packed tar', gzipOf(tarOf([{ name: 'a.log' }])), 'a.tgz', 'application/gzip'],
  ['a name with directions in Hebrew order', 'x', '\u200fשלום.txt', 'text/plain'],
  ['a name with two dots', 'x', 'report.2026.txt', 'text/plain'],
  ['nothing at all', '', 'empty.txt', 'application/x-empty'],
]
const feared: readonly Case[] = [
  ['a program', 'MZ\x90\0', 'setup.exe', 'application/x-msdownload', 'program'],
  ['a program by another name', 'MZ\x90\0', 'a.pdf', 'application/x-msdownload', 'disguised', 'program'],
  ['a program of Linux', '\x7fELF\x02', 'run', 'application/x-elf', 'program'],
  ['an empty file with the name of a program', '', 'a.scr', 'application/x-empty', 'program'],
  ['two endings', 'x', 'invoice.pdf.exe', 'text/plain', 'disguised', 'program'],
  ['blanks before the ending', 'x', 'invoice.pdf      .exe', 'text/plain', 'disguised', 'program'],
  ['dots behind the ending', 'x', 'setup.exe. .', 'text/plain', 'program'],
  ['a stream behind the ending', 'x', 'setup.exe::$DATA', 'text/plain', 'program'],
  ['a name turned around', 'x', 'photo\u202egpj.exe', 'text/plain', 'hidden_name', 'program'],
  ['an unseen letter in the ending', 'x', 'setup.e\u200bxe', 'text/plain', 'hidden_name', 'program'],
  ['wide letters in the ending', 'x', 'setup.ｅｘｅ', 'text/plain', 'program'],
  ['a script', '#!/bin/sh\nrm -rf ~\n', 'notes.txt', 'text/x-shellscript', 'disguised', 'script'],
  ['a script by its name', 'WScript.Echo(1)', 'readme.js', 'text/plain', 'script'],
  ['a script of a server', '<?php system($_GET[0]);', 'a.jpg', 'text/x-php', 'disguised', 'script'],
  ['a shortcut', '\x4c\0\0\0\x01\x14\x02\0', 'a.lnk', 'application/x-ms-shortcut', 'shortcut'],
  ['a shortcut to a page', '[InternetShortcut]\nURL=file://x', 'a.url', 'application/x-mswinurl', 'shortcut'],
  ['a disk', `${'\0'.repeat(0x8001)}CD001`, 'a.iso', 'application/x-iso9660-image', 'disk_image'],
  ['a page that acts', '<html><script>x()</script>', 'a.html', 'text/html', 'active_page'],
  ['a page with a doing', '<body onload=x()>', 'a.html', 'text/html', 'active_page'],
  ['a drawing that acts', '<svg onload="x()"/>', 'a.svg', 'image/svg+xml', 'active_page'],
  ['a page called a picture', '<html><p>hi</p>', 'a.png', 'text/html', 'disguised'],
  ['a page far down', `<html>${' '.repeat(200_000)}<script>`, 'a.htm', 'text/html', 'active_page'],
  [
    'an old document with macros',
    `${ole}${utf16('_VBA_PROJECT')}`,
    'a.doc',
    'application/x-ole-storage',
    'macros',
  ],
  ['a PDF that starts something', '%PDF-1.4 /S /Launch', 'a.pdf', 'application/pdf', 'macros'],
  ['rich text with an object', '{\\rtf1 \\objdata 01', 'a.doc', 'application/rtf', 'macros'],
  [
    'a picture that is an archive',
    Buffer.concat([png, zipOf([{ name: 'a' }])]),
    'a.png',
    'image/png',
    'two_kinds',
  ],
  ['a picture that is a script', 'GIF89a<script>x()</script>', 'a.gif', 'image/gif', 'two_kinds'],
  ['an archive called a picture', zipOf([{ name: 'a' }]), 'a.jpg', 'application/zip', 'disguised'],
  [
    'a document with macros',
    zipOf([{ name: '[Content_Types].xml' }, { name: 'word/document.xml' }, { name: 'word/vbaProject.bin' }]),
    'a.docx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'macros',
  ],
  [
    'a program in Java',
    zipOf([{ name: 'META-INF/MANIFEST.MF' }, { name: 'A.class' }]),
    'a.zip',
    'application/java-archive',
    'archive_holds',
    'program',
  ],
]

describe('a file', () => {
  for (const [what, bytes, name, found, ...dangers] of [...harmless, ...feared])
    it(`${what} is ${dangers.join(' and ') || 'harmless'}`, async () => {
      const one = await judged(bytes, name)
      assert.deepEqual([one.found, one.all], [found, dangers.toSorted()])
    })
})

describe('an archive', () => {
  it('tells the names it holds, and how many', async () => {
    const { holds } = await judged(zipOf([{ name: 'a.png', bytes: png }, { name: 'b/c.log' }]))
    assert.deepEqual(holds, { names: ['a.png', 'b/c.log'], count: 2, bytes: png.length })
  })
  const bad: readonly (readonly [string, Buffer, FileDanger])[] = [
    ['that holds a program', zipOf([{ name: 'docs/setup.exe' }]), 'archive_holds'],
    [
      'within an archive that holds a program',
      zipOf([{ name: 'a.zip', bytes: zipOf([{ name: 'a.lnk' }]) }]),
      'archive_holds',
    ],
    ['that leaves its folder', zipOf([{ name: '../../etc/passwd' }]), 'archive_paths'],
    ['that leaves it as Windows writes it', zipOf([{ name: '..\\..\\x' }]), 'archive_paths'],
    ['with a path from the root', zipOf([{ name: '/etc/passwd' }]), 'archive_paths'],
    ['with a path of a drive', zipOf([{ name: 'C:/x' }]), 'archive_paths'],
    [
      'with a link',
      zipOf([{ name: 'a', bytes: Buffer.from('/etc/passwd'), mode: 0o120777 }]),
      'archive_paths',
    ],
    ['that is locked', zipOf([{ name: 'a', flags: 1 }]), 'archive_locked'],
    [
      'that was cut off',
      zipOf([{ name: 'a', bytes: Buffer.alloc(999, 1) }]).subarray(0, 60),
      'archive_broken',
    ],
    [
      'whose entries lie over each other',
      zipOf([
        { name: 'a', bytes: Buffer.alloc(999, 1) },
        { name: 'b', at: 0 },
      ]),
      'archive_bomb',
    ],
    ['that says it holds 2 GB', zipOf([{ name: 'a', says: 2 * 1024 ** 3 }]), 'archive_bomb'],
    [
      'that swells more than two hundred times',
      zipOf([{ name: 'a', bytes: Buffer.alloc(20_000_000) }]),
      'archive_bomb',
    ],
    ['a tar with a link', tarOf([{ name: 'a', link: '/etc/passwd' }]), 'archive_paths'],
    ['a tar that leaves its folder', tarOf([{ name: '../x' }]), 'archive_paths'],
    ['a tar that holds a program', tarOf([{ name: 'a.exe' }]), 'archive_holds'],
    ['a packed tar that holds a program', gzipOf(tarOf([{ name: 'a.exe' }])), 'archive_holds'],
    ['a gzip that swells', gzipOf(Buffer.alloc(60_000_000)), 'archive_bomb'],
    ['a gzip that is none', Buffer.from('\x1f\x8b\x08junkjunkjunkjunk', 'latin1'), 'archive_broken'],
  ]
  for (const [what, bytes, danger] of bad)
    it(`${what} is not given out: ${danger}`, async () => {
      const { dangers } = await judged(bytes)
      assert.ok(dangers.includes(danger), dangers.join(' '))
    })
  it('whose entry within lies about itself is broken, and is not unpacked any further', async () => {
    const inner = zipOf([{ name: 'a.exe' }])
    const lie = zipOf([{ name: 'a.zip', bytes: inner, says: inner.length - 1, method: 8 }])
    const { dangers } = await judged(lie)
    assert.deepEqual(dangers, ['archive_broken'])
  })
})
