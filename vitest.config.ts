import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Tests read sources, never dist, so that what runs is what was written.
const source = '@tradepost/source'
const conditions = [source, 'node', 'import', 'default']
const reports = process.env['TEST_REPORTS']
const folder = process.env['TEST_TMPDIR']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: [source] } },
  test: {
    include: [
      'packages/*/{src,test}/**/*.test.ts',
      'apps/*/{src,test}/**/*.test.{ts,tsx}',
      'tools/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    // No test may depend on where it runs: a zone with odd offsets shows what does.
    env: { TZ: 'Pacific/Chatham', ...(folder ? { TMPDIR: folder } : {}) },
    // Many files wait for processes of their own, so that a core kept back would idle.
    maxWorkers: '100%',
    // Modules keep nothing that a test could see, and loading them anew for each file took a fifth of the time.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: reports ? ['default', 'json'] : ['default'],
    ...(reports ? { outputFile: { json: join(reports, 'unit.json') } } : {}),
  },
})
