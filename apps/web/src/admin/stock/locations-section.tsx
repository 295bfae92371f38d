import type { Location } from '@tradepost/contract'
import { useState } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Panel } from '../../ui/panel.tsx'
import { LocationForm, NewLocationForm } from './location-form.tsx'

interface LocationsSectionProps {
  locations: readonly Location[]
  mayWrite: boolean
}

/** The locations that hold stock, in the order in which orders allocate units from them. */
export const LocationsSection = ({ locations, mayWrite }: LocationsSectionProps) => {
  const [isAdding, setIsAdding] = useState(false)
  const [edited, setEdited] = useState<Location | null>(null)
  return (
    <div className="mt-10">
      <Panel
        title="Locations"
        lead="Where stock lies. An order takes its units from the first of them that has enough."
        aside={
          mayWrite ? (
            <Button look="secondary" aria-haspopup="dialog" onClick={() => setIsAdding(true)}>
              Add location
            </Button>
          ) : null
        }
      >
        <ol aria-label="Locations" className="divide-y divide-line border-y border-line">
          {locations.map((location) => (
            <li key={location.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5">
              <span className="flex min-h-11 min-w-0 items-center gap-3">
                <span className="min-w-0 break-words">{location.name}</span>
                {location.isActive ? null : <Badge>Not in use</Badge>}
              </span>
              {mayWrite ? (
                <Button
                  look="quiet"
                  aria-haspopup="dialog"
                  aria-label={`Edit ${location.name}`}
                  onClick={() => setEdited(location)}
                >
                  Edit
                </Button>
              ) : null}
            </li>
          ))}
        </ol>
      </Panel>
      <Dialog isOpen={isAdding} onClose={() => setIsAdding(false)} title="New location">
        <NewLocationForm onDone={() => setIsAdding(false)} />
      </Dialog>
      <Dialog isOpen={edited !== null} onClose={() => setEdited(null)} title="Change location">
        {edited ? <LocationForm location={edited} onDone={() => setEdited(null)} /> : null}
      </Dialog>
    </div>
  )
}
