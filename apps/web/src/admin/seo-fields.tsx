import { TextField } from '../ui/field.tsx'
import { TextAreaField } from '../ui/text-area-field.tsx'
import { shownDescription } from './description/description-schema.ts'

interface SeoValues {
  readonly title: string
  readonly slug: string
  readonly descriptionHtml: string
  readonly seoTitle: string
  readonly seoDescription: string
}

interface SeoFieldsProps {
  values: SeoValues
  /** The current slug of the page; null for a new page. */
  savedSlug: string | null
  /** The part of the URL before the slug, such as `/products/`. */
  path: string
  errors: Readonly<Record<string, string>>
  isReadOnly: boolean
  onChange: (part: Partial<Pick<SeoValues, 'slug' | 'seoTitle' | 'seoDescription'>>) => void
}

const SHOWN_CHARACTERS = 160

const plainText = (html: string): string => {
  const text = new DOMParser().parseFromString(shownDescription(html), 'text/html').body.textContent
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS).trimEnd()} …` : text
}

const Preview = ({ values, path }: Pick<SeoFieldsProps, 'values' | 'path'>) => (
  <section aria-label="As a search engine may show it" className="rounded-2xl bg-sunken p-4 sm:p-5">
    <p className="truncate text-sm text-muted">
      {window.location.host}
      {path}
      {values.slug || '…'}
    </p>
    <p className="mt-1 text-lg leading-snug font-medium">{values.seoTitle || values.title || 'Title'}</p>
    <p className="mt-1 text-sm leading-relaxed text-muted">
      {values.seoDescription || plainText(values.descriptionHtml) || 'The description comes here.'}
    </p>
  </section>
)

const slugHint = (savedSlug: string | null, slug: string): string => {
  if (savedSlug === null) return 'The end of the page’s address. Left empty, it is made from the title.'
  return slug === savedSlug
    ? 'The end of the page’s address.'
    : `Links to the old address, “${savedSlug}”, will lead here.`
}

/** The URL of a page, and its title and description for search engines. */
export const SeoFields = ({ values, savedSlug, path, errors, isReadOnly, onChange }: SeoFieldsProps) => (
  <div className="flex flex-col gap-5">
    <Preview values={values} path={path} />
    <TextField
      label="Address"
      data-field="slug"
      maxLength={200}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      hint={slugHint(savedSlug, values.slug)}
      value={values.slug}
      error={errors['slug']}
      disabled={isReadOnly}
      onChange={({ target }) => onChange({ slug: target.value })}
    />
    <TextField
      label="Title for search engines"
      data-field="seoTitle"
      maxLength={200}
      autoComplete="off"
      hint="Left empty, the title is taken."
      value={values.seoTitle}
      error={errors['seoTitle']}
      disabled={isReadOnly}
      onChange={({ target }) => onChange({ seoTitle: target.value })}
    />
    <TextAreaField
      label="Description for search engines"
      data-field="seoDescription"
      maxLength={500}
      hint={`One or two sentences; about ${SHOWN_CHARACTERS} characters are shown. ${values.seoDescription.length} so far.`}
      value={values.seoDescription}
      error={errors['seoDescription']}
      disabled={isReadOnly}
      onChange={({ target }) => onChange({ seoDescription: target.value })}
    />
  </div>
)
