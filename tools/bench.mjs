// Runs the benchmarks in bench/, all of them or the named ones. Options after the names go to the benchmarks:
// npm run bench -- catalogue --sizes 10000,100000 --calls 200
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readdirSync } from 'node:fs'

const folder = new URL('../bench/', import.meta.url)
// Files named make-… generate input for benchmarks. They and tests are not benchmarks.
const known = readdirSync(folder).filter((file) => /^(?!make-)[\w-]+\.ts$/.test(file))
const args = process.argv.slice(2)
const end = args.findIndex((arg) => arg.startsWith('--'))
const wanted = end === -1 ? args : args.slice(0, end)
const options = end === -1 ? [] : args.slice(end)
const chosen = known.filter((file) => wanted.length === 0 || wanted.includes(file.slice(0, -'.ts'.length)))
if (chosen.length === 0) process.stderr.write(`Choose among ${known.map((file) => file.slice(0, -3)).join(', ')}.\n`)
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', cwd: new URL('..', import.meta.url) })
  if (status !== 0) process.exit(status ?? 1)
}
// Measure the packages as they are deployed, because running TypeScript directly wraps every function.
if (chosen.length > 0) run('node_modules/typescript/bin/tsc', '-b')
for (const file of chosen) run('--import', 'tsx', fileURLToPath(new URL(file, folder)), ...options)
process.exit(chosen.length === 0 ? 2 : 0)
