// A finished form becomes a case: the customer found or made, his words, files and answers recorded in one
// deed,
// and a confirmation where the limits for automatic mail let one go.
import { createHash } from 'node:crypto'
import { phoneNumber, subjectOf } from '#channels/form/form.ts'
import type { Command } from '#core/case/case.ts'
import type { Attached } from '#core/case/event.ts'
import type { CustomerId, ProductId, TeamId } from '#core/kit/id.ts'
import { type Arriving, arrivalTeam } from '#server/arrival-team.ts'
import type { Page } from '#portal/page.ts'
import { walksForUs } from '#server/http/portal-script.ts'
import { attachedFile, walkWishes } from '#server/http/portal-walk-wish.ts'
import type { Portal } from '#server/http/portal.ts'
import type { AskDraft } from '#server/http/portal-drafts.ts'
import { openDoor, type Visitor } from '#server/http/portal-visitor.ts'
import type { Sealer } from '#server/sealer.ts'
import type { Shell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'
import type { Blob } from '#store/store.ts'

export type Asked = {
  readonly secret: string
  readonly draft: AskDraft
  readonly page: Page
  readonly visitor: Visitor
}

/**
 * Opens the case of a draft; a second time it finds the first one. `follow` is the secret of the case's
 * link.
 */
export async function openAsked(portal: Portal, asked: Asked): Promise<{ number: number; follow: string }> {
  const { shell, drafts } = portal
  const { secret, page, visitor } = asked
  // Another press may have sent it while this one waited.
  const draft = (await drafts.read(secret)) ?? asked.draft
  const customer = await customerOf(shell, draft, page)
  const proven = visitor.customer?.id === customer.id
  const named = { ...draft, customer: customer.id }
  await drafts.save(secret, named)
  if (draft.number === null) await record(portal, { ...asked, draft: named }, customer, proven)
  const card = await shell.store.card(draft.caseId)
  if (!card) throw new Error(`case ${draft.caseId} was recorded and is not there`)
  await drafts.save(secret, { ...named, number: card.number })
  const follow = await openDoor(shell, { caseId: card.id, customer: customer.id, proven })
  return { number: card.number, follow }
}

async function record(portal: Portal, { draft, page, secret }: Asked, customer: Customer, proven: boolean) {
  const { shell, drafts } = portal
  const { caseId } = draft
  const seal = shell.sealer()
  const blobs: Blob[] = []
  const attached: Attached[] = []
  const walks = await walksForUs(portal, draft.walks)
  const photos = walks.flatMap(({ walk }) =>
    walk.acts.flatMap(act => (act === 'back' ? [] : (act.photo ?? []))),
  )
  for (const file of [...draft.files, ...photos])
    blobs.push({ sha256: file.sha256, type: file.type, bytes: await drafts.bytes(secret, file) })
  for (const file of draft.files) attached.push(attachedFile(seal, file))
  const names = { customer: customer.name === customer.email ? null : customer.name }
  const sealing = { page: { ...page, names }, seal, newId: shell.newId }
  const walked = walks.flatMap(({ walk, scripts }) => walkWishes(sealing, walk, scripts))
  const organisation = customer.organisation && (await shell.desk.organisations.one(customer.organisation))
  const handled = await shell.handle({
    caseId,
    by: { kind: 'customer', id: customer.id },
    commands: [...wishes(shell, { draft, page, customer, proven, seal, attached }), ...walked],
    deskCommands: customer.email
      ? await shell.confirmation({
          seal,
          caseId,
          customer: customer.id,
          address: customer.email,
          language: page.language,
        })
      : [],
    texts: seal.texts,
    blobs,
    key: { actor: 'portal', key: caseId, bodyHash: createHash('sha256').update(caseId).digest('hex') },
    names: { customerName: customer.name, organisationName: organisation ? organisation.name : null },
  })
  // Another press was faster.
  if (handled.outcome === 'refused' && handled.refusal.refused === 'case.changed') return
  if (handled.outcome !== 'done' && handled.outcome !== 'repeated')
    throw new Error(`a form could not be recorded: ${JSON.stringify(handled)}`)
}

type Wishing = {
  readonly draft: AskDraft
  readonly page: Page
  readonly customer: Customer
  readonly proven: boolean
  readonly seal: Sealer
  readonly attached: readonly Attached[]
}

function wishes(shell: Shell, { draft, page, customer, proven, seal, attached }: Wishing): Command[] {
  const product = draft.product === '' || draft.product === 'none' ? undefined : (draft.product as ProductId)
  const said = answersOf(page, draft, customer).map(
    (words): Command => ({ type: 'claim.make', claim: shell.newId('cla'), text: seal.text(words) }),
  )
  return [
    {
      type: 'case.open',
      channel: 'form',
      subject: seal.text(subjectOf(draft.words)),
      customer: customer.id,
      organisation: customer.organisation ?? undefined,
      language: page.language,
      team: teamFor(shell, { language: page.language, channel: 'form', product }),
      verified: proven,
      product,
    },
    {
      type: 'message.receive',
      message: shell.newId('msg'),
      channel: 'form',
      from: customer.id,
      text: seal.text(draft.words),
      attached,
      automatic: null,
      language: page.language,
    },
    ...said,
  ]
}

/** What was answered beside the words, as sentences of the customer's own. */
function answersOf({ say }: Page, draft: AskDraft, customer: Customer): string[] {
  const tel = phoneNumber(draft.tel)
  const answers = [
    draft.when && say('portal.claim_when', { when: draft.when }),
    draft.since && say('portal.claim_since', { since: draft.since }),
    // Somebody we know by his address typed another name or number: said, but not changed on his record.
    draft.name !== customer.name && `${say('portal.name')}: ${draft.name}`,
    tel && !customer.phones.includes(tel) && `${say('portal.tel')}: ${tel}`,
  ]
  return answers.filter(answer => typeof answer === 'string').filter(answer => answer.trim() !== '')
}

/**
 * The customer of a draft: the one it was given to before, the one with this address, or a new one, not
 * verified.
 */
async function customerOf(shell: Shell, draft: AskDraft, { language }: Page): Promise<Customer> {
  const before = draft.customer && (await shell.desk.customers.one(draft.customer))
  if (before) return before
  const { customers, organisations } = shell.desk
  const tel = phoneNumber(draft.tel)
  const fresh = {
    id: shell.newId('cus') as CustomerId,
    name: draft.name,
    phones: tel ? [tel] : [],
    language,
    createdAt: shell.now(),
  }
  if (draft.mail === '') {
    const added = await customers.add(fresh)
    if (added === 'taken') throw new Error('a customer without an address cannot be taken')
    return added
  }
  const email = draft.mail.toLowerCase()
  const firm = await organisations.byDomain(email.slice(email.lastIndexOf('@') + 1))
  return customers.byEmailOrNew(email, { ...fresh, organisation: firm?.id ?? null })
}

/** Who reads new cases of the form. */
function teamFor(shell: Shell, arriving: Arriving): TeamId {
  const team = arrivalTeam(shell, arriving)
  if (team === null) throw new Error('there is no team that takes new cases')
  return team
}
