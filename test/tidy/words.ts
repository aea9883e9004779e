// The glossary's "never" column, where our own words are chosen: core's exported names, the names in SQL and
// the
// interface's English. Not: foreign dialects, which may live where they are foreign (channels/,
// server/http/).
import ts from 'typescript'
import { type Language, languages } from '#core/people/language.ts'
import { allPhrases } from '#words/phrases/index.ts'
import { at, type Complaint, code, isTest, sql, treeOf } from '#test/tidy/source.ts'

/** never → say */
const inNames: Readonly<Record<string, string>> = {
  ticket: 'case',
  issue: 'case',
  conversation: 'case',
  request: 'case',
  history: 'ledger',
  log: 'ledger',
  audit: 'ledger',
  action: 'command',
  error: 'refusal',
  exception: 'fault',
  user: 'agent or customer',
  operator: 'agent',
  account: 'organisation',
  tier: 'level',
  projection: 'view',
  comment: 'note',
  integration: 'adapter',
  inbox: 'queue',
  timer: 'clock',
  deadline: 'due',
  violation: 'breach',
  flow: 'script',
  transfer: 'hand off',
  resolve: 'solve',
  resolved: 'solved',
}

/** In sentences many of those words have an honest meaning of their own; these have not. */
const inSentences: Readonly<Record<string, string>> = {
  ticket: 'case',
  tickets: 'cases',
  issue: 'case, or problem',
  issues: 'cases, or problems',
  conversation: 'case',
  conversations: 'cases',
  user: 'agent or customer',
  users: 'agents or customers',
  operator: 'agent',
  tier: 'level',
  inbox: 'queue',
  deadline: 'due',
  timer: 'clock',
  violation: 'late',
  transfer: 'pass to',
  resolve: 'solve',
  resolved: 'solved',
  comment: 'note',
  comments: 'notes',
}

/** Where a phrase speaks of one thing (`of`, its English), a language has one word for it, never these. */
const otherWords: readonly { of: RegExp; never: Partial<Record<Language, RegExp>> }[] = [
  {
    of: /\bseverity\b/i,
    never: { sv: /priorit|allvarlighet/i, de: /\bSchwere\b/, ru: /степен|серь[её]зност|важност/i },
  },
  { of: /\bleads?\b/i, never: { sv: /gruppledar/i } },
  { of: /\bteams?\b/i, never: { sv: /\blagets?\b/i, it: /\bgrupp[oi]\b/i } },
  // A "passaggio" is a hand-off.
  { of: /^(?!.*hand-off).*\bsteps?\b/is, never: { it: /passagg/i } },
  { of: /\bpromises?\b/i, never: { it: /\bpromess[ae]\b/i, ca: /\bpromes(a|es)\b/i } },
]

/** Names and phrases that may keep a word, each with its reason. */
const allowed: Readonly<Record<string, string>> = {
  user_agent: 'what a browser calls itself in HTTP',
  audit: 'who changed a setting; a ledger is of a case',
  audit_about: 'the index of that table',
}

const partsOf = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .map(part => part.toLowerCase())

function judge(where: string, name: string): Complaint[] {
  if (allowed[name]) return []
  return partsOf(name).flatMap(part =>
    inNames[part] ? [`${where} is named ${name}: say ${inNames[part]}`] : [],
  )
}

/** The names core offers. */
export function coreNames(): Complaint[] {
  return code
    .filter(source => source.top === 'core' && !isTest(source))
    .flatMap(source =>
      treeOf(source).statements.flatMap(statement => {
        const exported = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : []
        if (!exported?.some(each => each.kind === ts.SyntaxKind.ExportKeyword)) return []
        return declared(statement).flatMap(name => judge(at(source, statement), name))
      }),
    )
}

function declared(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(each => each.name.getText())
  }
  const { name } = statement as ts.Statement & { name?: ts.Node }
  return name ? [name.getText()] : []
}

/** Tables and columns as the migrations make them. */
export function sqlNames(): Complaint[] {
  return sql.flatMap(source =>
    source.lines.flatMap((line, index) => {
      const bare = line.replace(/--.*$/, '').replace(/'[^']*'/g, '')
      const table = bare.match(
        /create\s+(?:\w+\s+)*?(?:table|view|index)\s+(?:if\s+not\s+exists\s+)?(\w+)/i,
      )?.[1]
      const column = bare.match(
        /^\s+(?:add\s+column\s+)?([a-z]\w*)\s+(?:text|bigint|int|integer|bool|jsonb?|bytea|timestamptz|date|smallint|numeric|uuid)\b/i,
      )?.[1]
      return [table, column].flatMap(name => (name ? judge(`${source.path}:${index + 1}`, name) : []))
    }),
  )
}

/** The English that people read. */
export function sentences(): Complaint[] {
  return Object.entries(allPhrases).flatMap(([key, { en }]) => {
    if (allowed[key]) return []
    const spoken = en.replace(/\{\s*\w+/g, '{')
    return (spoken.match(/[A-Za-z]+/g) ?? []).flatMap(word => {
      const say = inSentences[word.toLowerCase()]
      return say ? [`the phrase ${key} says "${word}": say ${say}`] : []
    })
  })
}

/** One thing, one word, in the other languages, too. */
export function translations(): Complaint[] {
  return otherWords.flatMap(({ of, never }) =>
    Object.entries(allPhrases)
      .filter(([, { en }]) => of.test(en))
      .flatMap(([key, phrase]) =>
        languages.flatMap(language => {
          const found = never[language]?.exec(phrase[language])?.[0]
          return found ? [`the phrase ${key} says "${found}" in ${language}: another word is ours`] : []
        }),
      ),
  )
}

/** Words of others stand between the marks of the reader's language (`case.quoted`), not between ours. */
export function quotes(): Complaint[] {
  return code
    .filter(source => source.top === 'web' && !isTest(source) && !source.path.startsWith('web/gallery/'))
    .flatMap(source =>
      source.lines.flatMap((line, index) =>
        /“\$?\{/.test(line) ? [`${source.path}:${index + 1} quotes as English does: say case.quoted`] : [],
      ),
    )
}
