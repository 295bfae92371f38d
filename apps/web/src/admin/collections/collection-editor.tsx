import { useNavigate } from '@tanstack/react-router'
import type { AdminCollection, Currency } from '@tradepost/contract'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import { Panel } from '../../ui/panel.tsx'
import { BackLink } from '../back-link.tsx'
import { EditorFrame } from '../editor-frame.tsx'
import { SeoFields } from '../seo-fields.tsx'
import { useEditor } from '../use-editor.ts'
import { emptyCollection, formNames } from './collection-form.ts'
import { useCollections } from './collection-queries.ts'
import { type CollectionEditing, useCollectionRules } from './collection-rules.ts'
import { AboutSection, KindSection, PictureSection, PlaceSection } from './collection-sections.tsx'
import { DeleteCollection } from './delete-collection.tsx'
import { ProductsSection } from './products-section.tsx'
import { WaitingNote } from './waiting-note.tsx'

interface CollectionEditorProps {
  collection: AdminCollection | null
  currency: Currency
}

interface SectionsProps {
  editing: CollectionEditing
  saved: AdminCollection | null
  currency: Currency
}

const Sections = ({ editing, saved, currency }: SectionsProps) => (
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
      <BackLink to="/admin/collections">All collections</BackLink>
      <PageTitle title={saved?.title ?? 'New collection'} lead={count === undefined ? undefined : countText(count)} />
      <WaitingNote count={collections?.waitingProducts ?? 0} />
    </>
  )
}

/** The editor of a new or an existing collection. */
export const CollectionEditor = ({ collection, currency }: CollectionEditorProps) => {
  const isReadOnly = !can(useSession().data, 'products:write')
  const navigate = useNavigate()
  const onCreated = ({ id }: AdminCollection) =>
    void navigate({ to: '/admin/collections/$id', params: { id }, replace: true, ignoreBlocker: true })
  const rules = useCollectionRules(currency)
  const editor = useEditor(rules, { saved: collection, empty: emptyCollection, isReadOnly, onCreated })
  const { editing, saved } = editor
  useDocumentTitle(saved?.title ?? 'New collection')
  return (
    <>
      <Heading saved={saved} />
      <EditorFrame
        editor={editor}
        formOf={rules.formOf}
        what="collection"
        names={formNames}
        savedAtOf={({ updatedAt }) => updatedAt}
        readOnlyText="Your role may see collections, not change them."
      >
        <Sections editing={editing} saved={saved} currency={currency} />
        {saved && !isReadOnly ? <DeleteCollection collection={saved} onGone={editor.giveUp} /> : null}
      </EditorFrame>
    </>
  )
}
