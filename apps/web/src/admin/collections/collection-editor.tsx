import { Link, useNavigate } from '@tanstack/react-router'
import type { AdminCollection, Currency } from '@tradepost/contract'
import { ArrowLeft } from 'lucide-react'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Callout } from '../../ui/states.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { SaveBar } from '../save-bar.tsx'
import { SeoFields } from '../seo-fields.tsx'
import { UnsavedGuard } from '../unsaved-guard.tsx'
import { CollectionConflict } from './collection-conflict.tsx'
import { useCollections } from './collection-queries.ts'
import { AboutSection, KindSection, PictureSection, PlaceSection } from './collection-sections.tsx'
import { DeleteCollection } from './delete-collection.tsx'
import { ProductsSection } from './products-section.tsx'
import { useCollectionEditor } from './use-collection-editor.ts'
import { WaitingNote } from './waiting-note.tsx'

interface CollectionEditorProps {
  collection: AdminCollection | null
  currency: Currency
}

type Editor = ReturnType<typeof useCollectionEditor>

const Sections = ({ editor: { editing, saved }, currency }: { editor: Editor; currency: Currency }) => (
  <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_19rem] [&>*]:min-w-0">
    <div className="flex flex-col gap-5">
      <AboutSection editing={editing} />
      <KindSection editing={editing} currency={currency} />
      {saved?.kind === 'manual' && editing.form.kind === 'manual' ? (
        <ProductsSection id={saved.id} isReadOnly={editing.isReadOnly} />
      ) : null}
      {saved === null && editing.form.kind === 'manual' ? (
        <p className="px-2 text-muted">Create the collection first, then put products into it.</p>
      ) : null}
      <Panel title="Address and search engines">
        <SeoFields
          values={editing.form}
          savedSlug={saved?.slug ?? null}
          path="/collections/"
          errors={editing.errors}
          isReadOnly={editing.isReadOnly}
          onChange={editing.change}
        />
      </Panel>
    </div>
    <div className="flex flex-col gap-5">
      <PlaceSection editing={editing} id={saved?.id} />
      <PictureSection editing={editing} />
    </div>
  </div>
)

const countText = (count: number): string =>
  count === 1 ? 'One product of it is on sale.' : `${count.toLocaleString('en')} products of it are on sale.`

const Heading = ({ saved }: { saved: AdminCollection | null }) => {
  const collections = useCollections().data
  const count = collections?.items.find(({ id }) => id === saved?.id)?.productCount ?? saved?.productCount
  return (
    <>
      <Link
        to="/admin/collections"
        className="mb-3 inline-flex min-h-11 items-center gap-2 text-[0.9375rem] text-muted underline-offset-4 hover:underline"
      >
        <ArrowLeft aria-hidden className="size-4" />
        All collections
      </Link>
      <PageTitle title={saved?.title ?? 'New collection'} lead={count === undefined ? undefined : countText(count)} />
      <WaitingNote count={collections?.waitingProducts ?? 0} />
    </>
  )
}

/** Makes or changes a collection. */
export const CollectionEditor = ({ collection, currency }: CollectionEditorProps) => {
  const isReadOnly = !can(useSession().data, 'products:write')
  const navigate = useNavigate()
  const onCreated = ({ id }: AdminCollection) =>
    void navigate({ to: '/admin/collections/$id', params: { id }, replace: true, ignoreBlocker: true })
  const editor = useCollectionEditor({ collection, currency, isReadOnly, onCreated })
  const { editing, saved, conflict, save } = editor
  useDocumentTitle(saved?.title ?? 'New collection')
  return (
    <>
      <Heading saved={saved} />
      {isReadOnly ? (
        <Callout tone="caution" className="mb-6">
          Your role may see collections, not change them.
        </Callout>
      ) : null}
      <ErrorSummary errors={editing.errors} failure={editor.failure} />
      <Sections editor={editor} currency={currency} />
      {saved && !isReadOnly ? <DeleteCollection collection={saved} onGone={editor.giveUp} /> : null}
      <SaveBar
        isDirty={editor.isDirty}
        isSaving={editor.isSaving}
        act={saved ? 'Save' : 'Create collection'}
        onSave={() => void save()}
        onDiscard={saved ? editor.discard : undefined}
      />
      {conflict ? (
        <CollectionConflict
          current={conflict}
          mine={editing.form}
          currency={currency}
          onClose={editor.closeConflict}
          onTakeTheirs={() => editor.takeTheirs(conflict)}
          onOverwrite={() => void editor.overwrite(conflict)}
        />
      ) : null}
      <UnsavedGuard wouldLose={editor.wouldLose} />
    </>
  )
}
