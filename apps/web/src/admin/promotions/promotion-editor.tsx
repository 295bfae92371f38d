import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Currency, Promotion } from '@tradepost/contract'
import { api } from '../../api.ts'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { notify } from '../../ui/notices.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import { BackLink } from '../back-link.tsx'
import { DeleteButton } from '../delete-button.tsx'
import { EditorFrame } from '../editor-frame.tsx'
import { useEditor } from '../use-editor.ts'
import { emptyPromotion, fieldNames, formOf } from './promotion-form.ts'
import { usePromotionRules, usePromotionsChanged } from './promotion-queries.ts'
import { AboutSection, LimitsSection, MinimumSection, StackingSection, WhenSection } from './promotion-sections.tsx'
import { PromotionBadge } from './promotion-badge.tsx'
import { rewardText } from './promotion-words.ts'
import { RewardSection } from './reward-section.tsx'

const DeletePromotion = ({ promotion, onGone }: { promotion: Promotion; onGone: () => void }) => {
  const changed = usePromotionsChanged()
  const navigate = useNavigate()
  const remove = useMutation(api.admin.promotions.delete.mutationOptions())
  const onSuccess = () => {
    onGone()
    notify(`${promotion.title} is deleted.`)
    void navigate({ to: '/admin/promotions' }).then(changed)
  }
  return (
    <DeleteButton
      what="promotion"
      name={promotion.title}
      isBusy={remove.isPending}
      error={remove.error}
      onDelete={() => remove.mutate({ id: promotion.id }, { onSuccess })}
    >
      Nobody gets it any more, and carts with its code are priced without it. One that orders have used stays: turn it
      off instead.
    </DeleteButton>
  )
}

interface PromotionEditorProps {
  promotion: Promotion | null
  currencies: readonly Currency[]
}

/** The editor of a new or an existing promotion. */
export const PromotionEditor = ({ promotion, currencies }: PromotionEditorProps) => {
  const isReadOnly = !can(useSession().data, 'promotions:write')
  const navigate = useNavigate()
  const onCreated = ({ id }: Promotion) =>
    void navigate({ to: '/admin/promotions/$id', params: { id }, replace: true, ignoreBlocker: true })
  const editor = useEditor(usePromotionRules(), { saved: promotion, empty: emptyPromotion, isReadOnly, onCreated })
  const { editing, saved } = editor
  useDocumentTitle(saved?.title ?? 'New promotion')
  return (
    <>
      <BackLink to="/admin/promotions">All promotions</BackLink>
      <PageTitle
        title={saved?.title ?? 'New promotion'}
        lead={saved ? rewardText(saved.reward) : undefined}
        action={saved ? <PromotionBadge promotion={saved} /> : null}
      />
      <EditorFrame
        editor={editor}
        formOf={formOf}
        what="promotion"
        names={fieldNames}
        savedAtOf={({ updatedAt }) => updatedAt}
        readOnlyText="Your role may see promotions, not change them."
      >
        <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_19rem] [&>*]:min-w-0">
          <div className="flex flex-col gap-5">
            <AboutSection editing={editing} />
            <RewardSection editing={editing} currencies={currencies} />
            <MinimumSection editing={editing} currencies={currencies} />
          </div>
          <div className="flex flex-col gap-5">
            <WhenSection editing={editing} />
            <LimitsSection editing={editing} usedCount={saved?.usedCount ?? null} />
            <StackingSection editing={editing} />
          </div>
        </div>
        {saved && !isReadOnly ? <DeletePromotion promotion={saved} onGone={editor.giveUp} /> : null}
      </EditorFrame>
    </>
  )
}
