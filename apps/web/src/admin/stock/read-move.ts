import {
  AdjustStockInput,
  CountStockInput,
  type IdOf,
  ReceiveStockInput,
  type StockItem,
  TransferStockInput,
} from '@tradepost/contract'

/** The manual stock changes that staff can make. */
export const moveKinds = ['receive', 'adjust', 'count', 'transfer'] as const

export type MoveKind = (typeof moveKinds)[number]

/** The form values of a stock change. */
export interface MoveFields {
  kind: MoveKind
  units: string
  location: string
  to: string
  reason: string
}

type Input =
  | { kind: 'receive'; input: ReceiveStockInput }
  | { kind: 'adjust'; input: AdjustStockInput }
  | { kind: 'count'; input: CountStockInput }
  | { kind: 'transfer'; input: TransferStockInput }

type Fault = Partial<Record<keyof MoveFields, string>>

// Replaces the idempotency key until the form is sent, so that the contract can check everything else.
const NO_KEY = 'not-sent-yet'
const fieldByPath: Record<string, keyof MoveFields> = {
  quantity: 'units',
  delta: 'units',
  counted: 'units',
  locationId: 'location',
  fromLocationId: 'location',
  toLocationId: 'to',
  reason: 'reason',
}

const numberOf = (text: string): number | undefined =>
  /^[+-]?\d{1,10}$/.test(text.trim()) ? Number(text.trim()) : undefined

/** Converts the form to the input of its procedure, or returns the errors by field. */
export const readMove = (variantId: IdOf<'variant'>, fields: MoveFields): Input | { faults: Fault } => {
  const { kind, location, to, reason } = fields
  // The contract refuses NaN, so that all errors are reported together.
  const units = numberOf(fields.units) ?? Number.NaN
  const by = { idempotencyKey: NO_KEY, variantId, reason }
  switch (kind) {
    case 'receive': {
      const { data, error } = ReceiveStockInput.safeParse({ ...by, locationId: location, quantity: units })
      return data ? { kind, input: data } : { faults: faultsOf(error?.issues ?? []) }
    }
    case 'adjust': {
      const { data, error } = AdjustStockInput.safeParse({ ...by, locationId: location, delta: units })
      return data ? { kind, input: data } : { faults: faultsOf(error?.issues ?? []) }
    }
    case 'count': {
      const { data, error } = CountStockInput.safeParse({ ...by, locationId: location, counted: units })
      return data ? { kind, input: data } : { faults: faultsOf(error?.issues ?? []) }
    }
    case 'transfer': {
      const places = { fromLocationId: location, toLocationId: to }
      const { data, error } = TransferStockInput.safeParse({ ...by, ...places, quantity: units })
      return data ? { kind, input: data } : { faults: faultsOf(error?.issues ?? []) }
    }
  }
}

const sentences: Partial<Record<string, string>> = {
  reason: 'Say why.',
  location: 'Choose a location.',
  to: 'Choose another location.',
}

const faultsOf = (issues: readonly { path: PropertyKey[]; code: string; message: string }[]): Fault => {
  const faults: Fault = {}
  for (const { path, code, message } of issues) {
    const field = fieldByPath[String(path[0])] ?? 'units'
    faults[field] ??= field === 'units' ? unitsSentence(code, message) : sentenceOf(field, code, message)
  }
  return faults
}

const sentenceOf = (field: keyof MoveFields, code: string, message: string): string =>
  field === 'reason' && code === 'too_big' ? message : (sentences[field] ?? message)

const unitsSentence = (code: string, message: string): string => {
  if (code === 'too_small') return 'Enter a larger number.'
  return code === 'too_big' ? 'Enter a smaller number.' : message
}

/** Describes the resulting stock, if it is known. */
export const foreseeMove = (item: StockItem, { kind, units: typed, location, to }: MoveFields): string => {
  const units = numberOf(typed)
  const onHandAt = (id: string): number => item.levels.find(({ locationId }) => locationId === id)?.onHand ?? 0
  if (units === undefined) return ''
  const before = onHandAt(location)
  switch (kind) {
    case 'receive':
    case 'adjust':
      return `${before} on hand now, ${before + units} then.`
    case 'count': {
      const difference = units - before
      if (difference === 0) return 'As it is on record.'
      return `${before} on record: ${Math.abs(difference)} ${difference > 0 ? 'more' : 'fewer'}.`
    }
    case 'transfer':
      return to === '' ? '' : `Then ${before - units} on hand here and ${onHandAt(to) + units} there.`
  }
}
