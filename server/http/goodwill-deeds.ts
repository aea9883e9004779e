// Giving beyond what is owed, in a case: one route for each deed, which counts caps and budgets first and
// writes the customer his letter in the same breath. Not: which facts follow (core/case/deed/goodwill.ts),
// nor redeeming by a code (goodwill-redeem.ts).
import type { Command } from '#core/case/case.ts'
import { fold } from '#core/case/case.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { GoodwillId } from '#core/kit/id.ts'
import { after, dayMs } from '#core/kit/time.ts'
import type { Deed, Handled } from '#server/deed.ts'
import { give, letterOf, newCode, rowOf, settled, type Told } from '#server/goodwill.ts'
import type { DeedDesk } from '#server/http/deed-routes.ts'
import { type AskedApart, deedsApart } from '#server/http/deeds-apart.ts'
import { type GoodwillBody, type GoodwillDeed, goodwillSchemas } from '#server/http/goodwill-schemas.ts'
import type { App } from '#server/http/route.ts'
import type { Sealer } from '#server/sealer.ts'
import type { Shell } from '#server/shell.ts'
import type { KeptGoodwill } from '#store/desk/goodwill.ts'

const summaries: { readonly [T in GoodwillDeed]: string } = {
  'goodwill.ask': 'Ask those who lead to give the customer something beyond what is owed.',
  'goodwill.give': 'Give it at once, as far as one’s own word goes.',
  'goodwill.grant': 'Grant what was asked for; the customer gets a letter.',
  'goodwill.refuse': 'Say no, and why, in words the customer reads.',
  'goodwill.withdraw': 'Take back a proposal of one’s own that nobody has decided.',
  'goodwill.revoke': 'Take back what was given and not used, and say why.',
  'goodwill.redeem': 'Note that a coupon was redeemed, where its code is not at hand.',
}

/** `POST /cases/:case/goodwill/<verb>`. */
export const goodwillDeedRoutes = (app: App, desk: DeedDesk): void =>
  deedsApart<GoodwillDeed>(app, desk, {
    ...{ schemas: goodwillSchemas, summaries },
    handle: (asked, type, body) => doGoodwill(desk.shell, asked, { type, body } as Wish),
  })

type Asked = AskedApart
type Wish = { [T in GoodwillDeed]: { readonly type: T; readonly body: GoodwillBody<T> } }[GoodwillDeed]
/** What a deed is made from. */
type Making = {
  readonly shell: Shell
  readonly asked: Asked
  readonly state: OpenedCase
  readonly seal: Sealer
}

async function doGoodwill(shell: Shell, asked: Asked, wish: Wish): Promise<Handled> {
  const state = fold((await shell.store.read(asked.card.id))?.events ?? []) as OpenedCase
  const making = { shell, asked, state, seal: shell.sealer() }
  if (wish.type === 'goodwill.ask') return ask(making, wish.body)
  if (wish.type === 'goodwill.give') return giveAtOnce(making, wish.body)
  if (wish.type === 'goodwill.grant') return grant(making, wish.body)
  return end(making, wish)
}

const deedOf = (
  { asked: { card, signed, key, ifSeq }, seal }: Making,
  id: GoodwillId,
  commands: readonly Command[],
  deskCommands: readonly Command[] = [],
): Deed => ({
  ...{ caseId: card.id, by: signed.by, commands, deskCommands, texts: seal.texts, key, ifSeq },
  ids: { goodwill: id },
})

const wantedOf = (
  { seal }: Making,
  goodwill: GoodwillId,
  { kind, origin, what, amountMinor, currency, fault, because }: GoodwillBody<'goodwill.ask'>,
) => ({
  ...{ goodwill, kind, origin, what: seal.text(what), amountMinor, currency, fault },
  because: seal.text(because),
})

/** A row as it is before its case says anything of it. */
function freshRow(
  { shell, asked: { signed }, state, asked }: Making,
  id: GoodwillId,
  { kind, origin, amountMinor, currency }: GoodwillBody<'goodwill.ask'>,
): KeptGoodwill {
  const { customer, organisation, team } = state
  return {
    ...{ id, caseId: asked.card.id, customer, organisation, team, kind, origin, standing: 'asking' },
    ...{ amountMinor, currency, rules: shell.facts().goodwill?.version ?? 0, askedAt: shell.now() },
    ...{ askedBy: signed.agent, dueAt: null, decidedAt: null, decidedBy: null, until: null, endedAt: null },
  }
}

async function ask(making: Making, body: GoodwillBody<'goodwill.ask'>): Promise<Handled> {
  const { shell } = making
  const id = shell.newId('gdw')
  const row = freshRow(making, id, body)
  await shell.desk.goodwill.begin(row, shell.now())
  return settled(shell, row, deedOf(making, id, [{ type: 'goodwill.ask', ...wantedOf(making, id, body) }]))
}

/** Until when a coupon holds, as the fact will say. */
const untilOf = ({ shell }: Making) => {
  const days = shell.facts().goodwill?.rules.couponDays
  return days === undefined ? null : after(shell.now(), days * dayMs)
}

async function giveAtOnce(making: Making, body: GoodwillBody<'goodwill.give'>): Promise<Handled> {
  const { shell, state, seal } = making
  const id = shell.newId('gdw')
  const code = body.kind === 'coupon' ? newCode() : null
  const { what, kind, amountMinor, currency, words } = body
  const told: Told = {
    what,
    kind,
    amountMinor,
    currency,
    words,
    code,
    until: code === null ? null : untilOf(making),
  }
  const command: Command = {
    ...{ type: 'goodwill.give', ...wantedOf(making, id, body) },
    words: words === undefined ? undefined : seal.text(words),
    code: code === null ? undefined : seal.text(code),
  }
  const letter = await letterOf(shell, { state, seal, told })
  const row = freshRow(making, id, body)
  return give(shell, { row, code }, deedOf(making, id, [command], letter))
}

async function grant(making: Making, { goodwill, words }: GoodwillBody<'goodwill.grant'>): Promise<Handled> {
  const { shell, state, seal, asked } = making
  const row = rowOf(asked.card.id, state, goodwill)
  const code = row?.kind === 'coupon' ? newCode() : null
  const command: Command = {
    ...{ type: 'goodwill.grant', goodwill },
    words: words === undefined ? undefined : seal.text(words),
    code: code === null ? undefined : seal.text(code),
  }
  // Of one that is not open the core says why: nothing is set aside for it, and its code stays.
  if (!row || (row.standing !== 'asked' && row.standing !== 'late'))
    return shell.handle(deedOf(making, goodwill, [command]))
  const { kind, amountMinor, currency } = row
  const what = await wordsOf(making, goodwill)
  const told: Told = {
    what,
    kind,
    amountMinor,
    currency,
    words,
    code,
    until: code === null ? null : untilOf(making),
  }
  const letter = await letterOf(shell, { state, seal, told })
  return give(shell, { row, code }, deedOf(making, goodwill, [command], letter))
}

/** What he gets, as it was asked for. */
async function wordsOf({ shell, asked, state }: Making, id: GoodwillId): Promise<string> {
  const ref = state.goodwills?.[id]?.what
  const ledger = await shell.store.read(asked.card.id)
  return (ref && ledger?.texts.get(ref.text)) ?? ''
}

type Ending = Exclude<Wish, { type: 'goodwill.ask' | 'goodwill.give' | 'goodwill.grant' }>
/** The rest: nothing is given by it. */
async function end(making: Making, wish: Ending): Promise<Handled> {
  const { shell, state, seal, asked } = making
  const id = wish.body.goodwill as GoodwillId
  const row = rowOf(asked.card.id, state, id)
  const deed = deedOf(making, id, [endOf(wish, seal)], await refusalLetter(making, wish))
  if (!row) return shell.handle(deed)
  await shell.desk.goodwill.touch(id, shell.now())
  return settled(shell, row, deed)
}

function endOf(wish: Ending, seal: Sealer): Command {
  const goodwill = wish.body.goodwill as GoodwillId
  switch (wish.type) {
    case 'goodwill.refuse':
      return { type: wish.type, goodwill, words: seal.text(wish.body.words) }
    case 'goodwill.redeem': {
      const { where } = wish.body
      return { type: wish.type, goodwill, where: where === undefined ? undefined : seal.text(where) }
    }
    default:
      return { type: wish.type, goodwill, because: seal.text(wish.body.because) }
  }
}

/** Whoever asked for it himself reads that he does not get it; what was thought of inside he never knew. */
async function refusalLetter(making: Making, wish: Ending): Promise<readonly Command[]> {
  const { shell, state, seal } = making
  const one = state.goodwills?.[wish.body.goodwill as GoodwillId]
  if (wish.type !== 'goodwill.refuse' || one?.origin !== 'customer') return []
  const told = { what: await wordsOf(making, wish.body.goodwill as GoodwillId), refused: wish.body.words }
  return letterOf(shell, { state, seal, told })
}
