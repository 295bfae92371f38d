import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from './e2e/browser.ts'

const reports = process.env['TEST_REPORTS']

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  forbidOnly: true,
  reporter: reports ? [['list'], ['json', { outputFile: join(reports, 'journeys.json') }]] : [['list']],
  use: { launchOptions: findBrowser(), locale: 'en-GB', timezoneId: 'Pacific/Chatham', screenshot: 'only-on-failure' },
  projects: [
    { name: 'desktop', use: { ...devices['Desktop Chrome'] } },
    // The widths test resizes the page itself, so one device is enough.
    { name: 'telephone', use: { ...devices['Pixel 7'] }, testIgnore: '**/widths.spec.ts' },
  ],
})
