import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SetShopSettingsInput, ShopSettings } from '@tradepost/contract'
import { api, errorOf } from '../../api.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import { LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { EditorFrame } from '../editor-frame.tsx'
import { Needs } from '../needs.tsx'
import { type EditorRules, useEditor } from '../use-editor.ts'
import { errorsAt, formOf, inputOf, type ShopForm } from './shop-form.ts'
import { CurrencySection, PaymentSection, PlaceSection, StockSection, TaxSection } from './shop-sections.tsx'

const useShopRules = (): EditorRules<ShopSettings, ShopForm, SetShopSettingsInput> => {
  const queries = useQueryClient()
  const set = useMutation(
    api.admin.settings.setShop.mutationOptions({
      onSuccess: (settings) => {
        queries.setQueryData(api.admin.settings.shop.queryKey(), settings)
        void queries.invalidateQueries({ queryKey: api.shop.pathKey() })
        void queries.invalidateQueries({ queryKey: api.cart.pathKey() })
      },
    })
  )
  return {
    formOf,
    inputOf,
    send: (_over, input) => set.mutateAsync(input),
    refusalsOf: (error) => {
      const known = errorOf(error)
      return known?.code === 'input.invalid' ? errorsAt(known.details.issues) : {}
    },
    // Settings have no version: the last save wins.
    conflictOf: () => null,
    nameOf: ({ name }) => name,
  }
}

const SettingsEditor = ({ settings }: { settings: ShopSettings }) => {
  const start = { saved: settings, empty: formOf(settings), isReadOnly: false, onCreated: () => {} }
  const editor = useEditor(useShopRules(), start)
  const { editing } = editor
  return (
    <EditorFrame editor={editor} formOf={formOf} what="shop" names={{}} readOnlyText="">
      <div className="flex flex-col gap-5">
        <PlaceSection editing={editing} />
        <CurrencySection editing={editing} own={settings.currency} />
        <TaxSection editing={editing} />
        <PaymentSection editing={editing} />
        <StockSection editing={editing} />
      </div>
    </EditorFrame>
  )
}

const SettingsDesk = () => {
  const anew = { refetchOnMount: 'always', refetchOnWindowFocus: false } as const
  const settings = useQuery(api.admin.settings.shop.queryOptions(undefined, anew))
  const isFresh = settings.isFetchedAfterMount && settings.data !== undefined
  return (
    <>
      <PageTitle
        title="Shop"
        lead="How the shop sells. It counts for carts from now on; orders stay as they were placed."
      />
      {isFresh ? <SettingsEditor settings={settings.data} /> : null}
      {settings.isError && !settings.data ? (
        <LoadFailure error={settings.error} onRetry={() => void settings.refetch()} />
      ) : null}
      {isFresh || settings.isError ? null : (
        <Loading what="the settings">
          <Skeleton className="h-72 rounded-3xl" />
        </Loading>
      )}
    </>
  )
}

/** The settings of the shop: country, currencies, tax, payment, stock. */
export const ShopSettingsPage = () => {
  useDocumentTitle('Shop settings')
  return (
    <Needs permission="settings:write">
      <SettingsDesk />
    </Needs>
  )
}
