import { encodeBase32 } from '@tradepost/contract'
import { useRef } from 'react'
import { errorOf } from '../api.ts'

const KEY_BYTES = 20

const unsettledCodes: readonly string[] = ['busy', 'storage.full', 'internal', 'payment.provider_unavailable']

/** Returns whether a failed act may have been performed: no response, a busy shop or provider, or an internal error. */
export const isUnsettled = (error: unknown): boolean => {
  const code = errorOf(error)?.code
  return code === undefined || unsettledCodes.includes(code)
}

// `crypto.randomUUID` is missing if the page is served over plain HTTP on a local network; `getRandomValues` is not.
const makeKey = (): string => encodeBase32(crypto.getRandomValues(new Uint8Array(KEY_BYTES)))

/**
 * Provides idempotency keys. A key belongs to one input until the server has definitely accepted or refused it: while
 * the outcome is unknown, the same input is sent with the same key.
 */
export const useAttemptKey = () => {
  const last = useRef<{ input: string; key: string } | null>(null)
  return {
    keyFor: (attempt: unknown): string => {
      const input = JSON.stringify(attempt)
      if (last.current?.input !== input) last.current = { input, key: makeKey() }
      return last.current.key
    },
    /** Call this with the error of a failed act. */
    forgetAfter: (error: unknown): void => {
      if (!isUnsettled(error)) last.current = null
    },
    /** Call this after an act succeeded, so that the next one is a new act even if its input is the same. */
    forget: (): void => {
      last.current = null
    },
  }
}
