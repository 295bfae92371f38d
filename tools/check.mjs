// Runs every quality gate (formatting, lint, types, dead code, build, tests, browser journeys), then counts the tests.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'

const gates = ['format', 'lint', 'types', 'dead', 'build', 'unit', 'journeys']
// A single folder for all files that the gates leave behind; deleted at the end.
const scratch = mkdtempSync(join(tmpdir(), 'tradepost-check-'))
const reports = join(scratch, 'reports')
const temporary = join(scratch, 'tmp')
for (const folder of [reports, temporary]) mkdirSync(folder)
const inMemory = folderInMemory()
const env = { ...process.env, TEST_REPORTS: reports, TMPDIR: temporary, TEST_TMPDIR: inMemory ?? temporary }
const turbo = spawnSync('turbo', ['run', ...gates, '--continue=dependencies-successful'], { stdio: 'inherit', env })

const counts = { passed: 0, failed: 0, skipped: 0 }
for (const file of readdirSync(reports)) {
  const report = JSON.parse(readFileSync(join(reports, file), 'utf8'))
  counts.passed += report.numPassedTests ?? report.stats.expected + report.stats.flaky
  counts.failed += report.numFailedTests ?? report.stats.unexpected
  counts.skipped += report.numPendingTests ?? report.stats.skipped
}
const complete = readdirSync(reports).length === 2
for (const folder of [scratch, inMemory]) if (folder) rmSync(folder, { recursive: true, force: true })

const green = turbo.status === 0 && complete && counts.failed === 0
if (!green && counts.failed === 0) counts.failed = 1
process.stdout.write(
  `\n${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}\n`
)
process.exit(green ? 0 : 1)

/**
 * Creates a folder in memory for the hundreds of databases that unit tests create and drop, or returns null if there is
 * not enough room. This risks nothing: a killed process leaves the same files there as on a disk.
 */
function folderInMemory() {
  const shared = '/dev/shm'
  if (!existsSync(shared)) return null
  const { bavail, bsize } = statfsSync(shared)
  return bavail * bsize > 3 * 2 ** 30 && freemem() > 6 * 2 ** 30 ? mkdtempSync(join(shared, 'tradepost-check-')) : null
}
