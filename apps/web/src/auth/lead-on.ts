import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isSitePath } from './next-path.ts'
import { useSession } from './session-queries.ts'

/** Redirects a user who is signed in, or has just signed in, to the page that they wanted. */
export const useLeadOn = (next: string | undefined): void => {
  const router = useRouter()
  const isSignedIn = Boolean(useSession().data?.user)
  useEffect(() => {
    if (isSignedIn) router.history.replace(next !== undefined && isSitePath(next) ? next : '/')
  }, [isSignedIn, next, router])
}
