// Simulates seeded worlds until one fails, then prints which one: npm run simulate -- --steps 1000000
// --from SEED, --seeds COUNT, --per-seed STEPS and --minutes LIMIT choose other worlds; --trace prints every act.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const { status } = spawnSync(
  process.execPath,
  [
    '--conditions=@tradepost/source',
    '--import',
    'tsx',
    fileURLToPath(new URL('../packages/router/test/simulator/run.ts', import.meta.url)),
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', cwd: new URL('..', import.meta.url) }
)
process.exit(status ?? 1)
