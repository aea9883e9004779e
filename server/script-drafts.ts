// What becomes of a draft of a script: saved on top of what others saved meanwhile, judged, published.
// Not: who may (core/access/set-up.ts), nor how two drafts are put together (core/script/merge-drafts.ts).
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { calledBy, type Judged, judgeForm, shownBy } from '#core/script/judge-form.ts'
import { type Clash, type Json, mergeDrafts } from '#core/script/merge-drafts.ts'
import { parseScript } from '#core/script/parse-script.ts'
import type { Script } from '#core/script/script.ts'
import { canonical } from '#store/canonical.ts'
import type { Desk } from '#store/desk/desk.ts'
import type { ScriptDraft } from '#store/desk/script-draft.ts'

type Scripts = Pick<Desk, 'scripts' | 'scriptDrafts' | 'scriptPictures'>

export type Saving = {
  readonly slug: string
  readonly form: Json
  /** the revision it was made from; 0: of a published version, or of nothing */
  readonly revision: number
  /** the published version it was made from; without one, the live one */
  readonly version?: number | undefined
  readonly at: Instant
  readonly by: AgentId
}
export type Saved = { readonly draft: ScriptDraft; readonly clashes: readonly Clash[] }

const triesMax = 5

/** Saves a draft; `busy` where others were quicker each time. */
export async function saveDraft(desk: Scripts, saving: Saving): Promise<Saved | 'busy'> {
  const { slug, at, by } = saving
  for (let tries = 0; tries < triesMax; tries++) {
    const newest = await desk.scriptDrafts.newest(slug)
    const { draft: form, clashes } = await putTogether(desk, saving, newest)
    // Saving what is there already makes no revision: nobody is asked about a change that is none.
    if (newest && newest.form !== null && canonical(newest.form) === canonical(form))
      return { draft: newest, clashes }
    const draft = { slug, revision: (newest?.revision ?? 0) + 1, form, at, by }
    if ((await desk.scriptDrafts.save(draft)) === 'saved') return { draft, clashes }
  }
  return 'busy'
}

async function putTogether({ scripts, scriptDrafts }: Scripts, saving: Saving, newest: ScriptDraft | null) {
  const { slug, form: mine, revision, version } = saving
  const alone = { draft: mine, clashes: [] }
  if (newest && newest.form !== null && newest.revision === revision) return alone
  const began = revision > 0 ? ((await scriptDrafts.one(slug, revision))?.form ?? null) : null
  const published = await scripts.one(slug)
  const from = version === undefined ? published : await scripts.one(slug, version)
  const base = (began ?? from?.form ?? null) as Json
  // A draft that was published or thrown away meanwhile: what stands now is what is live.
  const theirs = (newest?.form ?? published?.form ?? null) as Json
  return theirs === null ? alone : mergeDrafts(base, mine, theirs)
}

/** So many scripts are read to see whether they call each other. */
const calledMax = 200

/** All that is wrong with a form, beside the scripts that are live. */
export async function judged(
  { scripts, scriptPictures }: Pick<Scripts, 'scripts' | 'scriptPictures'>,
  form: unknown,
): Promise<Judged> {
  const known = new Map<string, Script | null>()
  const open = [...calledBy(form)]
  for (let slug = open.shift(); slug !== undefined && known.size < calledMax; slug = open.shift()) {
    if (known.has(slug)) continue
    const found = await scripts.one(slug)
    const parsed = found && parseScript(found.form, found.version)
    known.set(slug, parsed && 'script' in parsed ? parsed.script : null)
    if (found) open.push(...calledBy(found.form))
  }
  const pictures = new Set(await scriptPictures.known(shownBy(form)))
  return judgeForm(
    form,
    slug => known.get(slug) ?? null,
    file => pictures.has(file),
  )
}

/**
 * Publishes a draft that has been judged sound as the next version, and is done with it. `stale`: somebody
 * else published first.
 */
export async function publishDraft(
  { scripts, scriptDrafts }: Scripts,
  { slug, form, revision }: ScriptDraft,
  { at, by }: { readonly at: Instant; readonly by: AgentId },
): Promise<number | 'stale'> {
  const version = ((await scripts.past(slug))?.versions[0]?.version ?? 0) + 1
  const outcome = await scripts.publish({ slug, version, form, at, by, shipped: null })
  if (outcome === 'stale') return 'stale'
  // Who saved since goes on with a draft of his own on top of it.
  await scriptDrafts.save({ slug, revision: revision + 1, form: null, at, by })
  return version
}
