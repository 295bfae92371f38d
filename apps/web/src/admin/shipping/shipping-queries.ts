import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CreateShippingMethodInput, CreateZoneInput, IdOf, ShippingMethod, Zone } from '@tradepost/contract'
import { api, errorOf, messageOf } from '../../api.ts'
import { countryName } from '../../orders/countries.ts'
import { notify } from '../../ui/notices.ts'
import { moveItem } from '../move-item.ts'
import type { EditorRules } from '../use-editor.ts'
import * as methodForm from './method-form.ts'
import * as zoneForm from './zone-form.ts'

/**
 * Reads all zones and shipping methods. Refetches for each page that shows them, because an editor begins with the
 * current data.
 */
export const useZonesAndMethods = () => {
  const anew = { refetchOnMount: 'always', refetchOnWindowFocus: false } as const
  const zones = useQuery(api.admin.zones.list.queryOptions(undefined, anew))
  const methods = useQuery(api.admin.shipping.list.queryOptions(undefined, anew))
  const isFresh = zones.isFetchedAfterMount && methods.isFetchedAfterMount
  return {
    found: isFresh && zones.data && methods.data ? { zones: zones.data.items, methods: methods.data.items } : null,
    error: zones.error ?? methods.error,
    retry: () => void Promise.all([zones.refetch(), methods.refetch()]),
  }
}

/** Returns a callback that refetches zones and shipping methods after a change, in the back office and in the shop. */
export const useShippingChanged = () => {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: api.admin.zones.pathKey() }),
      queries.invalidateQueries({ queryKey: api.admin.shipping.pathKey() }),
    ])
    void queries.invalidateQueries({ queryKey: api.shop.pathKey() })
    void queries.invalidateQueries({ queryKey: api.cart.pathKey() })
  }
}

/** Returns the editor's rules for a zone. */
export const useZoneRules = (): EditorRules<Zone, zoneForm.ZoneForm, CreateZoneInput> => {
  const onSuccess = useShippingChanged()
  const create = useMutation(api.admin.zones.create.mutationOptions({ onSuccess }))
  const update = useMutation(api.admin.zones.update.mutationOptions({ onSuccess }))
  return {
    formOf: zoneForm.formOf,
    inputOf: zoneForm.inputOf,
    send: (over, input) =>
      over === null ? create.mutateAsync(input) : update.mutateAsync({ id: over.id, version: over.version, ...input }),
    refusalsOf: (error, form) => {
      const known = errorOf(error)
      if (known?.code === 'input.invalid') return zoneForm.errorsAt(known.details.issues, form)
      if (known?.code !== 'zone.country_taken') return {}
      const { countryCode, zoneName } = known.details
      return { countryCodes: `${countryName(countryCode)} is in ${zoneName}: take it out there first.` }
    },
    conflictOf: (error) => {
      const known = errorOf(error)
      return known?.code === 'zone.conflict' ? known.details.current : null
    },
    nameOf: ({ name }) => name,
  }
}

type MethodInput = Omit<CreateShippingMethodInput, 'zoneId'>

/** Returns the editor's rules for a shipping method of a zone. */
export const useMethodRules = (
  zoneId: IdOf<'zone'>
): EditorRules<ShippingMethod, methodForm.MethodForm, MethodInput> => {
  const onSuccess = useShippingChanged()
  const create = useMutation(api.admin.shipping.create.mutationOptions({ onSuccess }))
  const update = useMutation(api.admin.shipping.update.mutationOptions({ onSuccess }))
  return {
    formOf: methodForm.formOf,
    inputOf: methodForm.inputOf,
    send: (over, input) =>
      over === null
        ? create.mutateAsync({ zoneId, ...input })
        : update.mutateAsync({ id: over.id, version: over.version, ...input }),
    refusalsOf: (error, form) => {
      const known = errorOf(error)
      return known?.code === 'input.invalid' ? methodForm.errorsAt(known.details.issues, form) : {}
    },
    conflictOf: (error) => {
      const known = errorOf(error)
      return known?.code === 'shipping_method.conflict' ? known.details.current : null
    },
    nameOf: ({ name }) => name,
  }
}

/** Returns a function that moves a shipping method among those of its zone. */
export const useMoveMethod = () => {
  const onSettled = useShippingChanged()
  const arrange = useMutation(
    api.admin.shipping.arrange.mutationOptions({
      onError: (error) => notify(messageOf(error), 'problem'),
      onSettled,
    })
  )
  return {
    isBusy: arrange.isPending,
    move: (methods: readonly ShippingMethod[], from: number, to: number) => {
      const zoneId = methods[from]?.zoneId
      if (zoneId) arrange.mutate({ zoneId, ids: moveItem(methods, from, to).map(({ id }) => id) })
    },
  }
}
