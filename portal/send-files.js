// Sends large files ahead of their form, piece by piece, and goes on where it stopped when the line was lost.
// Plain and small on purpose: where scripts do not run, the form sends its files itself. Not: how they are
// kept (server/http/growing-uploads.ts).

/** A piece must arrive within the server's patience on a slow line. Files no larger go with the form. */
const pieceBytes = 256 * 1024
/** So many attempts without one more byte, and it is given up: with the pauses, some five minutes. */
const attemptsMost = 14
const pauseMost = 30_000

for (const input of document.querySelectorAll('input[data-ahead]')) ahead(input)

function ahead(input) {
  const { form, dataset } = input
  const field = input.closest('.field')
  const [list, status] = [field.querySelector('.ahead'), field.querySelector('[aria-live]')]
  let coming = 0
  /** the button that was pressed while a file was on its way */
  let pressed = null
  /** the one that is on its way */
  let before = null
  let line = Promise.resolve()
  input.addEventListener('change', () => {
    const files = [...input.files]
    // Where one is asked for, the next takes the place of the one before.
    if (!input.multiple) {
      before?.stop.abort()
      before = null
      list.replaceChildren()
    }
    if (files.every(file => file.size <= pieceBytes)) return
    input.value = ''
    status.textContent = ''
    for (const file of files) add(file)
  })
  form.addEventListener('submit', event => {
    if (coming === 0) return
    event.preventDefault()
    pressed = event.submitter
    status.textContent = dataset.still
  })

  function add(file) {
    const row = rowOf(file, dataset)
    list.append(row.element)
    before = row
    coming += 1
    line = line
      .then(() => sent(file, dataset.ahead, row))
      .then(whole => row.element.replaceWith(boxOf(whole, said(dataset.came, { name: file.name }))))
      .catch(why => {
        row.element.remove()
        if (row.stop.signal.aborted) return
        // What is refused says why; what was given up may be chosen again.
        pressed = null
        status.textContent = why.says ? `${file.name}: ${why.says}` : said(dataset.lost, { name: file.name })
      })
      .finally(() => {
        coming -= 1
        if (coming > 0 || pressed === null) return
        status.textContent = ''
        form.requestSubmit(pressed)
      })
  }
}

const said = (sentence, values) => sentence.replace(/⟨(\w+)⟩/g, (_, name) => String(values[name] ?? ''))

/** How far a file is, with a way to take it away again. */
function rowOf({ name, size }, { coming, waiting, remove, stop: stopWords }) {
  const stop = new AbortController()
  const [element, words, bar, button] = ['div', 'span', 'progress', 'button'].map(tag =>
    document.createElement(tag),
  )
  element.className = 'coming'
  Object.assign(bar, { max: 100, value: 0 })
  Object.assign(button, { type: 'button', className: 'btn quiet', textContent: remove })
  // Heard by itself it says of what; beside the name it need not be as long as that.
  button.setAttribute('aria-label', said(stopWords, { name }))
  button.addEventListener('click', () => stop.abort())
  element.append(words, button, bar)
  const show = (offset, isWaiting) => {
    const percent = Math.floor((100 * offset) / size)
    words.textContent = said(isWaiting ? waiting : coming, { name, percent })
    bar.value = percent
    bar.setAttribute('aria-label', words.textContent)
  }
  show(0, false)
  return { element, stop, show }
}

/** A file that came goes with the form, unless its box is unticked. */
function boxOf({ id }, words) {
  const [label, box, text] = ['label', 'input', 'span'].map(tag => document.createElement(tag))
  label.className = 'choice'
  Object.assign(box, { type: 'checkbox', name: 'came', value: id, checked: true })
  text.textContent = words
  label.append(box, text)
  return label
}

/** Sends all of a file. Its digest lets it go on when it is chosen again, also on another page. */
async function sent(file, path, { stop, show }) {
  const { signal } = stop
  const sha256 = await digestOf(file)
  const wish = { name: file.name, type: file.type, size: file.size, ...(sha256 && { sha256 }) }
  let now = null
  let isKnown = false
  let isAnew = false
  try {
    for (let vain = 0; !now?.isWhole; ) {
      signal.throwIfAborted()
      const before = now?.offset ?? -1
      try {
        if (!now) now = await ask('POST', path, signal, { json: wish })
        else if (!isKnown) now = await ask('GET', `${path}/${now.id}`, signal)
        else {
          const piece = file.slice(now.offset, now.offset + pieceBytes)
          now = await ask('PATCH', `${path}/${now.id}`, signal, { piece, offset: now.offset })
        }
        isKnown = true
        if (now.offset > before) vain = 0
        show(now.offset, false)
      } catch (why) {
        isKnown = false
        vain += 1
        signal.throwIfAborted()
        // What came of it lies nowhere this node knows of: once it begins anew, and then says so.
        if (now && !isAnew && why.code === 'upload.not_found') {
          isAnew = true
          now = null
          continue
        }
        if (!mayGoOn(why) || vain >= attemptsMost) throw why
        show(Math.max(0, before), true)
        await untilOnline(Math.min(pauseMost, 250 * 2 ** vain), signal)
      }
    }
  } catch (why) {
    // Taken away again: what came of it is forgotten; whether that arrives matters to nobody.
    if (signal.aborted && now) void ask('DELETE', `${path}/${now.id}`).catch(() => null)
    throw why
  }
  return now
}

/** No answer, no time just now, or a piece that does not follow: how far it came is asked, and it goes on. */
const mayGoOn = ({ status = 0, code }) =>
  [0, 408, 429, 502, 503, 504].includes(status) || code === 'upload.other_offset'

async function ask(method, path, signal, { json, piece, offset } = {}) {
  const type = json ? 'application/json' : 'application/offset+octet-stream'
  const answer = await fetch(path, {
    method,
    signal,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'accept-language': document.documentElement.lang,
      ...((json || piece) && { 'content-type': type }),
      ...(piece && { 'upload-offset': String(offset) }),
    },
    body: json ? JSON.stringify(json) : piece,
  })
  const given = await answer.json().catch(() => null)
  if (answer.ok) return given
  throw Object.assign(new Error(), { status: answer.status, code: given?.code, says: given?.detail })
}

/** null: a page without TLS has no digests. */
async function digestOf(file) {
  if (!crypto.subtle) return null
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return Array.from(bytes, one => one.toString(16).padStart(2, '0')).join('')
}

/** So long, or until the browser says that the line is back, or nobody wants it any more. */
const untilOnline = (ms, signal) =>
  new Promise(done => {
    const timer = setTimeout(done, ms)
    const early = () => {
      clearTimeout(timer)
      done()
    }
    addEventListener('online', early, { once: true })
    signal.addEventListener('abort', early, { once: true })
  })
