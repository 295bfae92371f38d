import type { ErrorCode } from '@tradepost/contract'

/** The exit codes of the process. Programs rely on them. */
export const exitCodes = { ok: 0, refused: 1, usage: 2, notAllowed: 3, unreachable: 4 } as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The codes of failures in the CLI itself; all other failures have the server's own code. */
export type CliCode =
  | 'cli.usage'
  | 'cli.unreachable'
  | 'cli.server_failed'
  | 'cli.interrupted'
  | 'cli.canceled'
  | 'cli.failed'

export interface FailureOptions {
  /** Details for programs, in addition to the code. */
  readonly details?: unknown
  /** Lines for a person, printed below the message. */
  readonly hints?: readonly string[]
  readonly cause?: unknown
}

/** An expected failure of a command: one sentence that says what to do, and a code that programs identify it by. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: ErrorCode | CliCode
  readonly details: unknown
  readonly hints: readonly string[]

  constructor(code: ErrorCode | CliCode, message: string, { details = null, hints = [], cause }: FailureOptions = {}) {
    super(message, { cause })
    this.code = code
    this.details = details
    this.hints = hints
  }
}

/** Returns the failure of a command that was called incorrectly. */
export const misused = (message: string, options?: FailureOptions): Failure =>
  new Failure('cli.usage', message, options)

const exitCodeByCode: Partial<Record<ErrorCode | CliCode, ExitCode>> = {
  'cli.usage': exitCodes.usage,
  'auth.required': exitCodes.notAllowed,
  'auth.forbidden': exitCodes.notAllowed,
  'auth.invalid_credentials': exitCodes.notAllowed,
  'auth.mfa_required': exitCodes.notAllowed,
  'auth.mfa_invalid': exitCodes.notAllowed,
  'auth.mfa_setup_required': exitCodes.notAllowed,
  'staff.beyond_own_permissions': exitCodes.notAllowed,
  'cli.unreachable': exitCodes.unreachable,
  'cli.server_failed': exitCodes.unreachable,
  'cli.interrupted': exitCodes.unreachable,
}

/** Returns the exit code of a failure. */
export const exitCodeOf = ({ code }: Failure): ExitCode => exitCodeByCode[code] ?? exitCodes.refused
