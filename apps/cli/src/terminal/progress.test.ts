import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { counted, makeProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'

/** Creates a screen, or a file if it is no terminal: a stream with everything that a progress bar uses. */
const makeScreen = (isTTY: boolean) => {
  const stderr = Object.assign(new PassThrough(), { isTTY, columns: 70 })
  let shown = ''
  stderr.on('data', (chunk: Buffer) => (shown += chunk.toString()))
  const terminal = { env: {}, stderr } as unknown as Terminal
  return { terminal, shown: () => shown }
}

const half = { title: 'Importing', part: 0.5, counts: ['12,000 rows', '3,210 rows/s'] }
const CLEAR = '\r\u001b[2K'

test('progress: a terminal shows one bar in one line, and nothing of it is left', () => {
  const { terminal, shown } = makeScreen(true)
  const progress = makeProgress(terminal, { quiet: false })
  progress.show(half)
  progress.show({ ...half, part: 0.51 })
  progress.end()
  const bar = `[${'█'.repeat(12)}${'░'.repeat(12)}]`
  expect(shown()).toBe(`${CLEAR}Importing ${bar} 50 %  12,000 rows  3,210 rows/s${CLEAR}`)
})

test('progress: a line that is wider than the terminal is cut, so that it stays one', () => {
  const { terminal, shown } = makeScreen(true)
  makeProgress(terminal, { quiet: false }).show({ ...half, title: 'Sending a file with a very long name indeed' })
  expect(shown().replace(CLEAR, '')).toHaveLength(69)
})

test('progress: no terminal is told by plain lines, each step once and then now and then', () => {
  const { terminal, shown } = makeScreen(false)
  const progress = makeProgress(terminal, { quiet: false })
  for (let n = 0; n < 50; n++) progress.show(half)
  progress.show({ title: 'Waiting', part: null, counts: ['one at a time'] })
  progress.end()
  expect(shown()).toBe('Importing: 50 %, 12,000 rows, 3,210 rows/s\nWaiting: one at a time\n')
})

test('progress: programs are shown nothing', () => {
  const { terminal, shown } = makeScreen(true)
  const progress = makeProgress(terminal, { quiet: true })
  progress.show(half)
  progress.end()
  expect(shown()).toBe('')
})

test('counted: one is one, and thousands have their comma', () => {
  expect([counted(1, 'row'), counted(0, 'row'), counted(1204, 'fault')]).toEqual(['1 row', '0 rows', '1,204 faults'])
})
