import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CreateLocationInput, type Location, UpdateLocationInput } from '@tradepost/contract'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { api, errorOf } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { TextField } from '../../ui/field.tsx'
import { notify } from '../../ui/notices.ts'
import { Problem } from '../../ui/problem.tsx'
import { Callout } from '../../ui/states.tsx'

const useLocationsChanged = () => {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: api.admin.inventory.pathKey() })
    return queries.invalidateQueries({ queryKey: api.admin.locations.pathKey() })
  }
}

interface ActsProps {
  act: string
  isBusy: boolean
  onClose: () => void
}

const Acts = ({ act, isBusy, onClose }: ActsProps) => (
  <div className="flex flex-wrap justify-end gap-3">
    <Button look="secondary" onClick={onClose}>
      Cancel
    </Button>
    <Button type="submit" isBusy={isBusy}>
      {act}
    </Button>
  </div>
)

/** The form that creates a location. */
export const NewLocationForm = ({ onDone }: { onDone: () => void }) => {
  const changed = useLocationsChanged()
  const create = useMutation(api.admin.locations.create.mutationOptions({ onSuccess: changed }))
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(CreateLocationInput),
    defaultValues: { name: '' },
  })
  const submit = handleSubmit((values) =>
    create.mutate(values, {
      onSuccess: ({ name }) => {
        notify(`${name} is added.`)
        onDone()
      },
    })
  )
  return (
    <form noValidate aria-label="New location" onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <Problem error={create.error} />
      <TextField
        label="Name"
        hint="Orders take units from it after all others."
        autoComplete="off"
        error={formState.errors.name?.message}
        {...register('name')}
      />
      <Acts act="Add location" isBusy={create.isPending} onClose={onDone} />
    </form>
  )
}

const Meanwhile = ({ current }: { current: Location }) => (
  <Callout tone="caution" title="Somebody else has saved it meanwhile">
    It is now “{current.name}”, place {current.position}, {current.isActive ? 'in use' : 'not in use'}. Saving again
    puts what stands here in its place.
  </Callout>
)

/** Renames a location, changes its position in the order, or deactivates it. */
export const LocationForm = ({ location, onDone }: { location: Location; onDone: () => void }) => {
  const changed = useLocationsChanged()
  const [current, setCurrent] = useState<Location | null>(null)
  const update = useMutation(api.admin.locations.update.mutationOptions({ onSuccess: changed }))
  const { register, handleSubmit, formState, setValue } = useForm({
    resolver: zodResolver(UpdateLocationInput),
    defaultValues: location,
  })
  const submit = handleSubmit((values) =>
    update.mutate(values, {
      onSuccess: ({ name }) => {
        notify(`${name} is saved.`)
        onDone()
      },
      onError: (error) => {
        const known = errorOf(error)
        if (known?.code !== 'location.conflict') return
        setCurrent(known.details.current)
        setValue('version', known.details.current.version)
        void changed()
      },
    })
  )
  const isConflict = errorOf(update.error)?.code === 'location.conflict'
  return (
    <form noValidate aria-label="Location" onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      {current ? <Meanwhile current={current} /> : null}
      <Problem error={isConflict ? null : update.error} />
      <TextField label="Name" autoComplete="off" error={formState.errors.name?.message} {...register('name')} />
      <TextField
        label="Place in the order"
        hint="Orders take units from the lowest that has enough."
        type="number"
        min={0}
        max={1000}
        error={formState.errors.position?.message}
        {...register('position', { valueAsNumber: true })}
      />
      <CheckField
        label="In use"
        hint="Turned off, no more orders take units from it; what is promised there stays so."
        {...register('isActive')}
      />
      <Acts act="Save" isBusy={update.isPending} onClose={onDone} />
    </form>
  )
}
