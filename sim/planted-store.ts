// Planted bugs in the store: room, erasing, kept answers.
import type { CaseId } from '#core/kit/id.ts'
import { type Broken, store } from '#sim/planting.ts'

export const storeBugs: readonly Broken[] = [
  {
    bug: 'a store without room is taken for one that has kept',
    caughtBy: ['ledger.acknowledged', 'mail.stored_once'],
    seed: 3,
    breaks: store(own => ({
      append: append =>
        own.append(append).catch((fault: Error) => {
          if (fault.name !== 'NoRoom') throw fault
          const { number } = append.card
          return { outcome: 'appended', seq: append.card.seq, number, position: '0' }
        }),
    })),
  },
  {
    bug: 'erasing says yes and leaves the words beside the facts',
    caughtBy: ['text.erased_gone'],
    seed: 1,
    breaks: store(() => ({ erase: async texts => texts.length })),
  },
  {
    bug: 'erased words stay on the card',
    caughtBy: ['text.erased_gone'],
    seed: 1,
    breaks: {
      beneath: own => {
        const subjects = new Map<CaseId, string>()
        return {
          ...own,
          async card(which) {
            const card = await own.card(which)
            if (!card) return null
            const subject = subjects.get(card.id) ?? card.subject
            subjects.set(card.id, subject)
            return { ...card, subject }
          },
        }
      },
    },
  },
  {
    bug: 'a deed writes back what was erased since it read the case',
    caughtBy: ['text.erased_gone'],
    seed: 7,
    breaks: store(own => ({
      append: async append => {
        const ledger = append.expectedSeq > 0 ? await own.read(append.caseId) : null
        return own.append(ledger ? { ...append, erasures: ledger.erasures } : append)
      },
    })),
  },
  {
    bug: 'erased words are still searched',
    caughtBy: ['text.erased_gone'],
    seed: 1,
    breaks: {
      beneath: own => {
        const erased = new Set<CaseId>()
        return {
          ...own,
          async erase(texts) {
            const { events } = await own.since(null, Number.MAX_SAFE_INTEGER)
            const gone = new Set<string>(texts)
            for (const { caseId, event } of events)
              if (event.type === 'message.received' && gone.has(event.text.text)) erased.add(caseId)
            return own.erase(texts)
          },
          async search(words, limit, cursor) {
            const found = await own.search(words, limit, cursor)
            const more = await Promise.all([...erased].map(one => own.card(one)))
            return { ...found, items: [...found.items, ...more.filter(one => one !== null)] }
          },
        }
      },
    },
  },
  {
    bug: 'a wish sent again is answered by how the case stands now',
    caughtBy: ['key.same_answer'],
    seed: 11,
    breaks: store(own => ({
      append: async append => {
        const appended = await own.append(append)
        if (appended.outcome !== 'repeated') return appended
        const card = await own.card(append.caseId)
        return { ...appended, answer: { ...(appended.answer as object), seq: card?.seq } }
      },
    })),
  },
]
