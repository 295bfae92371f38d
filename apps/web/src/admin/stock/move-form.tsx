import { useMutation } from '@tanstack/react-query'
import type { Location, StockItem } from '@tradepost/contract'
import { useForm, type UseFormReturn, useWatch } from 'react-hook-form'
import { client, errorOf } from '../../api.ts'
import { useAttemptKey } from '../../ui/attempt-key.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { notify } from '../../ui/notices.ts'
import { ErrorSummary } from '../error-summary.tsx'
import { foreseeMove, type MoveFields, type MoveKind, moveKinds, readMove } from './read-move.ts'
import { useStockMoved } from './stock-queries.ts'

const names: Record<MoveKind, string> = { receive: 'Receive', adjust: 'Adjust', count: 'Count', transfer: 'Move' }
const unitLabels: Record<MoveKind, string> = {
  receive: 'Units that came in',
  adjust: 'More or fewer',
  count: 'Units counted',
  transfer: 'Units to move',
}
const reasons: Record<MoveKind, string> = { receive: 'Delivery', adjust: '', count: 'Count', transfer: 'Moved' }
const done: Record<MoveKind, string> = {
  receive: 'Received',
  adjust: 'Adjusted',
  count: 'Counted',
  transfer: 'Moved',
}

type Form = UseFormReturn<MoveFields>
type Read = Exclude<ReturnType<typeof readMove>, { faults: unknown }>

const send = (move: Read, idempotencyKey: string): Promise<StockItem> => {
  const { inventory } = client.admin
  switch (move.kind) {
    case 'receive':
      return inventory.receive.mutate({ ...move.input, idempotencyKey })
    case 'adjust':
      return inventory.adjust.mutate({ ...move.input, idempotencyKey })
    case 'count':
      return inventory.count.mutate({ ...move.input, idempotencyKey })
    case 'transfer':
      return inventory.transfer.mutate({ ...move.input, idempotencyKey })
  }
}

const useMove = (item: StockItem, form: Form) => {
  const attempt = useAttemptKey()
  const moved = useStockMoved()
  const move = useMutation({
    mutationFn: (read: Read) => send(read, attempt.keyFor(read)),
    onError: (error) => {
      attempt.forgetAfter(error)
      const known = errorOf(error)
      if (known?.code === 'stock.insufficient') {
        const message = `${known.details.available} can be taken there.`
        form.setError('units', { message }, { shouldFocus: true })
      }
    },
    onSuccess: (after, { kind }) => {
      attempt.forget()
      moved(after)
      notify(`${done[kind]}: ${after.sku} has ${after.onHand.toLocaleString('en')} on hand.`)
      // Clears the units and the reason, so that they are not repeated for the next change.
      form.reset({ ...form.getValues(), units: '', reason: reasons[kind] })
      form.setFocus('units')
    },
  })
  const submit = form.handleSubmit((fields) => {
    const read = readMove(item.variantId, fields)
    if (!('faults' in read)) move.mutate(read)
  })
  return { move, submit }
}

const chipClass =
  'inline-flex min-h-11 flex-1 cursor-pointer items-center justify-center rounded-full border border-line-strong px-4 ' +
  'text-[0.9375rem] hover:border-ink has-checked:border-brand has-checked:bg-brand has-checked:text-on-brand ' +
  'has-focus-visible:outline-2 has-focus-visible:outline-offset-2'

interface KindChoiceProps {
  form: Form
  kinds: readonly MoveKind[]
}

const KindChoice = ({ form, kinds }: KindChoiceProps) => (
  <fieldset>
    <legend className="sr-only">What to do</legend>
    <div className="flex flex-wrap gap-2">
      {kinds.map((kind) => (
        <label key={kind} className={chipClass}>
          <input
            type="radio"
            value={kind}
            className="sr-only"
            {...form.register('kind', {
              onChange: () => {
                form.clearErrors()
                if (!form.formState.dirtyFields.reason) form.setValue('reason', reasons[kind])
              },
            })}
          />
          {names[kind]}
        </label>
      ))}
    </div>
  </fieldset>
)

interface PlacesProps {
  form: Form
  kind: MoveKind
  locations: readonly Location[]
}

const Options = ({ locations }: Pick<PlacesProps, 'locations'>) =>
  locations.map(({ id, name, isActive }) => (
    <option key={id} value={id}>
      {isActive ? name : `${name} (off)`}
    </option>
  ))

const Places = ({ form, kind, locations }: PlacesProps) => {
  const { errors } = form.formState
  return (
    <>
      <SelectField
        label={kind === 'transfer' ? 'From' : 'Location'}
        data-field="location"
        error={errors.location?.message}
        {...form.register('location')}
      >
        <Options locations={locations} />
      </SelectField>
      {kind === 'transfer' ? (
        <SelectField label="To" data-field="to" error={errors.to?.message} {...form.register('to')}>
          <option value="">Choose …</option>
          <Options locations={locations} />
        </SelectField>
      ) : null}
    </>
  )
}

const Fields = ({ form, kind, locations, item }: PlacesProps & { item: StockItem }) => {
  const { errors } = form.formState
  const fields = useWatch({ control: form.control })
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label={unitLabels[kind]}
          data-field="units"
          inputMode={kind === 'adjust' ? 'text' : 'numeric'}
          autoComplete="off"
          placeholder={kind === 'adjust' ? '-2' : undefined}
          className={kind === 'transfer' ? 'sm:col-span-2' : undefined}
          error={errors.units?.message}
          {...form.register('units')}
        />
        <Places form={form} kind={kind} locations={locations} />
      </div>
      <TextField
        label="Reason"
        data-field="reason"
        autoComplete="off"
        error={errors.reason?.message}
        {...form.register('reason')}
      />
      <p role="status" className="min-h-6 text-sm text-muted empty:hidden">
        {foreseeMove(item, { ...form.getValues(), ...fields })}
      </p>
    </>
  )
}

interface MoveFormProps {
  item: StockItem
  /** In the order in which orders allocate units from them. */
  locations: readonly Location[]
}

const fieldsInOrder = ['units', 'location', 'to', 'reason'] as const

const faultsOf = ({ formState }: Form): Record<string, string> =>
  Object.fromEntries(
    fieldsInOrder.flatMap((field) => {
      const message = formState.errors[field]?.message
      return message === undefined ? [] : [[field, message]]
    })
  )

/** Receives, adjusts, counts or transfers units of one variant. */
export const MoveForm = ({ item, locations }: MoveFormProps) => {
  const first = locations.find(({ isActive }) => isActive) ?? locations[0]
  const form = useForm<MoveFields>({
    defaultValues: { kind: 'receive', units: '', location: first?.id ?? '', to: '', reason: reasons.receive },
    resolver: (values) => {
      const read = readMove(item.variantId, values)
      if (!('faults' in read)) return { values, errors: {} }
      const errors = Object.entries(read.faults).map(([field, message]) => [field, { type: 'value', message }])
      return { values: {}, errors: Object.fromEntries(errors) }
    },
  })
  const kind = useWatch({ control: form.control, name: 'kind' })
  const { move, submit } = useMove(item, form)
  const faults = faultsOf(form)
  const isAtField = errorOf(move.error)?.code === 'stock.insufficient'
  return (
    <form
      noValidate
      aria-label="Change the stock"
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-5"
    >
      <ErrorSummary errors={Object.keys(faults).length > 1 ? faults : {}} failure={isAtField ? null : move.error} />
      <KindChoice form={form} kinds={moveKinds.filter((one) => one !== 'transfer' || locations.length > 1)} />
      <Fields form={form} kind={kind} locations={locations} item={item} />
      <Button type="submit" isBusy={move.isPending} className="self-start">
        {names[kind]}
      </Button>
    </form>
  )
}
