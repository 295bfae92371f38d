import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Leads from a page's former address to the one it has now, once, without a new step in the history. */
export const useCurrentSlug = (current: string, lead: (slug: string) => Promise<void>): void => {
  const { slug } = useParams({ strict: false })
  const isFormer = slug !== undefined && slug !== current
  useEffect(() => {
    if (isFormer) void lead(current)
    // `lead` is made anew at every drawing and always leads to the same place.
  }, [isFormer, current])
}
