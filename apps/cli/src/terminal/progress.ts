import { cut } from './printable.ts'
import type { Terminal } from './terminal.ts'
import { columnsOf } from './terminal.ts'

export interface Step {
  /** The current work, such as “Importing”. */
  readonly title: string
  /** The part that is done, from 0 to 1; null if the total is unknown. */
  readonly part: number | null
  /** Counts so far, such as “12,000 rows”. */
  readonly counts: readonly string[]
}

/** Shows progress; `end` clears what was drawn. */
export interface Progress {
  readonly show: (step: Step) => void
  readonly end: () => void
}

const DRAW_EVERY_MS = 100
const TELL_EVERY_MS = 5000
const BAR = 24
const CLEAR_LINE = '\r\u001b[2K'

/**
 * Returns a progress bar if stderr is a terminal. Otherwise prints a plain line per step, and within a step at most
 * every five seconds. Shows nothing if `quiet`.
 */
export const makeProgress = (terminal: Terminal, { quiet }: { quiet: boolean }): Progress => {
  if (quiet) return { show: () => {}, end: () => {} }
  return terminal.stderr.isTTY ? drawBar(terminal) : tellNowAndThen(terminal)
}

const drawBar = ({ stderr }: Terminal): Progress => {
  const timer = new StepTimer(DRAW_EVERY_MS)
  return {
    show: (step) => {
      if (!timer.isDue(step)) return
      const [percent = '', ...rest] = timer.describe(step)
      const bar = step.part === null ? '' : `[${'█'.repeat(Math.round(step.part * BAR)).padEnd(BAR, '░')}] `
      stderr.write(CLEAR_LINE + cut(`${step.title} ${bar}${[percent, ...rest].join('  ')}`, columnsOf(stderr) - 1))
    },
    end: () => void stderr.write(CLEAR_LINE),
  }
}

const tellNowAndThen = ({ stderr }: Terminal): Progress => {
  const timer = new StepTimer(TELL_EVERY_MS)
  return {
    show: (step) => {
      if (timer.isDue(step)) stderr.write(`${step.title}: ${timer.describe(step).join(', ')}\n`)
    },
    end: () => {},
  }
}

/** Decides when to show a step, and estimates the remaining time. */
class StepTimer {
  readonly #everyMs: number
  #title = ''
  #begunAt = 0
  #begunPart = 0
  #shownAt = -Infinity

  constructor(everyMs: number) {
    this.#everyMs = everyMs
  }

  isDue({ title, part }: Step): boolean {
    const now = performance.now()
    if (title !== this.#title) {
      this.#title = title
      this.#begunAt = now
      this.#begunPart = part ?? 0
    } else if (now - this.#shownAt < this.#everyMs) return false
    this.#shownAt = now
    return true
  }

  describe({ part, counts }: Step): string[] {
    if (part === null) return [...counts]
    const left = this.#secondsLeft(part)
    return [`${Math.floor(part * 100)} %`, ...counts, ...(left === null ? [] : [`${clock(left)} left`])]
  }

  #secondsLeft(part: number): number | null {
    const elapsed = (performance.now() - this.#begunAt) / 1000
    const done = part - this.#begunPart
    return done > 0 && elapsed > 1 ? Math.ceil((elapsed / done) * (1 - part)) : null
  }
}

const clock = (seconds: number): string => {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
  const parts = hours > 0 ? [hours, minutes, seconds % 60] : [minutes, seconds % 60]
  return parts.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

/** Returns a count with its noun, such as “1,204 rows”. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`
