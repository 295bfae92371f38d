import { useDocumentTitle } from '../shop/document-title.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { OwnKeysPanel } from './own-keys.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { SecondFactorPanel } from './second-factor-panel.tsx'

/** The security settings of the account: password, second factor and API keys. */
export const SecurityPage = () => {
  useDocumentTitle('Security')
  return (
    <>
      <PageTitle title="Security" lead="How your account is locked." />
      <div className="flex flex-col gap-6">
        <PasswordPanel />
        <SecondFactorPanel />
        <OwnKeysPanel />
      </div>
    </>
  )
}
