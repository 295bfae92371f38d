import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { errorOf } from '../api.ts'

/**
 * Reads the token of a mailed link and removes it from the address bar and the history. The token is behind the `#`,
 * which browsers never send to a server.
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

/** Returns whether a link was used, has expired or was truncated, so that only a new mail helps. */
export const isDeadLink = (error: unknown): boolean => {
  const code = errorOf(error)?.code
  return code === 'auth.token_invalid' || code === 'input.invalid'
}

/**
 * Opens a mailed link once, when its page is shown. A link works only once, so the query never retries or refetches.
 */
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
