import type { Logger } from 'pino'
import { pino } from 'pino'

/**
 * Creates the log, which writes JSON lines. It describes an error by its kind, the message of its innermost cause and
 * its stack frames only: Drizzle's own message repeats the statement with its values, which are people's addresses and
 * hashes.
 */
export const makeLog = (level: string): Logger => pino({ level, base: null, serializers: { err: describeError } })

/** Returns the parts of an error that may be logged. */
export const describeError = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { kind: typeof error }
  const cause = innermost(error)
  const code = 'code' in cause ? String(cause.code) : undefined
  return { kind: cause.name, ...(code ? { code } : {}), message: cause.message.slice(0, 500), at: framesOf(error) }
}

const innermost = (error: Error): Error => (error.cause instanceof Error ? innermost(error.cause) : error)

const MAX_FRAMES = 12

// The stack begins with the message; only lines that begin with "at" are frames.
const framesOf = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, MAX_FRAMES)
