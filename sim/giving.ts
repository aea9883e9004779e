// The hand of simulated people in a run: what they write becomes an act on the heap. Not: what they write.
import { minuteMs, secondMs } from '#core/kit/time.ts'
import type { Act, MailSpec } from '#sim/act.ts'
import type { Chance } from '#sim/chance.ts'
import type { Hand, Pen } from '#sim/hand.ts'
import { put, type Run } from '#sim/running.ts'
import { staff } from '#sim/staffing.ts'
import * as weather from '#sim/weather.ts'

export function handOf(own: Run, draw: Chance = own.draw): Hand {
  const { world, stage } = own
  let no = 0
  let texts: { id: `txt_${string}`; words: string }[] = []
  const pen = (): Pen => {
    no = own.nextNo++
    texts = []
    const base = no.toString(36)
    let count = 0
    const id: Pen['id'] = prefix => `${prefix}_${base}p${(count++).toString(36)}` as const
    return {
      id,
      write(words) {
        texts.push({ id: id('txt'), words })
        return { text: texts.at(-1)!.id, mac: 'mac' }
      },
    }
  }
  const now = () => stage.watch.now()
  return {
    world,
    watch: stage.watch,
    draw,
    now,
    pen,
    wish(wished) {
      // He reads and thinks before he presses; meanwhile others may have.
      const at = now() + draw.wait(draw.happens(world.weather.twoAtOnce) ? minuteMs : 5 * secondMs)
      const act: Act = { kind: 'wish', no, at, node: 0, key: `k${no}`, ...wished, texts }
      put(own, at, { kind: 'act', act }, draw)
    },
    wishBeside(wished) {
      const at = now() + draw.wait(draw.happens(world.weather.twoAtOnce) ? minuteMs : 5 * secondMs)
      put(
        own,
        at,
        { kind: 'act', act: { kind: 'matter', no, at, node: 0, key: `k${no}`, ...wished, texts } },
        draw,
      )
    },
    join(joining) {
      const [joinNo, at] = [own.nextNo++, now() + draw.wait(5 * secondMs)]
      const act: Act = { kind: 'join', no: joinNo, at, node: 0, key: `k${joinNo}`, ...joining }
      put(own, at, { kind: 'act', act }, draw)
      if (!draw.happens(world.weather.twoAtOnce)) return
      // He clicks twice, and the second click may be at another node.
      put(own, at + 1, { kind: 'act', act: { ...act, no: own.nextNo++, at: at + 1 } }, draw)
    },
    supplierMail(written) {
      const mail: MailSpec = { ...written, id: own.mailNo++, kind: 'person', sentAt: now() }
      const at = now() + weather.transitMs(draw, world.weather)
      const post = (hop: number) =>
        put(
          own,
          at + hop,
          { kind: 'act', act: { kind: 'mail', no: own.nextNo++, at, node: 0, mail, hop: 0 } },
          draw,
        )
      post(0)
      if (draw.happens(world.weather.mailTwice)) post(1)
    },
    mail({ by, asAddress, ...written }) {
      const from = { email: asAddress ?? by.email, name: by.name }
      const garble = weather.garbleOf(draw, world.weather)
      const mail: MailSpec = { ...written, id: own.mailNo++, from, sentAt: now(), ...(garble && { garble }) }
      post(own, mail, 0)
      if (draw.happens(world.weather.mailTwice)) post(own, mail, 1)
      return mail
    },
    mailAgain: mail => post(own, mail, 0),
    staff: (agent, what) => staff(own, agent, what),
    later: (ms, what) => put(own, now() + ms, { kind: 'impulse', impulse: what }, draw),
  }
}

/** A mail on its way; what is garbled cannot be known again by other bytes, so it takes the same way. */
function post(own: Run, mail: MailSpec, hop: number): void {
  const at = own.hand.now() + weather.transitMs(own.draw, own.world.weather)
  const act: Act = { kind: 'mail', no: own.nextNo++, at, node: 0, mail, hop: mail.garble ? 0 : hop }
  put(own, at, { kind: 'act', act })
}
