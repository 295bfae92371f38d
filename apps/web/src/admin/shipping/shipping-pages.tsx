import { getRouteApi, Link } from '@tanstack/react-router'
import type { Currency, ShippingMethod, Zone } from '@tradepost/contract'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { NotFoundPage } from '../../shop/not-found-page.tsx'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { useShop } from '../../shop/shop-queries.ts'
import { buttonClass } from '../../ui/button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { Panel } from '../../ui/panel.tsx'
import { LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Needs } from '../needs.tsx'
import { MethodEditor } from './method-editor.tsx'
import { MethodList } from './method-list.tsx'
import { useZonesAndMethods } from './shipping-queries.ts'
import { countriesText, taxesText } from './shipping-words.ts'
import { ZoneEditor } from './zone-editor.tsx'

interface Found {
  readonly zones: readonly Zone[]
  readonly methods: readonly ShippingMethod[]
}

const Loaded = ({ what, children }: { what: string; children: (found: Found) => ReactNode }) => {
  const { found, error, retry } = useZonesAndMethods()
  if (found) return children(found)
  if (error) return <LoadFailure error={error} onRetry={retry} />
  return (
    <Loading what={what}>
      <div className="flex flex-col gap-5">
        <Skeleton className="h-11 w-1/2" />
        <Skeleton className="h-72 rounded-3xl" />
      </div>
    </Loading>
  )
}

const ZonePanel = ({ zone, methods }: { zone: Zone; methods: readonly ShippingMethod[] }) => (
  <Panel
    title={zone.name}
    aside={
      <Link
        to="/admin/shipping/$id"
        params={{ id: zone.id }}
        aria-label={`Change ${zone.name}`}
        className={buttonClass('secondary')}
      >
        Change
      </Link>
    }
  >
    <dl className="mb-5 grid gap-x-6 gap-y-2 text-[0.9375rem] sm:grid-cols-[6rem_minmax(0,1fr)]">
      <dt className="text-muted">Countries</dt>
      <dd>{countriesText(zone)}</dd>
      <dt className="text-muted">Taxes</dt>
      <dd>{taxesText(zone)}</dd>
    </dl>
    <MethodList zoneId={zone.id} zoneName={zone.name} methods={methods.filter(({ zoneId }) => zoneId === zone.id)} />
  </Panel>
)

/** The zones of the shop, with their taxes and shipping methods. */
export const ShippingPage = () => {
  useDocumentTitle('Shipping and taxes')
  return (
    <Needs permission="settings:write">
      <PageTitle
        title="Shipping and taxes"
        lead="Each country lies in one zone, which says what is taxed there and how goods are sent."
        action={
          <Link to="/admin/shipping/new" className={buttonClass()}>
            <Plus aria-hidden className="size-4.5" />
            New zone
          </Link>
        }
      />
      <Loaded what="the zones">
        {({ zones, methods }) => (
          <div className="flex flex-col gap-5">
            {zones.map((zone) => (
              <ZonePanel key={zone.id} zone={zone} methods={methods} />
            ))}
          </div>
        )}
      </Loaded>
    </Needs>
  )
}

const zoneRoute = getRouteApi('/admin/shipping/$id')
const newMethodRoute = getRouteApi('/admin/shipping/$id/new-method')
const methodRoute = getRouteApi('/admin/shipping/methods/$id')

/** The page that edits a zone. */
export const ZonePage = () => {
  const { id } = zoneRoute.useParams()
  return (
    <Needs permission="settings:write">
      <Loaded what="the zone">
        {({ zones, methods }) => {
          const zone = zones.find((one) => one.id === id)
          return zone ? (
            <ZoneEditor key={id} zone={zone} zones={zones} methods={methods} />
          ) : (
            <NotFoundPage what="zone" />
          )
        }}
      </Loaded>
    </Needs>
  )
}

/** The page that creates a zone. */
export const NewZonePage = () => (
  <Needs permission="settings:write">
    <Loaded what="the zones">{({ zones }) => <ZoneEditor zone={null} zones={zones} methods={[]} />}</Loaded>
  </Needs>
)

/** Returns the shop's currencies with its own currency first, or null until the shop is loaded. */
const useCurrencies = (): readonly [Currency, ...Currency[]] | null => {
  const shop = useShop()
  return shop ? [shop.currency, ...shop.currencies.filter((one) => one !== shop.currency)] : null
}

/** The page that creates a shipping method. */
export const NewMethodPage = () => {
  const { id } = newMethodRoute.useParams()
  const currencies = useCurrencies()
  return (
    <Needs permission="settings:write">
      <Loaded what="the zone">
        {({ zones }) => {
          const zone = zones.find((one) => one.id === id)
          if (zone === undefined) return <NotFoundPage what="zone" />
          return currencies ? <MethodEditor method={null} zone={zone} currencies={currencies} /> : null
        }}
      </Loaded>
    </Needs>
  )
}

/** The page that edits a shipping method. */
export const MethodPage = () => {
  const { id } = methodRoute.useParams()
  const currencies = useCurrencies()
  return (
    <Needs permission="settings:write">
      <Loaded what="the way of shipping">
        {({ zones, methods }) => {
          const method = methods.find((one) => one.id === id)
          const zone = zones.find((one) => one.id === method?.zoneId)
          if (!method || !zone) return <NotFoundPage what="way of shipping" />
          return currencies ? <MethodEditor key={id} method={method} zone={zone} currencies={currencies} /> : null
        }}
      </Loaded>
    </Needs>
  )
}
