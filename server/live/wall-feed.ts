// What screens on a wall are sent: their numbers, counted every second while one looks, once for all that
// show the same. A link that was withdrawn ends its screens. Not: the counting (store/desk/wall.ts), nor the
// HTTP of it (http/walls.ts).
import { dayStart } from '#core/measure/board.ts'
import type { TeamId } from '#core/kit/id.ts'
import { type Instant, secondMs } from '#core/kit/time.ts'
import type { Pipe } from '#server/live/stream.ts'
import type { Shell } from '#server/shell.ts'
import type { Wall, WallFigures } from '#store/desk/wall.ts'

export type WallBoard = WallFigures & {
  readonly at: Instant
  readonly desk: string
  readonly name: string
  readonly team: string | null
}
export type WallShell = Pick<Shell, 'now' | 'facts'> & {
  readonly desk: Pick<Shell['desk'], 'walls' | 'settings'>
}
export type WallFeed = {
  /** Sends a screen its numbers until it goes; the first at once. */
  open(screen: { readonly wall: Wall; readonly key: string }, pipe: Pipe): Promise<WallScreen>
  leave(screen: WallScreen): void
  /** Ends the screens of a link. */
  end(wall: string): void
  readonly size: number
  close(): void
}
export type WallScreen = { readonly wall: Wall; readonly key: string; readonly pipe: Pipe }

// A screen this far behind is a screen that is gone.
const waitingBytesMax = 64 * 1024

/** The numbers of a wall as they are now. */
export async function wallBoard(shell: WallShell, wall: Wall): Promise<WallBoard> {
  const at = shell.now()
  const { setting } = await shell.desk.settings.desk()
  const dayFrom = dayStart(at, setting.timeZone ?? 'UTC')
  const figures = await shell.desk.walls.count({ team: wall.team, at, dayFrom })
  const team = wall.team === null ? null : (shell.facts().teams[wall.team]?.name ?? null)
  return { at, desk: setting.name ?? '', name: wall.name, team, ...figures }
}

/** Starts counting as soon as a screen looks. `log` hears of countings that failed: the next is tried. */
export function wallFeed(shell: WallShell, log: (line: string) => void): WallFeed {
  const screens = new Set<WallScreen>()
  let isCounting = false
  const leave = (screen: WallScreen) => void screens.delete(screen)
  const end = (screen: WallScreen) => {
    leave(screen)
    screen.pipe.write('event: withdrawn\ndata: {}\n\n')
    screen.pipe.end()
  }
  const tick = async () => {
    if (isCounting || screens.size === 0) return
    isCounting = true
    try {
      await sendAll(shell, [...screens], end)
    } catch (fault) {
      log(`the walls: ${fault instanceof Error ? fault.message : fault}`)
    } finally {
      isCounting = false
    }
  }
  const ticker = setInterval(() => void tick(), secondMs)
  ticker.unref()
  return {
    async open({ wall, key }, pipe) {
      const screen = { wall, key, pipe }
      send(screen, await wallBoard(shell, wall))
      screens.add(screen)
      return screen
    },
    leave,
    end(id) {
      for (const screen of screens) if (screen.wall.id === id) end(screen)
    },
    get size() {
      return screens.size
    },
    close() {
      clearInterval(ticker)
      for (const screen of screens) screen.pipe.end()
      screens.clear()
    },
  }
}

/** Counts once for all screens of a part of the desk; a link another node withdrew is seen here. */
async function sendAll(
  shell: WallShell,
  screens: readonly WallScreen[],
  end: (screen: WallScreen) => void,
): Promise<void> {
  const counted = new Map<TeamId | null, WallBoard>()
  for (const screen of screens) {
    const wall = await shell.desk.walls.find(screen.key)
    if (wall === null) {
      end(screen)
      continue
    }
    const known = counted.get(wall.team) ?? (await wallBoard(shell, wall))
    counted.set(wall.team, known)
    send(screen, { ...known, name: wall.name })
  }
}

function send({ pipe }: WallScreen, board: WallBoard): void {
  if (pipe.waitingBytes() > waitingBytesMax) pipe.end()
  else pipe.write(`event: board\ndata: ${JSON.stringify(board)}\n\n`)
}
