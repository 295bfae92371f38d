import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { errorOf } from '../api.ts'

/**
 * Reads the token of a mailed link and takes it out of the address bar and the history. It stands after the `#`, which no
 * browser sends to a server.
 */
export const useMailToken = (): string => {
  const hash = useLocation({ select: (location) => location.hash })
  const [token, setToken] = useState(hash)
  useEffect(() => {
    if (hash === '') return
    setToken(hash)
    const { pathname, search } = window.location
    window.history.replaceState(window.history.state, '', `${pathname}${search}`)
  }, [hash])
  return token
}

/** Tells whether a link is used up, run out or cut off, so that only another mail helps. */
export const isDeadLink = (error: unknown): boolean => {
  const code = errorOf(error)?.code
  return code === 'auth.token_invalid' || code === 'input.invalid'
}

/** Opens a mailed link as soon as its page is shown, once: a link is good for one time. */
export const useMailedLink = <Answer>(act: string, token: string, open: (token: string) => Promise<Answer>) =>
  useQuery({
    queryKey: ['mailed-link', act, token],
    queryFn: () => open(token),
    enabled: token !== '',
    staleTime: Infinity,
    retry: false,
    retryOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
