import { TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { DescriptionField } from '../description/description-field.tsx'
import type { Editing } from './use-product-editor.ts'

/** The title and the description of a product. */
export const BasicsSection = ({ editing: { form, errors, isReadOnly, change } }: { editing: Editing }) => (
  <Panel title="About it">
    <div className="flex flex-col gap-5">
      <TextField
        label="Title"
        data-field="title"
        maxLength={200}
        autoComplete="off"
        value={form.title}
        error={errors['title']}
        disabled={isReadOnly}
        onChange={({ target }) => change({ title: target.value })}
      />
      <DescriptionField
        html={form.descriptionHtml}
        error={errors['descriptionHtml']}
        isDisabled={isReadOnly}
        onChange={(descriptionHtml) => change({ descriptionHtml })}
      />
    </div>
  </Panel>
)
