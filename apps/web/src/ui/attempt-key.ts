import { encodeBase32 } from '@tradepost/contract'
import { useRef } from 'react'
import { errorOf } from '../api.ts'

const KEY_BYTES = 20

const unsettledCodes: readonly string[] = ['busy', 'storage.full', 'internal', 'payment.provider_unavailable']

/** Tells whether what was asked for may have been done all the same: no answer, a busy shop or provider, a fault inside. */
export const isUnsettled = (error: unknown): boolean => {
  const code = errorOf(error)?.code
  return code === undefined || unsettledCodes.includes(code)
}

// `crypto.randomUUID` is missing where the page is served over plain http on a local network; this is not.
const makeKey = (): string => encodeBase32(crypto.getRandomValues(new Uint8Array(KEY_BYTES)))

/**
 * Gives keys for acts that must not happen twice. A key belongs to one input until the server has said a definite yes or
 * no: while the answer is unknown, the same input goes out with the same key.
 */
export const useAttemptKey = () => {
  const last = useRef<{ input: string; key: string } | null>(null)
  return {
    keyFor: (attempt: unknown): string => {
      const input = JSON.stringify(attempt)
      if (last.current?.input !== input) last.current = { input, key: makeKey() }
      return last.current.key
    },
    /** To be called with what a failed act has thrown. */
    forgetAfter: (error: unknown): void => {
      if (!isUnsettled(error)) last.current = null
    },
    /** To be called when an act has succeeded and the next one is another, be it alike. */
    forget: (): void => {
      last.current = null
    },
  }
}
