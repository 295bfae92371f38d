import { Link, useNavigate } from '@tanstack/react-router'
import type { AdminProduct, Currency } from '@tradepost/contract'
import { ArrowLeft, ExternalLink } from 'lucide-react'
import { errorOf } from '../../api.ts'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Callout } from '../../ui/states.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { SaveBar } from '../save-bar.tsx'
import { SeoFields } from '../seo-fields.tsx'
import { UnsavedGuard } from '../unsaved-guard.tsx'
import { BasicsSection } from './basics-section.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DeleteProduct } from './delete-product.tsx'
import { OrganisationSection, StatusSection } from './organisation-section.tsx'
import { PicturesSection } from './pictures-section.tsx'
import { useProductEditor } from './use-product-editor.ts'
import { VariantsSection } from './variants-section.tsx'

const ShopLink = ({ product }: { product: AdminProduct }) =>
  product.status === 'active' ? (
    <Link to="/products/$slug" params={{ slug: product.slug }} target="_blank" className={buttonClass('secondary')}>
      <ExternalLink aria-hidden className="size-4" />
      View in shop
    </Link>
  ) : null

const BackLink = () => (
  <Link
    to="/admin/products"
    className="mb-3 inline-flex min-h-11 items-center gap-2 text-[0.9375rem] text-muted underline-offset-4 hover:underline"
  >
    <ArrowLeft aria-hidden className="size-4" />
    All products
  </Link>
)

const DeletedMeanwhile = ({ onSave }: { onSave: () => Promise<void> }) => (
  <Callout tone="caution" className="mb-6" title="Somebody else has deleted it meanwhile">
    <p>
      What you have typed is still here. Saved as a new product, it begins without stock and without its old pictures.
    </p>
    <Button look="secondary" className="mt-3" onClick={() => void onSave()}>
      Save as a new product
    </Button>
  </Callout>
)

type Editor = ReturnType<typeof useProductEditor>

const Sections = ({ editor: { editing, saved } }: { editor: Editor }) => (
  <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_19rem] [&>*]:min-w-0">
    <div className="flex flex-col gap-5">
      <BasicsSection editing={editing} />
      <PicturesSection editing={editing} />
      <VariantsSection editing={editing} />
      <Panel title="Address and search engines">
        <SeoFields
          values={editing.form}
          savedSlug={saved?.slug ?? null}
          path="/products/"
          errors={editing.errors}
          isReadOnly={editing.isReadOnly}
          onChange={editing.change}
        />
      </Panel>
    </div>
    <div className="flex flex-col gap-5">
      <StatusSection editing={editing} />
      <OrganisationSection editing={editing} />
    </div>
  </div>
)

/** The editor of a new or an existing product. */
export const ProductEditor = ({ product, currency }: { product: AdminProduct | null; currency: Currency }) => {
  const isReadOnly = !can(useSession().data, 'products:write')
  const navigate = useNavigate()
  const onCreated = ({ id }: AdminProduct) =>
    void navigate({ to: '/admin/products/$id', params: { id }, replace: true, ignoreBlocker: true })
  const editor = useProductEditor({ product, currency, isReadOnly, onCreated })
  const { editing, saved, isSaving, isDirty, conflict, save, discard } = editor
  useDocumentTitle(saved?.title ?? 'New product')
  return (
    <>
      <BackLink />
      <PageTitle title={saved?.title ?? 'New product'} action={saved ? <ShopLink product={saved} /> : null} />
      {isReadOnly ? (
        <Callout tone="caution" className="mb-6">
          Your role may see products, not change them.
        </Callout>
      ) : null}
      <ErrorSummary errors={editing.errors} failure={editor.failure} />
      {errorOf(editor.failure)?.code === 'product.not_found' ? <DeletedMeanwhile onSave={editor.saveAsNew} /> : null}
      <Sections editor={editor} />
      {saved && !isReadOnly ? <DeleteProduct product={saved} onGone={editor.giveUp} /> : null}
      <SaveBar
        isDirty={isDirty}
        isSaving={isSaving}
        act={saved ? 'Save' : 'Create product'}
        onSave={() => void save()}
        onDiscard={saved ? discard : undefined}
      />
      {conflict ? (
        <ConflictDialog
          key={conflict.current.version}
          conflict={conflict}
          onClose={editor.closeConflict}
          onSettle={(form) => void editor.settle(conflict, form)}
        />
      ) : null}
      <UnsavedGuard wouldLose={editor.wouldLose} />
    </>
  )
}
