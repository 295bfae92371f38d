import type { ReactNode } from 'react'
import { Callout } from '../ui/states.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { SaveBar } from './save-bar.tsx'
import { UnsavedGuard } from './unsaved-guard.tsx'
import { type EditorRules, isSameForm, type useEditor } from './use-editor.ts'
import { VersionConflict } from './version-conflict.tsx'

type Editor<Saved, Form> = ReturnType<typeof useEditor<Saved, Form, unknown>>

interface EditorFrameProps<Saved, Form> {
  editor: Editor<Saved, Form>
  formOf: EditorRules<Saved, Form, unknown>['formOf']
  /** Singular noun for the record, such as `zone`. */
  what: string
  /** Labels of the form's fields, shown when two versions conflict. */
  names: Readonly<Partial<Record<keyof Form & string, string>>>
  /** Returns when it was saved, if that is known. */
  savedAtOf?: (saved: Saved) => string
  /** Shown above the form if the role does not allow changes. */
  readOnlyText: string
  children: ReactNode
}

const differingNames = <Form extends object>(
  a: Form,
  b: Form,
  names: Readonly<Partial<Record<keyof Form & string, string>>>
): string[] => {
  const told = Object.entries<string | undefined>(names)
    .filter(([field]) => !isSameForm(Reflect.get(a, field), Reflect.get(b, field)))
    .map(([, name]) => name ?? '')
  return [...new Set(told)]
}

/** The frame around the fields of every editor: errors above, the save bar below, and the dialogs. */
export const EditorFrame = <Saved, Form extends object>(props: EditorFrameProps<Saved, Form>) => {
  const { editor, formOf, what, names, savedAtOf, readOnlyText, children } = props
  const { editing, conflict, saved } = editor
  return (
    <>
      {editing.isReadOnly ? (
        <Callout tone="caution" className="mb-6">
          {readOnlyText}
        </Callout>
      ) : null}
      <ErrorSummary errors={editing.errors} failure={editor.failure} />
      {children}
      <SaveBar
        isDirty={editor.isDirty}
        isSaving={editor.isSaving}
        act={saved === null ? `Create ${what}` : 'Save'}
        onSave={() => void editor.save()}
        onDiscard={saved === null ? undefined : editor.discard}
      />
      {conflict === null ? null : (
        <VersionConflict
          what={what}
          savedAt={savedAtOf?.(conflict) ?? null}
          differing={differingNames(editing.form, formOf(conflict), names)}
          onClose={editor.closeConflict}
          onTakeTheirs={() => editor.takeTheirs(conflict)}
          onOverwrite={() => void editor.overwrite(conflict)}
        />
      )}
      <UnsavedGuard wouldLose={editor.wouldLose} />
    </>
  )
}
