// Rules of problems and of the words their cases hear: each once, in order, and only while they belong to it.
// Not: how a supplier case goes (supplier.ts).
import type { MatterId } from '#core/kit/id.ts'
import { has, type Rules, type Watched } from '#sim/rule.ts'
import { toldAs } from '#sim/seen-belonging.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import type { SeenFact, SeenMatter } from '#sim/seen-matter.ts'

/** Words of it that a case belonged to it for, and has not heard. */
const unheard = ({ told, belongs }: SeenCase, { id, words }: SeenMatter) => {
  const since = belongs.get(id)?.order ?? Number.POSITIVE_INFINITY
  return words.filter(one => one.order > since && !told.has(toldAs(id, one.seq)))
}

const ended = (fact: SeenFact, { end }: SeenMatter) =>
  end !== null &&
  fact.type.startsWith('problem.') &&
  !['problem.reopened', 'problem.owned'].includes(fact.type) &&
  `${fact.type} of one that is ${end}`

const isProblem = (id: MatterId): boolean => id.startsWith('prb_')

export const problemRules: Rules = {
  'matter.forward': {
    says: 'What stands beside cases has a ledger of its own: no place is empty or taken twice, and time goes forward.',
    matter: ({ seq, at }, seen) =>
      (seq !== seen.seq + 1 && `${seen.id} has ${seq} after ${seen.seq}`) ||
      (at < seen.lastAt && `${seen.id}: ${at} after ${seen.lastAt}`),
    sweep: async ({ matters, besides, soundBeside }) => {
      if (!besides) return null
      for (const { id, seq } of matters.values()) {
        const ledger = await besides.read(id)
        if (ledger?.facts.length !== seq) return `${id} has ${ledger?.facts.length} facts, not ${seq}`
        if (soundBeside.get(id) === seq) continue
        const broken = await besides.firstBroken(id)
        if (broken !== null) return `the chain of ${id} is broken at ${broken}`
        soundBeside.set(id, seq)
      }
      return null
    },
  },
  'matter.told_once': {
    says: 'A case hears each word of what it belongs to once, with the news it is, and none after it was taken out.',
    facts: {
      'matter.told': (seen, { matter, fact, news, via }, _batch, { matters }) => {
        const word = matters.get(matter)?.words.find(one => one.seq === fact)
        if (!seen.belongs.has(matter)) return `${matter} told it ${news}, and it does not belong there`
        if (seen.told.has(toldAs(matter, fact, via))) return `${matter} told it ${fact} twice`
        return word?.news !== news && `${matter} said ${word?.news} at ${fact}, and it was told ${news}`
      },
    },
  },
  'matter.news_of_its_own': {
    says: 'Nobody is pressed to pass on what the case does not belong to any more.',
    facts: {
      'news.late': (seen, { news }) => !seen.untold.has(news) && `${news} is late, and nobody waits for it`,
      'news.passed_on': (seen, { news }) =>
        news.some(one => !seen.untold.has(one)) && `${news} was passed on, and was none`,
    },
  },
  'matter.nobody_untold': {
    says: 'What is said of a problem or a supplier case has reached every case that belongs to it, once all is quiet.',
    rest: ({ cases, matters }) => {
      for (const one of cases.values())
        for (const matter of one.phase === 'open' || one.phase === 'solved' ? one.belongs.keys() : []) {
          const seen = matters.get(matter)
          const [word] = seen ? unheard(one, seen) : []
          if (word) return `${one.id} was never told ${word.news} (${matter} ${word.seq})`
        }
      return null
    },
  },
  'matter.counted': {
    says: 'The cases something beside them counts are those that say they belong to it, and it has told all it had to.',
    sweep: counted,
  },
  'problem.asked_once': {
    says: 'Whoever’s case was solved before its fault was fixed is asked whether it is gone, once for each fix.',
    batch: ({ events, seen }, { facts }) => {
      if (!has(events, 'matter.told')) return null
      const fixed = events.filter(one => one.type === 'matter.told' && one.news === 'fixed').length
      const planned = events.filter(one => one.type === 'check_back.planned').length
      if (fixed === 0) return null
      if (planned > 1) return `${planned} askings for one fix`
      const { after, notFor } = facts.checkBacks
      const isOwed = after[seen.severity - 1] !== null && !notFor.includes(seen.kind)
      const isAsked = seen.phase !== 'solved' || seen.checkBack !== null
      return isOwed && !isAsked && 'it is fixed, and nobody is to be asked'
    },
  },
  'problem.ends_once': {
    says: 'A problem that was closed, dismissed or merged stands still until it is opened again.',
    matter: ended,
  },
  'problem.workaround_over': {
    says: 'A workaround whose time is over is marked so once, not before its time, and soon after it.',
    matter: (fact, { workaround, id }, watched) =>
      fact.type === 'problem.workaround_ended' &&
      ((!workaround && `${id} has none`) ||
        (workaround?.isOver && `${id}: marked twice`) ||
        (workaround?.until !== fact.until && `${id}: another time`) ||
        (fact.until > watched.keeperNow() && `${id}: before its time`)),
  },
  'problem.merged_leads_on': {
    says: 'Of two problems that are one, one goes on, and no case stays with the other.',
    rest: ({ cases, matters }) => {
      for (const one of matters.values()) {
        const chain = new Set<MatterId>()
        for (let at: SeenMatter | undefined = one; at?.into; at = matters.get(at.into)) {
          if (chain.has(at.id)) return `${one.id} leads in a circle`
          chain.add(at.id)
        }
      }
      for (const { id, phase, belongs } of cases.values())
        for (const matter of phase === 'merged' ? [] : belongs.keys())
          if (isProblem(matter) && matters.get(matter)?.end === 'merged')
            return `${id} is still with ${matter}, which is another by now`
      return null
    },
  },
}

async function counted({ cases, matters, store, besides }: Watched) {
  if (!store || !besides) return null
  const count = new Map<MatterId, number>()
  // What a merged case belonged to counts where it goes on.
  for (const { belongs, phase } of cases.values()) {
    if (belongs.size === 0 || phase === 'merged') continue
    for (const id of belongs.keys()) count.set(id, (count.get(id) ?? 0) + 1)
  }
  for (const { id } of matters.values()) {
    const { items, next } = await store.cards({ matter: id, sort: 'age', limit: 200 })
    const own = count.get(id) ?? 0
    if (next === null && items.length !== own)
      return `${id} lists ${items.length} cases, and ${own} say they belong to it`
  }
  return null
}
