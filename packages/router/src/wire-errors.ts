import type { ErrorCode, UniversalError, WireError } from '@tradepost/contract'
import { CodedError, errorTable, universalErrors } from '@tradepost/contract'
import type { TRPCError } from '@trpc/server'
import * as z from 'zod'
import type { Context } from './context.ts'

type TrpcCode = -32_600 | -32_603 | -32_001 | -32_002 | -32_003 | -32_004 | -32_009 | -32_013 | -32_022 | -32_029

/** An error with one of the codes `C` on the wire. */
export interface ErrorShape<C extends ErrorCode> {
  readonly code: TrpcCode
  readonly message: string
  readonly data: WireError<C>
}

interface Failure {
  readonly error: TRPCError
  readonly ctx?: Context | undefined
}

const MAX_ISSUES = 20
const MAX_MESSAGE = 200

/**
 * Creates the error formatter of a procedure that declares these codes. Undeclared errors fall through to `internal`.
 */
export const declares =
  <const C extends ErrorCode>(...codes: C[]) =>
  ({ error, ctx }: Failure): ErrorShape<C> | undefined => {
    const { cause } = error
    return cause instanceof CodedError && isOneOf(codes, cause.code)
      ? toShape(cause.code, cause.details, ctx)
      : undefined
  }

/** Formats the errors that any procedure may return. Hides everything else behind `internal` and the request ID. */
export const formatUniversal = ({ error, ctx }: Failure): ErrorShape<UniversalError> => {
  const { cause } = error
  if (cause instanceof CodedError && isOneOf(universalErrors, cause.code))
    return toShape(cause.code, cause.details, ctx)
  if (error.code === 'BAD_REQUEST' && cause instanceof z.ZodError) return toShape('input.invalid', issuesOf(cause), ctx)
  if (error.code === 'NOT_FOUND' || error.code === 'METHOD_NOT_SUPPORTED') return toShape('not_found', null, ctx)
  return isRequestFault(error) ? toShape('request.invalid', null, ctx) : toShape('internal', null, ctx)
}

const isRequestFault = (error: TRPCError): boolean =>
  error.code === 'PARSE_ERROR' || error.code === 'BAD_REQUEST' || error.code === 'UNSUPPORTED_MEDIA_TYPE'

const issuesOf = (error: z.ZodError) => ({
  issues: error.issues.slice(0, MAX_ISSUES).map(({ path, message }) => ({
    path: path.join('.').slice(0, MAX_MESSAGE),
    message: message.slice(0, MAX_MESSAGE),
  })),
})

/**
 * Returns an error in its wire shape. `details` must belong to `code`, as they do if both come from one `CodedError`.
 */
export const toShape = <C extends ErrorCode>(
  code: C,
  details: unknown,
  ctx: Pick<Context, 'requestId'> | undefined
) => {
  const { status, message } = errorTable[code]
  const data = { code, details, httpStatus: status, requestId: ctx?.requestId ?? '' }
  return { code: trpcCodes[status], message, data } as unknown as ErrorShape<C>
}

const trpcCodes = {
  400: -32_600,
  401: -32_001,
  402: -32_002,
  403: -32_003,
  404: -32_004,
  409: -32_009,
  413: -32_013,
  422: -32_022,
  429: -32_029,
  500: -32_603,
  503: -32_603,
} as const satisfies Record<(typeof errorTable)[ErrorCode]['status'], TrpcCode>

const isOneOf = <C extends ErrorCode>(codes: readonly C[], code: ErrorCode): code is C =>
  (codes as readonly ErrorCode[]).includes(code)
