// What a house asks in notes of a kind, by level and language. Not: what is asked where it has set nothing
// (core/case/note-template.ts).
import type { NoteKind } from '#core/case/note-kind.ts'
import type { Questions } from '#core/case/note-template.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type NoteTemplate = {
  readonly level: HouseLevel
  readonly kind: NoteKind
  readonly questions: Partial<Questions>
  readonly version: number
}

export type NoteTemplateTable = {
  all(): Promise<NoteTemplate[]>
  /** On this version; 0: there is none yet. False: somebody changed it meanwhile. */
  keep(template: NoteTemplate): Promise<boolean>
  /** Takes it back to what is shipped; false: it is not on this version. */
  remove(level: HouseLevel, kind: NoteKind, version: number): Promise<boolean>
}

/** The table; a house has few. */
export const noteTemplateTable = (pool: Pool): NoteTemplateTable => ({
  all: () =>
    ask<NoteTemplate>(pool, {
      name: 'note_templates',
      text: 'select level, kind, questions, version from note_template order by level, kind',
      values: [],
    }),
  async keep({ level, kind, questions, version }) {
    const kept = await ask(pool, {
      name: version === 0 ? 'note_template_add' : 'note_template_change',
      text:
        version === 0
          ? `insert into note_template (level, kind, questions) values ($1, $2, $3)
            on conflict do nothing returning version`
          : `update note_template set questions = $3, version = version + 1
            where level = $1 and kind = $2 and version = $4 returning version`,
      values: [level, kind, JSON.stringify(questions), ...(version === 0 ? [] : [version])],
    })
    return kept.length > 0
  },
  async remove(level, kind, version) {
    const gone = await ask(pool, {
      name: 'note_template_remove',
      text: 'delete from note_template where level = $1 and kind = $2 and version = $3 returning kind',
      values: [level, kind, version],
    })
    return gone.length > 0
  },
})
