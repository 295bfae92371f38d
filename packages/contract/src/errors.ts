import * as z from 'zod'
import { AdminProduct } from './admin-products.ts'
import { AdminCollection } from './collections.ts'
import { ImportFaults, importStates } from './imports.ts'
import { salesErrors } from './sales-errors.ts'

const None = z.null()
const RetryAfter = z.object({ retryAfterMs: z.int() })

/**
 * All errors of the API, by code. `status` is the HTTP status, `message` says what to do, `details` is the typed data.
 * Codes are part of the API and are never renamed; messages may change. docs/errors.md has one heading per code.
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
  'auth.password_required': { status: 401, message: 'Enter your password to do this.', details: None },
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
  'customer.not_found': { status: 404, message: 'There is no such customer.', details: None },
  'account.last_owner': { status: 409, message: 'Make somebody else an owner first.', details: None },
  'api_key.not_found': { status: 404, message: 'There is no such key.', details: None },
  'product.not_found': { status: 404, message: 'There is no such product.', details: None },
  'product.conflict': {
    status: 409,
    message: 'Somebody else has changed this product meanwhile: compare, then save again.',
    details: z.object({ current: AdminProduct }),
  },
  'product.slug_taken': { status: 409, message: 'Another product has this address: choose another.', details: None },
  'product.sku_taken': {
    status: 409,
    message: 'Another variant has this SKU: choose another.',
    details: z.object({ sku: z.string(), slug: z.string() }),
  },
  'product.invalid': {
    status: 422,
    message: 'The product does not fit together.',
    details: z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })) }),
  },
  'collection.not_found': { status: 404, message: 'There is no such collection.', details: None },
  'collection.conflict': {
    status: 409,
    message: 'Somebody else has changed this collection meanwhile: compare, then save again.',
    details: z.object({ current: AdminCollection }),
  },
  'collection.slug_taken': {
    status: 409,
    message: 'Another collection has this address: choose another.',
    details: None,
  },
  'collection.invalid_parent': {
    status: 409,
    message: 'A collection cannot lie below itself, nor deeper than the tree goes.',
    details: z.object({ maxDepth: z.int() }),
  },
  'collection.has_children': { status: 409, message: 'Move or delete the collections below it first.', details: None },
  'collection.too_many': { status: 409, message: 'There is no room for more.', details: z.object({ max: z.int() }) },
  'collection.is_by_rule': {
    status: 409,
    message: 'The products of this collection are found by its rules: change those.',
    details: None,
  },
  'media.not_found': { status: 404, message: 'There is no such picture.', details: None },
  'media.in_use': {
    status: 409,
    message: 'Products or collections show this picture: take it from them first.',
    details: z.object({ uses: z.int() }),
  },
  'media.too_large': { status: 413, message: 'The file is too large.', details: z.object({ limitBytes: z.int() }) },
  'media.too_many_pixels': {
    status: 422,
    message: 'The picture has too many pixels: make it smaller first.',
    details: z.object({ limitPixels: z.int() }),
  },
  'media.unsupported': {
    status: 422,
    message: 'This is no picture that the shop takes: send a JPEG, PNG, WebP, AVIF or GIF.',
    details: None,
  },
  ...salesErrors,
  'import.invalid': { status: 422, message: 'The file has faults.', details: ImportFaults },
  'import.not_found': { status: 404, message: 'There is no such import.', details: None },
  'import.too_large': { status: 413, message: 'The file is too large.', details: z.object({ limitBytes: z.int() }) },
  'import.too_many': {
    status: 409,
    message: 'Too many imports keep a file: cancel one that is not needed, or wait for one to end.',
    details: z.object({ max: z.int() }),
  },
  'import.wrong_offset': {
    status: 409,
    message: 'The next bytes of the file begin elsewhere: go on at receivedBytes.',
    details: z.object({ receivedBytes: z.int() }),
  },
  'import.incomplete': {
    status: 409,
    message: 'The file has not come whole: send the rest first.',
    details: z.object({ receivedBytes: z.int(), sizeBytes: z.int() }),
  },
  'import.wrong_state': {
    status: 409,
    message: 'The import is not in a state that allows this.',
    details: z.object({ state: z.enum(importStates) }),
  },
  not_found: { status: 404, message: 'There is no such procedure.', details: None },
  rate_limited: { status: 429, message: 'Too many requests: wait, then try again.', details: RetryAfter },
  busy: { status: 503, message: 'The shop is very busy: try again in a moment.', details: RetryAfter },
  'storage.full': {
    status: 503,
    message: 'The shop cannot store anything now: try again in a moment.',
    details: RetryAfter,
  },
  internal: { status: 500, message: 'Something went wrong on our side.', details: None },
} as const satisfies Record<string, { status: number; message: string; details: z.ZodType }>

export type ErrorCode = keyof typeof errorTable
export type ErrorDetails<C extends ErrorCode> = z.infer<(typeof errorTable)[C]['details']>

/** The errors that any procedure may return without declaring them. */
export const universalErrors = [
  'input.invalid',
  'request.invalid',
  'request.too_large',
  'request.forbidden_origin',
  'auth.required',
  'auth.forbidden',
  'auth.mfa_setup_required',
  'not_found',
  'rate_limited',
  'busy',
  'storage.full',
  'internal',
] as const satisfies readonly ErrorCode[]

export type UniversalError = (typeof universalErrors)[number]

/** The `data` of an error on the wire. After narrowing on `code`, `details` has its type. */
export type WireError<C extends ErrorCode> = C extends ErrorCode
  ? { readonly code: C; readonly details: ErrorDetails<C>; readonly httpStatus: number; readonly requestId: string }
  : never

/** An expected failure with its code and typed details. Any other thrown error is returned as `internal`. */
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

/** Creates the error of a code: `throw fail('order.out_of_stock', { items })`. */
export const fail = <C extends ErrorCode>(code: C, ...details: DetailsArgument<C>): CodedError<C> =>
  new CodedError(code, (details[0] ?? null) as ErrorDetails<C>)
