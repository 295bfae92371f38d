import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly html: string }[]
}

/** Expects that axe finds no WCAG 2.2 AA fault on a page. */
export const expectAccessible = async (page: Page): Promise<void> => {
  // A target half under the sticky header would count as too small.
  await page.evaluate(() => window.scrollTo(0, 0))
  // Elements that are fading in or out have less contrast than in their final state.
  await page.evaluate(async () => {
    const ends = ({ effect, playState }: Animation) =>
      playState === 'running' && effect?.getComputedTiming().endTime !== Infinity
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(ends)
        .map(({ finished }) => finished)
    )
  })
  if (!(await page.evaluate<boolean>("typeof axe === 'object'"))) await page.evaluate(source)
  const violations = await page.evaluate<Violation[]>(
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then((found) => found.violations)"
  )
  const told = violations.map(
    ({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(({ html }) => html).join(' ')}`
  )
  expect(told, page.url()).toEqual([])
}
