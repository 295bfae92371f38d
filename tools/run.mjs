// Runs a root task with the pinned pnpm, so that a machine with only git and Node needs no setup.
// pnpm installs missing dependencies from the frozen lockfile before it runs anything (verifyDepsBeforeRun).
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readFileSync } from 'node:fs'

const [task, ...rest] = process.argv.slice(2)
const { packageManager } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NO_UPDATE_NOTIFIER: '1' }
const insidePnpm = env.npm_config_user_agent?.startsWith('pnpm/')
const exec = insidePnpm ? ['pnpm', 'exec'] : ['npx', '-y', packageManager, 'exec']
const command = ['node', fileURLToPath(new URL(`${task}.mjs`, import.meta.url))]

const child = spawn(exec[0], [...exec.slice(1), ...command, ...rest], { stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
