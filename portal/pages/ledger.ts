// The ledger of a case as its customer reads it: newest first, by days, each line with what it means to him.
import type { CustomerFile } from '#core/case/customer-file.ts'
import type { CustomerEntry } from '#core/case/customer-line.ts'
import { markedName, pictureMark } from '#core/reply/picture-mark.ts'
import { glyph } from '#portal/glyphs.ts'
import { html, isEmpty, type Markup, type Part } from '#portal/html.ts'
import {
  type Owed,
  type OwedKeys,
  ourLetter,
  ourWords,
  type Page,
  quoted,
  spanWhen,
  timeMark,
  withOwed,
  withTime,
} from '#portal/page.ts'
import { kilobytes } from '#portal/pages/ask.ts'
import { goodwillShows } from '#portal/pages/goodwill-line.ts'
import { proposalShows } from '#portal/pages/proposal.ts'
import { walkShown } from '#portal/pages/walk-line.ts'
import type { PictureOf } from '#words/written.ts'

type Kind = CustomerEntry['kind']
type Of<K extends Kind> = Extract<CustomerEntry, { kind: K }>
type Shown = { readonly title: string; readonly body: Part }
type Reading = {
  readonly page: Page
  readonly fileLink: (file: CustomerFile) => string
  readonly pictureLink: (file: CustomerFile, size?: 'large') => string | null
}
type Show<K extends Kind> = (entry: Of<K>, reading: Reading) => Shown

/** So many lines are shown at first. */
export const linesShown = 12

const due =
  (title: string, keys: OwedKeys, done = false) =>
  (entry: Owed, { page }: Reading): Shown => ({
    title: page.say(title),
    body: html`<p>${done && html`${glyph('done', 'kept')} `}${withOwed(page, keys, entry)}</p>`,
  })

const keptKeys = ['portal.line_kept_text', 'portal.line_kept_window'] as const
const lateKeys = ['portal.line_late_text', 'portal.line_late_window'] as const
const movedFrom = ['portal.line_moved_from', 'portal.line_moved_from_window'] as const
const movedTo = ['portal.line_moved_to', 'portal.line_moved_to_window'] as const

const plain = (title: string, text: string, values: Record<string, string> = {}, page: Page): Shown => ({
  title: page.say(title, values),
  body: html`<p>${page.say(text, values)}</p>`,
})

/** A line that is said by its title. */
const title =
  (key: string) =>
  (_entry: unknown, { page }: Reading): Shown => ({ title: page.say(key), body: null })

const shows: { readonly [K in Kind]: Show<K> } = {
  opened: (_entry, { page }) => plain('portal.line_opened', 'portal.line_opened_text', {}, page),
  said: (entry, reading) => ({
    title: reading.page.say('portal.you_told'),
    body: html`${quoted(reading.page, entry.words)}${fileList(entry.files, reading)}`,
  }),
  wrote: (entry, reading) => ({
    title: entry.who
      ? reading.page.say('portal.line_wrote', { who: entry.who })
      : reading.page.say('portal.line_we_wrote'),
    body: html`${ourLetter(reading.page, entry.words, picturesOf(entry.files, reading))}${fileList(entry.files, reading, entry.words)}`,
  }),
  contact: contactShown,
  step: stepShown,
  promised: (entry, { page }) => ({
    title: page.say('portal.line_promised'),
    body: html`${ourWords(page, entry.topic)}<p class="why">${byWhom(page, entry)}</p>`,
  }),
  kept: (entry, reading) =>
    due(entry.late ? 'portal.line_kept_late' : 'portal.line_kept', keptKeys, true)(entry, reading),
  late: due('portal.line_late', lateKeys),
  missed: due('portal.line_missed', lateKeys),
  withdrawn: due('portal.line_withdrawn', lateKeys),
  will_ask: ({ dueAt }, { page }) => ({
    title: page.say('portal.line_will_ask'),
    body: html`<p>${withTime(page, 'portal.asked_back', dueAt)}</p>`,
  }),
  not_reached: (_entry, { page }) =>
    plain('portal.line_not_reached', 'portal.line_not_reached_text', {}, page),
  told_us: ({ score, words }, { page }) => ({
    title: page.say('portal.line_told_us', { score }),
    body: words !== null && quoted(page, words),
  }),
  moved: (entry, { page }) => ({
    title: page.say('portal.line_moved'),
    body: html`<p>${withOwed(page, movedFrom, entry)} ${withOwed(page, movedTo, entry.to)}</p>`,
  }),
  contact_is: ({ who, another }, { page }) =>
    plain(
      'portal.line_contact',
      another ? 'portal.line_contact_another' : 'portal.line_contact_text',
      { who },
      page,
    ),
  worker_is: ({ who, role }, { page }) =>
    plain('portal.line_worker', 'portal.line_worker_text', { who, role }, page),
  joined: ({ who, role, expert, hears }, { page }) => ({
    title: expert ? page.say('portal.line_joined_expert') : page.say('portal.line_joined', { role }),
    body: html`<p>${page.say('portal.line_joined_text', { who })}</p>${
      hears !== null && html`<p class="why">${withTime(page, 'portal.line_joined_hears', hears.dueAt)}</p>`
    }`,
  }),
  lead_alerted: ({ because }, { page }) =>
    plain('portal.line_help_raised', 'portal.line_lead_alerted', { because }, page),
  asked_inside: title('portal.line_asked_inside'),
  target_late: ({ target, dueAt }, { page }) => ({
    title: page.say('portal.line_target_late', { target }),
    body: dueAt !== null && html`<p>${withOwed(page, lateKeys, { from: null, dueAt })}</p>`,
  }),
  asked: (entry, { page }) => ({
    title: page.say('portal.line_asked'),
    body: quoted(page, entry.question),
  }),
  answered: (entry, { page }) => ({
    title: page.say('portal.line_answered'),
    body: html`${quoted(page, entry.question)}${ourWords(page, entry.answer)}`,
  }),
  question_ended: ({ question, how }, { page }) => ({
    title: page.say('portal.line_question_ended', { how }),
    body: quoted(page, question),
  }),
  waiting: (entry, { page }) => ({
    title: page.say(`portal.status_${entry.whom === 'visit' ? 'visit_booked' : 'waiting_supplier'}`),
    body: entry.until !== null && html`<p>${withTime(page, 'portal.line_until', entry.until)}</p>`,
  }),
  help: (entry, { page }) => ({
    title: page.say('portal.line_help'),
    body: html`<p>${page.say(`portal.help_${entry.reason}`)}</p>${
      entry.words !== null && quoted(page, entry.words)
    }<p class="why">${withTime(page, 'portal.answer_by', entry.answerBy)}</p>`,
  }),
  help_read: ({ who }, { page }) =>
    who
      ? plain('portal.line_help_read', 'portal.line_help_read_text', { who }, page)
      : { title: page.say('portal.line_help_read'), body: null },
  help_passed_on: title('portal.line_help_passed_on'),
  help_explained: ({ how }, { page }) =>
    plain('portal.line_help_explained', 'portal.line_help_explained_text', { how }, page),
  help_reply: ({ reply }, { page }) => ({ title: page.say('portal.line_help_reply', { reply }), body: null }),
  help_raised: ({ answerBy }, { page }) => ({
    title: page.say('portal.line_help_raised'),
    body: html`<p class="why">${withTime(page, 'portal.answer_by', answerBy)}</p>`,
  }),
  help_withdrawn: title('portal.line_help_withdrawn'),
  help_late: title('portal.line_help_late'),
  ...goodwillShows,
  ...proposalShows,
  severity: (entry, { page }) => ({
    title: page.say('portal.line_severity', { severity: String(entry.severity) }),
    body: entry.words === undefined ? null : ourWords(page, entry.words),
  }),
  solved: (entry, { page }) => ({
    title: page.say('portal.status_solved'),
    body: ourWords(page, entry.fix),
  }),
  closed: ({ reason, instead }, { page }) => ({
    title: page.say('portal.line_closed'),
    body: html`<p>${page.say('portal.line_closed_text', { reason })}</p>${ourWords(page, instead)}`,
  }),
  reopened: (_entry, { page }) => plain('portal.line_reopened', 'portal.line_reopened_text', {}, page),
  walk: (entry, reading) => {
    const { title, body } = walkShown(reading.page, entry)
    return { title, body: html`${body}${fileList(entry.files, reading)}` }
  },
  merged: (_entry, { page }) => plain('portal.line_merged', 'portal.line_merged_text', {}, page),
  parted: (_entry, { page }) => plain('portal.line_parted', 'portal.line_parted_text', {}, page),
}

/** Who keeps it and by when; a window stands for itself. */
const byWhom = (page: Page, { who, from, dueAt }: Of<'promised'>): Markup =>
  from === null
    ? withTime(page, 'portal.by_time', dueAt, { who: who ?? '', known: who ? 'yes' : 'no' })
    : html`${who && `${who}, `}${spanWhen(page, from, dueAt)}`

function contactShown(entry: Of<'contact'>, { page }: Reading): Shown {
  const phone = entry.reach === 'reached' ? `phone_${entry.direction}` : entry.reach
  const how = entry.means === 'phone' ? phone : entry.means
  const reached = entry.reach === 'reached' && entry.minutes > 0
  return {
    title: page.say(`portal.contact_${how}`),
    body:
      (entry.who || reached) &&
      html`<p>${[entry.who, reached && page.say('portal.minutes', { n: entry.minutes })]
        .filter(Boolean)
        .join(' · ')}</p>`,
  }
}

function stepShown(entry: Of<'step'>, { page }: Reading): Shown {
  const { say } = page
  const result = entry.result ?? say(`portal.outcome_${entry.outcome}`)
  return {
    title: say(entry.doneBy === 'customer' ? 'portal.you_tried' : 'portal.we_tried'),
    body: html`${ourWords(page, entry.what)}<dl class="why">${
      entry.why && html`<dt>${say('portal.why')}</dt><dd class="words">${entry.why}</dd>`
    }<dt>${say('portal.result')}</dt><dd class="words">${result}</dd></dl>`,
  }
}

/** Of what the words show already the name is enough. */
function fileList(files: readonly CustomerFile[], reading: Reading, words: string | null = null): Part {
  const isShown = ({ name }: CustomerFile) => words?.includes(pictureMark(name)) ?? false
  const lines = files.map(file => fileLine(file, reading, isShown(file)))
  return files.length > 0 && html`<ul class="files">${lines}</ul>`
}

/** The pictures a letter shows in its words. */
const picturesOf =
  (files: readonly CustomerFile[], { pictureLink }: Reading): PictureOf =>
  name => {
    const file = files.find(one => markedName(one.name) === name)
    return file ? pictureLink(file, 'large') : null
  }

/** A file by its name, with a picture of it where there is one; one that is kept back with the reason. */
function fileLine(file: CustomerFile, reading: Reading, isShown: boolean): Markup {
  const { page, fileLink, pictureLink } = reading
  const { name, size, held } = file
  const picture = isShown ? null : pictureLink(file)
  const alt = page.say('portal.picture_of', { name })
  return html`<li>${picture && html`<img class="thumb" src="${picture}" alt="${alt}" loading="lazy">`}${
    held ? html`<b>${name}</b>` : html`<a href="${fileLink(file)}" download>${name}</a>`
  } <span class="meta">${page.say('portal.kilobytes', { n: kilobytes(size) })}</span>${
    held && html`<p class="why">${page.say('portal.file_held')}</p>`
  }</li>`
}

/** The entries by days, newest first; `all` shows more than the first lines. */
export function ledger(reading: Reading, entries: readonly CustomerEntry[], all: boolean): Markup {
  const { page } = reading
  const newest = entries.toReversed()
  const shown = all ? newest : newest.slice(0, linesShown)
  const days = Map.groupBy(shown, entry => page.times.dayKey(entry.at))
  return html`${[...days.values()].map(
    day => html`<p class="meta day">${dayName(page, day[0]!)}</p>
<ol class="ledger">
${day.map(entry => line(reading, entry))}
</ol>`,
  )}${
    shown.length < newest.length &&
    html`<p><a class="link" href="?all=1">${page.say('portal.show_all', { count: newest.length })}</a></p>`
  }`
}

function dayName(page: Page, { at }: CustomerEntry): string {
  const { day } = page.times.when(at)
  return page.say('portal.day_heading', { day, date: page.times.heading(at) })
}

function line(reading: Reading, entry: CustomerEntry): Markup {
  const { title, body } = (shows[entry.kind] as Show<Kind>)(entry as never, reading)
  return html`<li id="e${entry.seq}">${timeMark(reading.page, entry.at)}<div><h3>${title}</h3>${
    isEmpty(body) ? '' : body
  }</div></li>
`
}
