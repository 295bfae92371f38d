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
  /** What it is that is edited, such as `zone`. */
  what: string
  /** Names the parts of the form, for who has to choose between two versions. */
  names: Readonly<Partial<Record<keyof Form & string, string>>>
  /** Gives when it was saved, where that is known. */
  savedAtOf?: (saved: Saved) => string
  /** Said above the form where the role may not change it. */
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

/** What stands around the fields of every editor: faults above, the bar that saves below, and the questions it may ask. */
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
