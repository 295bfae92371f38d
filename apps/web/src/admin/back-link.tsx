import { Link, type LinkProps } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'

/** Links from a record back to its list. */
export const BackLink = ({ to, children }: { to: NonNullable<LinkProps['to']>; children: string }) => (
  <Link
    to={to}
    className="mb-3 inline-flex min-h-11 items-center gap-2 text-[0.9375rem] text-muted underline-offset-4 hover:underline"
  >
    <ArrowLeft aria-hidden className="size-4" />
    {children}
  </Link>
)
