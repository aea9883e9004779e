// The suppliers of the simulated house, as its desk knows them, and what their domains say of a sender.
// Not: what they do (outside.ts).
import type { SupplierId } from '#core/kit/id.ts'
import type { SupplierMore } from '#core/supplier/rules.ts'
import type { MailShell } from '#server/shell.ts'
import type { MatterTable } from '#store/desk/matter.ts'
import type { Supplier } from '#store/desk/supplier.ts'
import type { WriterTable } from '#store/desk/writer.ts'

export const suppliers: readonly {
  readonly id: SupplierId
  readonly name: string
  readonly address: string
}[] = [
  { id: 'sup_line', name: 'Line Works', address: 'calls@line.example' },
  { id: 'sup_box', name: 'Box Makers', address: 'help@box.example' },
]
/** Whoever writes under this name has only borrowed his address, and its domain says so. */
export const forger = 'Forger'

/** The desk's tables of them. */
export const supplierDesk = (matters: MatterTable): MailShell['desk']['suppliers'] => ({
  one: async id => (suppliers.some(one => one.id === id) ? ({ id, ourNumber: null } as Supplier) : null),
  byAddress: async address =>
    suppliers.filter(one => one.address === address.toLowerCase()).map(({ id }) => ({ id }) as Supplier),
  async byReferences(references) {
    const wanted = references.map(one => one.toUpperCase())
    const all = await matters.list({ kind: 'supplier_case', sort: 'newest', limit: 1_000 })
    const found = all.filter(({ more }) =>
      wanted.includes((more as SupplierMore | undefined)?.reference?.toUpperCase() ?? '-'),
    )
    return found
      .sort((a, b) => Number(b.isOpen) - Number(a.isOpen) || (a.id < b.id ? -1 : 1))
      .slice(0, 10)
      .map(({ id }) => id)
  },
})

/** Who writes from which address, as the desk finds it in one question; so it asks no further of most. */
export const withSuppliers = ({ byAddress }: WriterTable): WriterTable => ({
  byAddress: async (address, since, mailIds) => {
    const supplies = suppliers.some(one => one.address === address.toLowerCase())
    return { ...(await byAddress(address, since, mailIds)), supplies }
  },
})

/** Domains of suppliers stand up for their people; of others nothing is known. */
export const supplierSenders: NonNullable<MailShell['senders']> = {
  async check({ raw, from }) {
    if (!suppliers.some(({ address }) => address === from)) return null as never
    const sender = Buffer.from(raw).includes(`From: ${forger}`) ? 'denied' : 'confirmed'
    return { sender } as never
  },
}
