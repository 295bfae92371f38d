// Runs the benchmarks under bench/, all or the ones named: npm run bench -- placing
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

const folder = new URL('../bench/', import.meta.url)
const known = readdirSync(folder).filter((file) => file.endsWith('.ts'))
const wanted = process.argv.slice(2)
const chosen = known.filter((file) => wanted.length === 0 || wanted.includes(file.slice(0, -'.ts'.length)))
if (chosen.length === 0) process.stderr.write(`Choose among ${known.map((file) => file.slice(0, -3)).join(', ')}.\n`)
for (const file of chosen) {
  const args = ['--conditions=@tradepost/source', '--import', 'tsx', new URL(file, folder).pathname]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', cwd: new URL('..', import.meta.url) })
  if (status !== 0) process.exit(status ?? 1)
}
process.exit(chosen.length === 0 ? 2 : 0)
