import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { askNewPassword } from '../src/auth/password.ts'
import { askApiKey } from '../src/auth/api-key.ts'
import { isConfirmed } from '../src/terminal/prompt.ts'
import type { Terminal } from '../src/terminal/terminal.ts'

/** Creates a keyboard and a screen: streams with everything that a prompt uses of a terminal. */
const makeTerminal = (lines: readonly string[]) => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true })
  const screen = new PassThrough()
  const left = [...lines]
  const stderr = Object.assign(new PassThrough(), { isTTY: true }).on('data', (shown: Buffer) => {
    screen.write(shown)
    if (String(shown).endsWith(': ')) stdin.write(left.shift() ?? '')
  })
  const terminal = { env: {}, stdin, stdout: new PassThrough(), stderr } as unknown as Terminal
  const shown = () => text(screen.end())
  return { terminal, shown }
}

test('cli: a new password is typed twice and never shown', async () => {
  const { terminal, shown } = makeTerminal(['twelve geese\r', 'twelve geese\r'])
  expect(await askNewPassword(terminal, 'New password: ')).toBe('twelve geese')
  expect(await shown()).toBe('New password: \nThe same again: \n')
})

test('cli: two passwords that differ are refused', async () => {
  const { terminal } = makeTerminal(['twelve geese\r', 'eleven geese\r'])
  await expect(askNewPassword(terminal, 'New password: ')).rejects.toThrow('differ')
})

test('cli: Ctrl-C at the password ends the command', async () => {
  const { terminal } = makeTerminal(['twelve\u0003'])
  await expect(askNewPassword(terminal, 'New password: ')).rejects.toThrow('nothing was done')
})

test('cli: an API key is typed once and never shown', async () => {
  const key = `tpk_${'0'.repeat(40)}`
  const { terminal, shown } = makeTerminal([`${key}\r`])
  expect(await askApiKey(terminal, 'API key: ', false)).toBe(key)
  expect(await shown()).toBe('API key: \n')
})

test.each([
  ['y\n', true],
  ['Yes\n', true],
  ['n\n', false],
  ['\n', false],
  ['yonder\n', false],
])('cli: a question that is answered %j is a yes: %j', async (typed, expected) => {
  const { terminal } = makeTerminal([typed])
  expect(await isConfirmed(terminal, 'End it?')).toBe(expected)
})
