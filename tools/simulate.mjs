// Plays seeded worlds until one goes wrong, and then says which: npm run simulate -- --steps 1000000
// --from SEED, --seeds COUNT, --per-seed STEPS and --minutes LIMIT choose others; --trace tells all that was done.
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
