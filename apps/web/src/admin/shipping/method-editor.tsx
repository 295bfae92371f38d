import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Currency, ShippingMethod, TaxClass, Zone } from '@tradepost/contract'
import { ArrowLeft } from 'lucide-react'
import { api } from '../../api.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { CheckField } from '../../ui/check-field.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { notify } from '../../ui/notices.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import { Panel } from '../../ui/panel.tsx'
import { DeleteButton } from '../delete-button.tsx'
import { EditorFrame } from '../editor-frame.tsx'
import { type Editing, useEditor } from '../use-editor.ts'
import { emptyMethod, fieldNames, formOf, type MethodForm } from './method-form.ts'
import { RateTable } from './rate-table.tsx'
import { useMethodRules, useShippingChanged } from './shipping-queries.ts'

const DeleteMethod = ({ method, onGone }: { method: ShippingMethod; onGone: () => void }) => {
  const changed = useShippingChanged()
  const navigate = useNavigate()
  const remove = useMutation(api.admin.shipping.delete.mutationOptions())
  const onSuccess = () => {
    onGone()
    notify(`${method.name} is deleted.`)
    void navigate({ to: '/admin/shipping/$id', params: { id: method.zoneId } }).then(changed)
  }
  return (
    <DeleteButton
      what="way of shipping"
      name={method.name}
      isBusy={remove.isPending}
      error={remove.error}
      onDelete={() => remove.mutate({ id: method.id }, { onSuccess })}
    >
      Buyers can no longer choose it. Orders that are sent so keep its name and price.
    </DeleteButton>
  )
}

const taxes: readonly { taxClass: TaxClass | null; label: string }[] = [
  { taxClass: 'standard', label: 'Like goods' },
  { taxClass: 'shipping', label: 'By the rates for shipping' },
  { taxClass: null, label: 'Not at all' },
]

const About = ({ editing: { form, errors, change } }: { editing: Editing<MethodForm> }) => (
  <Panel title="About it">
    <div className="flex flex-col gap-5">
      <TextField
        label="Name"
        data-field="name"
        maxLength={100}
        autoComplete="off"
        hint="Buyers see it, such as “Parcel” or “Courier by noon”."
        value={form.name}
        error={errors['name']}
        onChange={({ target }) => change({ name: target.value })}
      />
      <TextField
        label="Description"
        data-field="description"
        maxLength={300}
        autoComplete="off"
        hint="In a sentence, such as how long it takes."
        value={form.description}
        error={errors['description']}
        onChange={({ target }) => change({ description: target.value })}
      />
      <SelectField
        label="How it is taxed"
        className="max-w-80"
        value={form.taxClass ?? 'none'}
        onChange={({ target }) =>
          change({ taxClass: taxes.find(({ taxClass }) => (taxClass ?? 'none') === target.value)?.taxClass ?? null })
        }
      >
        {taxes.map(({ taxClass, label }) => (
          <option key={label} value={taxClass ?? 'none'}>
            {label}
          </option>
        ))}
      </SelectField>
      <CheckField
        label="Offered"
        hint="Buyers can choose it."
        checked={form.isActive}
        onChange={({ target }) => change({ isActive: target.checked })}
      />
    </div>
  </Panel>
)

interface MethodEditorProps {
  method: ShippingMethod | null
  zone: Zone
  currencies: readonly [Currency, ...Currency[]]
}

/** The editor of a new or an existing shipping method of a zone. */
export const MethodEditor = ({ method, zone, currencies }: MethodEditorProps) => {
  const navigate = useNavigate()
  const onCreated = ({ id }: ShippingMethod) =>
    void navigate({ to: '/admin/shipping/methods/$id', params: { id }, replace: true, ignoreBlocker: true })
  const empty = emptyMethod(currencies[0])
  const editor = useEditor(useMethodRules(zone.id), { saved: method, empty, isReadOnly: false, onCreated })
  const { editing, saved } = editor
  useDocumentTitle(saved?.name ?? 'New way of shipping')
  return (
    <>
      <Link
        to="/admin/shipping/$id"
        params={{ id: zone.id }}
        className="mb-3 inline-flex min-h-11 items-center gap-2 text-[0.9375rem] text-muted underline-offset-4 hover:underline"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {zone.name}
      </Link>
      <PageTitle title={saved?.name ?? 'New way of shipping'} lead={`To the countries of ${zone.name}.`} />
      <EditorFrame editor={editor} formOf={formOf} what="way of shipping" names={fieldNames} readOnlyText="">
        <div className="flex flex-col gap-5">
          <About editing={editing} />
          <Panel
            title="Prices"
            lead="The first step that the cart’s weight does not exceed is what it costs. A cart above the last one cannot be sent so."
          >
            <RateTable editing={editing} currencies={currencies} />
          </Panel>
        </div>
        {saved ? <DeleteMethod method={saved} onGone={editor.giveUp} /> : null}
      </EditorFrame>
    </>
  )
}
