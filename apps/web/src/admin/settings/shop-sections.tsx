import { Currency, type ShopSettings } from '@tradepost/contract'
import { countries } from '../../orders/countries.ts'
import { CheckField } from '../../ui/check-field.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { RadioChoice } from '../radio-choice.tsx'
import type { Editing } from '../use-editor.ts'
import { type ShopForm, withCurrency } from './shop-form.ts'

interface SectionProps {
  editing: Editing<ShopForm>
}

/** The shop's name and country. */
export const PlaceSection = ({ editing: { form, errors, change } }: SectionProps) => (
  <Panel title="The shop">
    <div className="grid gap-5 sm:grid-cols-2">
      <TextField
        label="Name"
        data-field="name"
        maxLength={100}
        autoComplete="off"
        value={form.name}
        error={errors['name']}
        onChange={({ target }) => change({ name: target.value })}
      />
      <SelectField
        label="Country"
        data-field="countryCode"
        hint="Carts are priced for it until the buyer names another."
        value={form.countryCode}
        error={errors['countryCode']}
        onChange={({ target }) => change({ countryCode: target.value })}
      >
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
    </div>
  </Panel>
)

const currencyNames = new Intl.DisplayNames(['en'], { type: 'currency' })
const nameOf = (currency: Currency): string => `${currencyNames.of(currency) ?? currency} (${currency})`

/** The additional currencies that customers can pay in. */
export const CurrencySection = ({ editing: { form, change }, own }: SectionProps & { own: Currency }) => (
  <Panel
    title="Currencies"
    lead={`The shop’s own is ${nameOf(own)}, which every product has a price in. It stays as it is.`}
  >
    <fieldset>
      <legend className="text-sm font-medium">One can also pay in</legend>
      <div className="mt-1 grid gap-x-6 sm:grid-cols-2">
        {Currency.options
          .filter((currency) => currency !== own)
          .map((currency) => (
            <CheckField
              key={currency}
              label={nameOf(currency)}
              checked={form.currencies.includes(currency)}
              onChange={({ target }) => change({ currencies: withCurrency(form.currencies, currency, target.checked) })}
            />
          ))}
      </div>
    </fieldset>
  </Panel>
)

const roundingModes: Record<ShopSettings['taxRoundingMode'], string> = {
  half_even: 'Nearest, half to even',
  half_up: 'Nearest, half up',
  down: 'Always down',
  up: 'Always up',
}
const modes = ['half_even', 'half_up', 'down', 'up'] as const

/** Whether prices include tax, and how tax is rounded. */
export const TaxSection = ({ editing: { form, change } }: SectionProps) => (
  <Panel title="Tax" lead="The rates themselves are those of the zones.">
    <div className="flex flex-col gap-6">
      <RadioChoice
        legend="Prices"
        choices={[
          { value: 'with', label: 'Include tax', hint: 'What is shown is what is paid.' },
          { value: 'without', label: 'Are without tax', hint: 'Tax comes on top in the cart.' },
        ]}
        value={form.pricesIncludeTax ? 'with' : 'without'}
        isReadOnly={false}
        onChange={(value) => change({ pricesIncludeTax: value === 'with' })}
      />
      <RadioChoice
        legend="Tax is rounded"
        choices={[
          {
            value: 'per_rate',
            label: 'Once for each rate',
            hint: 'Over the whole order, then shared out over its lines.',
          },
          { value: 'per_line', label: 'Once for each line' },
        ]}
        value={form.taxRounding}
        isReadOnly={false}
        onChange={(taxRounding) => change({ taxRounding })}
      />
      <SelectField
        label="How it is rounded"
        className="max-w-96"
        value={form.taxRoundingMode}
        onChange={({ target }) =>
          change({ taxRoundingMode: modes.find((mode) => mode === target.value) ?? form.taxRoundingMode })
        }
      >
        {modes.map((mode) => (
          <option key={mode} value={mode}>
            {roundingModes[mode]}
          </option>
        ))}
      </SelectField>
    </div>
  </Panel>
)

interface NumberFieldProps extends Pick<Editing<ShopForm>, 'form' | 'errors' | 'change'> {
  label: string
  hint: string
  field: 'reservationMinutes' | 'lowStockThreshold' | 'invoiceDays' | 'guestInvoiceUnits' | 'unpaidSharePercent'
}

const NumberField = ({ label, hint, field, form, errors, change }: NumberFieldProps) => (
  <TextField
    label={label}
    data-field={field}
    inputMode="numeric"
    autoComplete="off"
    hint={hint}
    value={form[field]}
    error={errors[field]}
    onChange={({ target }) => change({ [field]: target.value })}
  />
)

/** When cards are charged, and the other payment methods. */
export const PaymentSection = ({ editing: { form, errors, change } }: SectionProps) => (
  <Panel title="Payment">
    <div className="flex flex-col gap-5">
      <RadioChoice
        legend="A card is charged"
        choices={[
          { value: 'automatic', label: 'When the order is placed' },
          {
            value: 'manual',
            label: 'When staff take the money',
            hint: 'Until then it is only held; banks let it go after some days.',
          },
        ]}
        value={form.captureMode}
        isReadOnly={false}
        onChange={(captureMode) => change({ captureMode })}
      />
      <CheckField
        label="Buyers may pay by invoice"
        hint="The order is placed at once; staff note when the money has come."
        checked={form.offersInvoice}
        onChange={({ target }) => change({ offersInvoice: target.checked })}
      />
      {form.offersInvoice ? (
        <div className="grid gap-5 sm:grid-cols-2">
          <NumberField
            label="Days to pay an invoice"
            field="invoiceDays"
            hint="An unpaid order then expires and its stock is free. Leave empty for never."
            {...{ form, errors, change }}
          />
          <NumberField
            label="Unpaid units for guests"
            field="guestInvoiceUnits"
            hint="The most that guests of one network may have on open invoices. Leave empty for no limit."
            {...{ form, errors, change }}
          />
        </div>
      ) : null}
    </div>
  </Panel>
)

/** How long and how much stock is held, and when it counts as low. */
export const StockSection = ({ editing }: SectionProps) => (
  <Panel title="Stock">
    <div className="grid gap-5 sm:grid-cols-2">
      <NumberField
        label="Minutes that stock is held"
        field="reservationMinutes"
        hint="While a buyer’s payment is open."
        {...editing}
      />
      <NumberField
        label="Percent held by one customer"
        field="unpaidSharePercent"
        hint="How much of an item’s stock one customer may reserve before paying. Ten units are always allowed."
        {...editing}
      />
      <NumberField
        label="Stock is low from"
        field="lowStockThreshold"
        hint="Free units of a variant, and fewer."
        {...editing}
      />
    </div>
  </Panel>
)
