import type { AdminOrder } from '@tradepost/contract'
import { counted } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { ActOptions } from './act-on-order.ts'
import { actOnOrder } from './act-on-order.ts'
import type { TypedUnits } from './line-choice.ts'
import { linesOf } from './line-choice.ts'

export interface FulfilOptions extends ActOptions {
  readonly line?: TypedUnits[]
  readonly carrier?: string
  readonly tracking?: string
  readonly trackingUrl?: string
}

const sentText = ({ lines, status }: AdminOrder): string => {
  const sent = lines.reduce((sum, { fulfilledQuantity }) => sum + fulfilledQuantity, 0)
  const all = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return `${status}, ${sent} of ${counted(all, 'unit')} sent.`
}

/** Fulfills an order: all units that have not been shipped, or the named units. */
export const fulfilOrder = (terminal: Terminal, name: string, options: FulfilOptions): Promise<void> =>
  actOnOrder(terminal, { name, options }, (order) => {
    const { line, carrier, tracking, trackingUrl } = options
    const parcel = {
      ...(line ? { lines: linesOf(order, line) } : {}),
      ...(carrier ? { carrier } : {}),
      ...(tracking ? { trackingNumber: tracking } : {}),
      ...(trackingUrl ? { trackingUrl } : {}),
    }
    return { act: (orders, base) => orders.fulfil.mutate({ ...base, ...parcel }), told: sentText }
  })

/** Completes an order, which has arrived. */
export const completeOrder = (terminal: Terminal, name: string, options: ActOptions): Promise<void> =>
  actOnOrder(terminal, { name, options }, () => ({
    act: (orders, base) => orders.complete.mutate(base),
    told: ({ status }) => `${status}.`,
  }))

export interface NoteOptions extends ActOptions {
  readonly public?: boolean
}

/** Adds a note to the timeline of an order, for the staff only or for the customer too. */
export const noteOrder = (
  terminal: Terminal,
  { name, note }: { readonly name: string; readonly note: string },
  options: NoteOptions
): Promise<void> =>
  actOnOrder(terminal, { name, options }, () => ({
    act: (orders, base) => orders.addNote.mutate({ ...base, note, isPublic: options.public ?? false }),
    told: () => 'the note is added.',
  }))
