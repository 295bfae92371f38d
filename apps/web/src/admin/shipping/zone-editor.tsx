import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ShippingMethod, Zone } from '@tradepost/contract'
import { api } from '../../api.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { TextField } from '../../ui/field.tsx'
import { notify } from '../../ui/notices.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import { Panel } from '../../ui/panel.tsx'
import { BackLink } from '../back-link.tsx'
import { DeleteButton } from '../delete-button.tsx'
import { EditorFrame } from '../editor-frame.tsx'
import { type Editing, useEditor } from '../use-editor.ts'
import { CountryPicker } from './country-picker.tsx'
import { MethodList } from './method-list.tsx'
import { useShippingChanged, useZoneRules } from './shipping-queries.ts'
import { TaxRates } from './tax-rates.tsx'
import { emptyZone, fieldNames, formOf, type ZoneForm } from './zone-form.ts'

const DeleteZone = ({ zone, onGone }: { zone: Zone; onGone: () => void }) => {
  const changed = useShippingChanged()
  const navigate = useNavigate()
  const remove = useMutation(api.admin.zones.delete.mutationOptions())
  const onSuccess = () => {
    onGone()
    notify(`${zone.name} is deleted.`)
    void navigate({ to: '/admin/shipping' }).then(changed)
  }
  return (
    <DeleteButton
      what="zone"
      name={zone.name}
      isBusy={remove.isPending}
      error={remove.error}
      onDelete={() => remove.mutate({ id: zone.id }, { onSuccess })}
    >
      Its tax rates and ways of shipping go with it. Its countries then belong to the zone of all the others. Orders
      stay as they were placed.
    </DeleteButton>
  )
}

interface FieldsProps {
  editing: Editing<ZoneForm>
  zones: readonly Zone[]
  saved: Zone | null
}

const Fields = ({ editing, zones, saved }: FieldsProps) => (
  <>
    <Panel title="About it">
      <TextField
        label="Name"
        data-field="name"
        maxLength={100}
        autoComplete="off"
        hint="Only staff see it."
        value={editing.form.name}
        error={editing.errors['name']}
        onChange={({ target }) => editing.change({ name: target.value })}
      />
    </Panel>
    <Panel
      title="Countries"
      lead={saved?.isRest ? 'It has every country that no other zone has, and names none.' : undefined}
    >
      {saved?.isRest ? null : <CountryPicker editing={editing} zones={zones} id={saved?.id ?? null} />}
    </Panel>
    <Panel title="Taxes" lead="What buyers from these countries pay.">
      <TaxRates editing={editing} />
    </Panel>
  </>
)

interface ZoneEditorProps {
  zone: Zone | null
  zones: readonly Zone[]
  methods: readonly ShippingMethod[]
}

/** The editor of a new or an existing zone: its countries, taxes and shipping methods. */
export const ZoneEditor = ({ zone, zones, methods }: ZoneEditorProps) => {
  const navigate = useNavigate()
  const onCreated = ({ id }: Zone) =>
    void navigate({ to: '/admin/shipping/$id', params: { id }, replace: true, ignoreBlocker: true })
  const editor = useEditor(useZoneRules(), { saved: zone, empty: emptyZone, isReadOnly: false, onCreated })
  const { editing, saved } = editor
  useDocumentTitle(saved?.name ?? 'New zone')
  return (
    <>
      <BackLink to="/admin/shipping">All zones</BackLink>
      <PageTitle title={saved?.name ?? 'New zone'} />
      <EditorFrame editor={editor} formOf={formOf} what="zone" names={fieldNames} readOnlyText="">
        <div className="flex flex-col gap-5">
          <Fields editing={editing} zones={zones} saved={saved} />
          {saved ? (
            <Panel title="Ways of shipping" lead="In the order in which buyers see them. Changes here count at once.">
              <MethodList
                zoneId={saved.id}
                zoneName={saved.name}
                methods={methods.filter(({ zoneId }) => zoneId === saved.id)}
              />
            </Panel>
          ) : (
            <p className="px-2 text-muted">Create the zone first, then add ways of shipping.</p>
          )}
        </div>
        {saved && !saved.isRest ? <DeleteZone zone={saved} onGone={editor.giveUp} /> : null}
      </EditorFrame>
    </>
  )
}
