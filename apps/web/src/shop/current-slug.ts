import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Redirects from a former address of a page to the current one, once, and replaces the history entry. */
export const useCurrentSlug = (current: string, lead: (slug: string) => Promise<void>): void => {
  const { slug } = useParams({ strict: false })
  const isFormer = slug !== undefined && slug !== current
  useEffect(() => {
    if (isFormer) void lead(current)
    // `lead` is new in each render but always leads to the same place.
  }, [isFormer, current])
}
