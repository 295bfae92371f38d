import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { isSitePath } from './next-path.ts'
import { useSession } from './session-queries.ts'

interface AuthFrameProps {
  title: string
  lead: string
  /** Where to go once somebody is signed in. */
  next: string | undefined
  children: ReactNode
}

/** The narrow page that both sign-in and sign-up stand on; who is signed in is led on at once. */
export const AuthFrame = ({ title, lead, next, children }: AuthFrameProps) => {
  const router = useRouter()
  const isSignedIn = Boolean(useSession().data?.user)
  useEffect(() => {
    if (isSignedIn) router.history.replace(next !== undefined && isSitePath(next) ? next : '/')
  }, [isSignedIn, next, router])
  return (
    <div className="page pt-12 sm:pt-20">
      <div className="mx-auto max-w-sm">
        <h1 className="display text-4xl">{title}</h1>
        <p className="mt-3 mb-8 leading-relaxed text-muted">{lead}</p>
        {children}
      </div>
    </div>
  )
}
