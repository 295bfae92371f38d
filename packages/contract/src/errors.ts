import * as z from 'zod'
import { Money } from './money.ts'
import { OrderAction, OrderStatus } from './order-machine.ts'
import { ImportFault } from './product-import.ts'

const None = z.null()
const RetryAfter = z.object({ retryAfterMs: z.int() })
const SkuShortage = z.object({ sku: z.string(), title: z.string(), requested: z.int(), available: z.int() })

/**
 * Every error a caller can be told, by code. `status` is HTTP's, `message` says what to do, `details` is the typed data.
 * Codes are API and are never renamed; messages are not. docs/errors.md has one heading a code.
 */
export const errorTable = {
  'input.invalid': {
    status: 400,
    message: 'Some fields need another value.',
    details: z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })) }),
  },
  'request.invalid': { status: 400, message: 'The request cannot be read.', details: None },
  'request.too_large': { status: 413, message: 'Send less at once.', details: z.object({ limitBytes: z.int() }) },
  'request.forbidden_origin': {
    status: 403,
    message: 'A browser may call this only from the shop’s own pages.',
    details: None,
  },
  'auth.required': { status: 401, message: 'Sign in first.', details: None },
  'auth.forbidden': { status: 403, message: 'Your role or key does not allow this.', details: None },
  'auth.invalid_credentials': {
    status: 401,
    message: 'E-mail address and password do not match an account.',
    details: None,
  },
  'auth.email_taken': { status: 409, message: 'This address has an account already.', details: None },
  'auth.mfa_required': { status: 401, message: 'Enter the code of your authenticator.', details: None },
  'auth.mfa_invalid': { status: 401, message: 'This code is wrong or was used: wait for the next one.', details: None },
  'auth.mfa_setup_required': {
    status: 403,
    message: 'The shop asks its staff for a second factor: turn it on under your account’s security first.',
    details: None,
  },
  'auth.mfa_already_enabled': {
    status: 409,
    message: 'The second factor is on already: turn it off first.',
    details: None,
  },
  'auth.mfa_not_begun': { status: 409, message: 'Begin the set-up again to get a new QR code.', details: None },
  'auth.mfa_not_enabled': { status: 409, message: 'The second factor is not on.', details: None },
  'auth.token_invalid': {
    status: 400,
    message: 'This link was used, has run out, or was replaced by a newer one: ask for another.',
    details: None,
  },
  'auth.wrong_password': { status: 400, message: 'This is not your current password.', details: None },
  'auth.weak_password': {
    status: 400,
    message: 'This password is among the first that are guessed: choose another.',
    details: None,
  },
  'auth.rate_limited': { status: 429, message: 'Too many tries: wait, then try again.', details: RetryAfter },
  'session.not_found': { status: 404, message: 'There is no such session.', details: None },
  'address.not_found': { status: 404, message: 'There is no such address.', details: None },
  'address.too_many': { status: 409, message: 'Remove an address first.', details: z.object({ max: z.int() }) },
  'staff.not_found': { status: 404, message: 'There is no such staff member.', details: None },
  'staff.last_owner': { status: 409, message: 'The shop needs one owner at least.', details: None },
  'staff.not_yourself': { status: 409, message: 'Ask another owner to change your own role or access.', details: None },
  'staff.invitation_not_found': { status: 404, message: 'There is no such invitation.', details: None },
  'staff.beyond_own_permissions': {
    status: 403,
    message: 'You can give away only what you hold yourself.',
    details: None,
  },
  'account.last_owner': { status: 409, message: 'Make somebody else an owner first.', details: None },
  'api_key.not_found': { status: 404, message: 'There is no such key.', details: None },
  'product.not_found': { status: 404, message: 'There is no such product.', details: None },
  'variant.not_found': { status: 404, message: 'There is no such variant.', details: None },
  'cart.line_not_found': { status: 404, message: 'The cart has no such line.', details: None },
  'cart.too_many_lines': { status: 400, message: 'The cart is full.', details: z.object({ max: z.int() }) },
  'cart.insufficient_stock': {
    status: 409,
    message: 'There are not that many left.',
    details: z.object({ sku: z.string(), available: z.int() }),
  },
  'order.not_found': { status: 404, message: 'There is no such order.', details: None },
  'order.empty_cart': { status: 409, message: 'The cart is empty.', details: None },
  'order.cart_changed': {
    status: 409,
    message: 'The cart is being ordered already, or was changed: look at it again.',
    details: None,
  },
  'order.email_required': { status: 400, message: 'Enter an e-mail address for the confirmation.', details: None },
  'order.out_of_stock': {
    status: 409,
    message: 'Some items are sold out.',
    details: z.object({ items: z.array(SkuShortage) }),
  },
  'order.unavailable': {
    status: 409,
    message: 'Some items are no longer sold.',
    details: z.object({ skus: z.array(z.string()) }),
  },
  'order.total_changed': {
    status: 409,
    message: 'The total has changed: look at it again before you pay.',
    details: z.object({ total: Money }),
  },
  'order.illegal_transition': {
    status: 409,
    message: 'The order’s status does not allow this.',
    details: z.object({ from: OrderStatus, action: OrderAction, allowed: z.array(OrderAction) }),
  },
  'payment.declined': {
    status: 402,
    message: 'The payment was declined: try another card.',
    details: z.object({ reason: z.enum(['card_declined', 'insufficient_funds']) }),
  },
  'idempotency.conflict': {
    status: 409,
    message: 'This idempotency key was used with another input: make a new one.',
    details: None,
  },
  'import.invalid': {
    status: 422,
    message: 'The file has faults; nothing was imported.',
    details: z.object({ faults: z.array(ImportFault), faultCount: z.int() }),
  },
  'import.too_large': { status: 413, message: 'The file is too large.', details: z.object({ limitBytes: z.int() }) },
  not_found: { status: 404, message: 'There is no such procedure.', details: None },
  busy: { status: 503, message: 'The shop is very busy: try again in a moment.', details: RetryAfter },
  internal: { status: 500, message: 'Something went wrong on our side.', details: None },
} as const satisfies Record<string, { status: number; message: string; details: z.ZodType }>

export type ErrorCode = keyof typeof errorTable
export type ErrorDetails<C extends ErrorCode> = z.infer<(typeof errorTable)[C]['details']>

/** Errors that any procedure may answer, whatever it declares. */
export const universalErrors = [
  'input.invalid',
  'request.invalid',
  'request.too_large',
  'request.forbidden_origin',
  'auth.required',
  'auth.forbidden',
  'auth.mfa_setup_required',
  'not_found',
  'busy',
  'internal',
] as const satisfies readonly ErrorCode[]

export type UniversalError = (typeof universalErrors)[number]

/** What an error carries over the wire in `data`: narrow on `code` and `details` has its type. */
export type WireError<C extends ErrorCode> = C extends ErrorCode
  ? { readonly code: C; readonly details: ErrorDetails<C>; readonly httpStatus: number; readonly requestId: string }
  : never

/** An expected failure with its code and typed details; anything else that is thrown answers `internal`. */
export class CodedError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'CodedError'
  readonly code: C
  readonly details: ErrorDetails<C>

  constructor(code: C, details: ErrorDetails<C>) {
    super(errorTable[code].message)
    this.code = code
    this.details = details
  }
}

type DetailsArgument<C extends ErrorCode> = null extends ErrorDetails<C> ? [] : [details: ErrorDetails<C>]

/** Makes the error of a code: `throw fail('order.out_of_stock', { items })`. */
export const fail = <C extends ErrorCode>(code: C, ...details: DetailsArgument<C>): CodedError<C> =>
  new CodedError(code, (details[0] ?? null) as ErrorDetails<C>)
