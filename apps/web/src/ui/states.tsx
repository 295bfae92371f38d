import { clsx } from 'clsx'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { messageOf } from '../api.ts'
import { Button } from './button.tsx'

/** A gray placeholder for content that is still loading. */
export const Skeleton = ({ className = '' }: { className?: string }) => (
  <span
    aria-hidden
    className={clsx('block animate-pulse bg-sunken', className.includes('rounded-') || 'rounded-lg', className)}
  />
)

/** Announces to screen readers that a part of the page is loading; wraps the skeletons. */
export const Loading = ({ what, children }: { what: string; children: ReactNode }) => (
  <div role="status" aria-busy>
    <span className="sr-only">Loading {what}…</span>
    {children}
  </div>
)

interface EmptyStateProps {
  title: string
  children?: ReactNode
  action?: ReactNode
  icon?: ReactNode
  as?: 'h1' | 'h2'
}

/** Says that there is nothing here, and what to do next. */
export const EmptyState = ({ title, children, action, icon, as: Heading = 'h2' }: EmptyStateProps) => (
  <div className="mx-auto flex max-w-md flex-col items-center py-16 text-center sm:py-24">
    {icon ? <div className="mb-6 rounded-full bg-sunken p-5 text-muted">{icon}</div> : null}
    <Heading className="display text-3xl">{title}</Heading>
    {children ? <div className="mt-3 leading-relaxed text-muted">{children}</div> : null}
    {action ? <div className="mt-7">{action}</div> : null}
  </div>
)

const tones = {
  problem: 'bg-rust-soft text-rust',
  caution: 'bg-amber-soft text-amber',
  good: 'bg-leaf-soft text-leaf',
}

interface CalloutProps {
  tone?: keyof typeof tones
  title?: string
  children?: ReactNode
  className?: string
}

/** A boxed message beside what it is about. Screen readers announce a problem immediately. */
export const Callout = ({ tone = 'problem', title, children, className = '' }: CalloutProps) => (
  <div
    role={tone === 'problem' ? 'alert' : undefined}
    className={clsx('flex gap-3 rounded-2xl px-4 py-3.5 text-sm leading-relaxed', tones[tone], className)}
  >
    <CircleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0" />
    <div className="min-w-0">
      {title ? <p className="font-semibold">{title}</p> : null}
      {children}
    </div>
  </div>
)

/** Says that loading failed, and offers to try again. */
export const LoadFailure = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => (
  <EmptyState
    title="That did not load"
    icon={<CircleAlert aria-hidden className="size-7" />}
    action={<Button onClick={onRetry}>Try again</Button>}
  >
    {messageOf(error)}
  </EmptyState>
)
