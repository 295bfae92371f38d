import { MAX_OPTIONS } from '@tradepost/contract'
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { controlClass, TextField } from '../../ui/field.tsx'
import type { FormOption } from './product-form.ts'
import type { Editing } from './use-product-editor.ts'
import * as matrix from './variant-matrix.ts'

const usualNames = ['Size', 'Colour', 'Material', 'Style']

interface ValueRowProps {
  editing: Editing
  option: FormOption
  at: number
}

/** Returns a function that changes options and variants together. */
const applying =
  ({ change }: Pick<Editing, 'change'>) =>
  (next: (form: matrix.Matrix) => matrix.Matrix): void =>
    change((form) => ({ ...form, ...next(form) }))

const ValueButtons = ({ editing, option, at }: ValueRowProps) => {
  const apply = applying(editing)
  const value = option.values[at] ?? ''
  const move = (to: number) => apply((form) => matrix.moveValue(form, option.key, { from: at, to }))
  return (
    <>
      <IconButton label={`Move ${value} up`} disabled={at === 0} onClick={() => move(at - 1)}>
        <ArrowUp aria-hidden className="size-4" />
      </IconButton>
      <IconButton label={`Move ${value} down`} disabled={at === option.values.length - 1} onClick={() => move(at + 1)}>
        <ArrowDown aria-hidden className="size-4" />
      </IconButton>
      <IconButton
        label={`Remove ${value}`}
        onClick={() => apply((form) => matrix.removeValue(form, option.key, value))}
      >
        <X aria-hidden className="size-4" />
      </IconButton>
    </>
  )
}

/** A value that can be renamed, moved or removed. */
const ValueRow = ({ editing, option, at }: ValueRowProps) => {
  const value = option.values[at] ?? ''
  const [draft, setDraft] = useState<string | null>(null)
  const commit = () => {
    if (draft !== null) applying(editing)((form) => matrix.renameValue(form, option.key, { from: value, to: draft }))
    setDraft(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setDraft(null)
    if (event.key !== 'Enter') return
    event.preventDefault()
    commit()
  }
  return (
    <li className="flex items-center gap-1">
      <input
        aria-label={`Value ${at + 1} of ${option.name || 'the option'}`}
        value={draft ?? value}
        maxLength={100}
        disabled={editing.isReadOnly}
        autoComplete="off"
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
        className={controlClass(false, 'min-h-11!')}
      />
      {editing.isReadOnly ? null : <ValueButtons editing={editing} option={option} at={at} />}
    </li>
  )
}

const NewValue = ({ editing, option }: Omit<ValueRowProps, 'at'>) => {
  const { form, errors } = editing
  const id = useId()
  const [draft, setDraft] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const path = `options.${option.key}.values`
  const error = fault ?? errors[path]
  const add = () => {
    if (draft.trim() === '') return
    const found = matrix.valueFault(form, option.key, draft)
    setFault(found)
    if (found !== null) return
    applying(editing)((now) => matrix.addValue(now, option.key, draft))
    setDraft('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    add()
  }
  return (
    <div>
      <div className="flex gap-2">
        <input
          aria-label={`New value of ${option.name || 'the option'}`}
          placeholder={option.values.length === 0 ? 'A value, such as Small' : 'Another value'}
          data-field={path}
          value={draft}
          maxLength={100}
          autoComplete="off"
          aria-invalid={error !== undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={add}
          className={controlClass(error !== undefined, 'min-h-11!')}
        />
        <Button look="secondary" className="px-4!" onClick={add}>
          Add
        </Button>
      </div>
      {error ? (
        <p id={`${id}-error`} role="alert" className="mt-1.5 text-sm font-medium text-rust">
          {error}
        </p>
      ) : null}
    </div>
  )
}

const OptionEditor = ({ editing, option }: Omit<ValueRowProps, 'at'>) => {
  const { errors, isReadOnly } = editing
  const apply = applying(editing)
  const name = option.name || 'this option'
  return (
    <li className="rounded-2xl border border-line p-4 sm:p-5">
      <div className="mb-4 flex items-end gap-2">
        <TextField
          label="Option"
          placeholder="Size"
          className="flex-1"
          maxLength={100}
          list="usual-options"
          autoComplete="off"
          data-field={`options.${option.key}.name`}
          value={option.name}
          disabled={isReadOnly}
          error={errors[`options.${option.key}.name`]}
          onChange={({ target }) => apply((form) => matrix.nameOption(form, option.key, target.value))}
        />
        {isReadOnly ? null : (
          <Button
            look="quiet"
            aria-label={`Remove ${name}`}
            onClick={() => apply((form) => matrix.removeOption(form, option.key))}
          >
            Remove
          </Button>
        )}
      </div>
      <ul aria-label={`Values of ${name}`} className="mb-2 flex flex-col gap-2">
        {option.values.map((_, at) => (
          <ValueRow key={`${option.key} ${at}`} editing={editing} option={option} at={at} />
        ))}
      </ul>
      {isReadOnly ? null : <NewValue editing={editing} option={option} />}
    </li>
  )
}

/** The options of a product and their values, which define its variants. */
export const OptionsEditor = ({ editing }: { editing: Editing }) => {
  const { form, isReadOnly } = editing
  const isFull = form.options.length >= MAX_OPTIONS
  return (
    <div className="flex flex-col gap-4">
      <datalist id="usual-options">
        {usualNames.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {form.options.length > 0 ? (
        <ul aria-label="Options" className="grid gap-4 2xl:grid-cols-2">
          {form.options.map((option) => (
            <OptionEditor key={option.key} editing={editing} option={option} />
          ))}
        </ul>
      ) : null}
      {isReadOnly || isFull ? null : (
        <Button look="secondary" className="self-start" onClick={() => applying(editing)(matrix.addOption)}>
          <Plus aria-hidden className="size-4.5" />
          {form.options.length === 0 ? 'Add an option, such as size' : 'Add another option'}
        </Button>
      )}
    </div>
  )
}
