import { FulfilOrderInput } from '@tradepost/contract'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { SuggestField } from '../../ui/suggest-field.tsx'
import { onlyGiven } from '../only-given.ts'
import { ActButtons } from './act-buttons.tsx'
import { ActProblem } from './act-problem.tsx'
import { openUnits } from './order-acts.ts'
import { counted } from './order-words.ts'
import { UnitsField, useUnits } from './units-field.tsx'
import { type OrderDesk, useOrderAct } from './use-order-act.ts'

const carriers = ['DHL', 'DPD', 'FedEx', 'GLS', 'UPS', 'PostNL', 'Royal Mail', 'An Post', 'Deutsche Post', 'La Poste']

type Input = Omit<FulfilOrderInput, 'idempotencyKey'>

const textOr = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())

const useFulfil = (desk: OrderDesk) =>
  useOrderAct<Input>(desk, {
    call: (input, idempotencyKey) => client.admin.orders.fulfil.mutate({ ...input, idempotencyKey }),
    told: ({ status }) => (status === 'fulfilled' ? 'The parcel is noted. All has left.' : 'The parcel is noted.'),
  })

const FulfilForm = ({ desk }: { desk: OrderDesk }) => {
  const { id, lines } = desk.order
  const choosable = lines.map((line) => ({ line, max: openUnits(line) })).filter(({ max }) => max > 0)
  const chosen = useUnits(choosable, 'all')
  const [parcel, setParcel] = useState({ carrier: '', trackingNumber: '', trackingUrl: '' })
  const [isTold, setIsTold] = useState(false)
  const fulfil = useFulfil(desk)
  const trackingUrl = textOr(parcel.trackingUrl)
  const isUrl = FulfilOrderInput.shape.trackingUrl.safeParse(trackingUrl).success
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTold(true)
    if (chosen.count === 0 || !isUrl) return
    const { carrier, trackingNumber } = parcel
    const tracking = onlyGiven({ carrier: textOr(carrier), trackingNumber: textOr(trackingNumber), trackingUrl })
    fulfil.act({ id, lines: chosen.lines, ...tracking })
  }
  const field = (name: keyof typeof parcel) => ({
    value: parcel[name],
    onChange: ({ target }: { target: { value: string } }) => setParcel((now) => ({ ...now, [name]: target.value })),
  })
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <ActProblem error={fulfil.error} />
      <UnitsField
        legend="In the parcel"
        choosable={choosable}
        chosen={chosen}
        what="to send"
        error={isTold && chosen.count === 0 ? 'Choose one unit at least.' : undefined}
      />
      <SuggestField label="Carrier" maxLength={100} suggestions={carriers} {...field('carrier')} />
      <TextField label="Tracking number" maxLength={100} autoComplete="off" {...field('trackingNumber')} />
      <TextField
        label="Tracking link"
        type="url"
        placeholder="https://"
        maxLength={500}
        error={isTold && !isUrl ? 'Enter a whole address that begins with https://.' : undefined}
        {...field('trackingUrl')}
      />
      <p className="text-sm leading-relaxed text-muted">The customer is told, with the tracking.</p>
      <ActButtons act={`Send ${counted(chosen.count, 'unit')}`} isBusy={fulfil.isBusy} onClose={desk.close} />
    </form>
  )
}

/** Records a fulfillment: its units, and how it can be tracked. */
export const FulfilDialog = ({ desk }: { desk: OrderDesk }) => (
  <Dialog isOpen onClose={desk.close} title="Send a parcel">
    <FulfilForm desk={desk} />
  </Dialog>
)
