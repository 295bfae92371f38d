import type { IdOf, Zone } from '@tradepost/contract'
import { X } from 'lucide-react'
import { useState } from 'react'
import { countries, countryName } from '../../orders/countries.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { TextField } from '../../ui/field.tsx'
import type { Editing } from '../use-editor.ts'
import { withCountries, type ZoneForm } from './zone-form.ts'

const europeanUnion = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')

interface CountryPickerProps {
  editing: Editing<ZoneForm>
  zones: readonly Zone[]
  /** The ID of the edited zone; null for a new one. */
  id: IdOf<'zone'> | null
}

const zoneByCountry = (zones: readonly Zone[], id: IdOf<'zone'> | null): ReadonlyMap<string, string> =>
  new Map(
    zones.filter((zone) => zone.id !== id).flatMap(({ name, countryCodes }) => countryCodes.map((code) => [code, name]))
  )

const byName = (codes: readonly string[]): string[] =>
  codes.toSorted((a, b) => countryName(a).localeCompare(countryName(b), 'en'))

const Chosen = ({ codes, onRemove }: { codes: readonly string[]; onRemove: (code: string) => void }) => (
  <ul aria-label="Chosen countries" className="flex flex-wrap gap-1.5 empty:hidden">
    {byName(codes).map((code) => (
      <li key={code} className="inline-flex items-center rounded-full bg-sunken pl-3 text-sm">
        {countryName(code)}
        <button
          type="button"
          aria-label={`Remove ${countryName(code)}`}
          onClick={() => onRemove(code)}
          className="inline-flex size-8 items-center justify-center rounded-full text-muted hover:text-ink focus-visible:-outline-offset-2"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      </li>
    ))}
  </ul>
)

const isFound = ({ code, name }: { code: string; name: string }, words: string): boolean =>
  name.toLowerCase().includes(words) || code.toLowerCase() === words

/** Selects the countries of a zone. Countries of other zones are shown but cannot be selected. */
export const CountryPicker = ({ editing: { form, errors, change }, zones, id }: CountryPickerProps) => {
  const [typed, setTyped] = useState('')
  const elsewhere = zoneByCountry(zones, id)
  const { countryCodes } = form
  const set = (codes: readonly string[], isIn: boolean) =>
    change({ countryCodes: withCountries(countryCodes, codes, isIn) })
  const words = typed.trim().toLowerCase()
  const found = countries.filter((country) => isFound(country, words))
  const union = europeanUnion.filter((code) => !elsewhere.has(code) && !countryCodes.includes(code))
  return (
    <div className="flex flex-col gap-4">
      <Chosen codes={countryCodes} onRemove={(code) => set([code], false)} />
      <TextField
        label="Find a country"
        data-field="countryCodes"
        type="search"
        autoComplete="off"
        value={typed}
        error={errors['countryCodes']}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div
        role="group"
        aria-label="Countries"
        className="grid max-h-72 gap-x-5 overflow-y-auto overscroll-contain rounded-2xl border border-line px-4 py-1.5 sm:grid-cols-2"
      >
        {found.map(({ code, name }) => {
          const zone = elsewhere.get(code)
          return (
            <CheckField
              key={code}
              label={name}
              hint={zone === undefined ? undefined : `In ${zone}`}
              checked={countryCodes.includes(code)}
              disabled={zone !== undefined}
              onChange={({ target }) => set([code], target.checked)}
            />
          )
        })}
        {found.length === 0 ? <p className="py-2.5 text-muted">No country has this name.</p> : null}
      </div>
      {union.length > 0 ? (
        <Button look="quiet" className="self-start" onClick={() => set(union, true)}>
          Add the countries of the European Union
        </Button>
      ) : null}
    </div>
  )
}
