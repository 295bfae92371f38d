import { useLocation, useNavigate } from '@tanstack/react-router'
import type { SessionOutput, User } from '@tradepost/contract'
import { type ReactNode, useEffect, useState } from 'react'
import { LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { useSession } from './session-queries.ts'

// Remembers the address at the start, because the location has already changed once the redirect to sign-in begins.
const ToSignIn = () => {
  const navigate = useNavigate()
  const href = useLocation({ select: (location) => location.href })
  const [next] = useState(href)
  useEffect(() => {
    void navigate({ to: '/sign-in', search: { next }, replace: true })
  }, [navigate, next])
  return null
}

interface SignedInOnlyProps {
  children: (user: User, session: SessionOutput) => ReactNode
}

/** Shows pages to signed-in users. Redirects everyone else to sign-in, and back afterwards. */
export const SignedInOnly = ({ children }: SignedInOnlyProps) => {
  const session = useSession()
  if (session.data?.user) return children(session.data.user, session.data)
  if (session.data) return <ToSignIn />
  if (session.isError) return <LoadFailure error={session.error} onRetry={() => void session.refetch()} />
  return (
    <div className="page pt-8 sm:pt-12">
      <Loading what="your account">
        <Skeleton className="mb-8 h-12 w-56" />
        <Skeleton className="h-72 rounded-3xl" />
      </Loading>
    </div>
  )
}
