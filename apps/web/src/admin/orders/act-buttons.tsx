import { Button, type ButtonLook } from '../../ui/button.tsx'

interface ActButtonsProps {
  /** The label of the submit button. */
  act: string
  isBusy: boolean
  onClose: () => void
  look?: ButtonLook
  /** The ID of the form that the button submits, if the button is outside of it. */
  form?: string
}

/** The buttons of a dialog with a form: go back, or submit. */
export const ActButtons = ({ act, isBusy, onClose, look = 'primary', form }: ActButtonsProps) => (
  <div className="flex flex-wrap justify-end gap-3">
    <Button look="secondary" onClick={onClose}>
      Go back
    </Button>
    <Button type="submit" look={look} isBusy={isBusy} {...(form === undefined ? {} : { form })}>
      {act}
    </Button>
  </div>
)
