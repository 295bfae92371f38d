import { clsx } from 'clsx'
import type { ReactNode } from 'react'

const tones = {
  plain: 'bg-sunken text-ink',
  good: 'bg-leaf-soft text-leaf',
  caution: 'bg-amber-soft text-amber',
  problem: 'bg-rust-soft text-rust',
}

/** A status in one or two words. */
export const Badge = ({ tone = 'plain', children }: { tone?: keyof typeof tones; children: ReactNode }) => (
  <span className={clsx('inline-flex rounded-full px-2.5 py-0.5 text-sm font-medium whitespace-nowrap', tones[tone])}>
    {children}
  </span>
)
