import { useState } from 'react';
import { stepUpOf } from '../../shared/factor/factor.ts';
import { useForm } from '../../shared/ui/form.ts';
import { StepUp } from '../../shared/ui/step-up.tsx';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { BudgetEffect, Findings, SplitWarnings } from '../order/checks.tsx';
import { OrderFacts } from '../order/facts.tsx';
import { useOrderCommand } from '../order-data.ts';
import { words as orderWords } from '../words.ts';
import { openAct, type PanelProps, subjectOf } from './act.tsx';
import { ActPanel } from './act-panel.tsx';
import { useRejectAct } from './dialog-act.tsx';
import { words } from './words.ts';

const LONGEST_REASON = 1_000;

/** S8: the PPK commits. Payee, budget before and after, ceilings and splitting stand before the button. */
export function ApprovePanel(props: PanelProps) {
  const { order, main, onDone } = props;
  const say = useWords(words).approve;
  const label = useWords(orderWords).act('approve');
  const [asking, setAsking] = useState(false);
  const reject = useRejectAct(props);
  const command = useOrderCommand(order.id, 'approve', (approved) => {
    setAsking(false);
    onDone('approve', approved);
  });
  const form = useForm({
    initial: { splitReason: '' },
    validate: () => [],
    onSubmit: () => {
      command.reset();
      setAsking(true);
    },
    serverErrors: command.fieldErrors,
  });
  const open = openAct(order, 'approve');
  if (open === undefined) return null;
  const { stepUp } = open;
  return (
    <ActPanel
      title={say.title}
      lead={say.lead}
      main={main}
      open={open}
      label={label}
      form={form}
      command={asking ? IDLE : command}
      others={[reject]}
      dialogs={
        stepUp !== null && (
          <StepUp
            open={asking}
            onClose={() => setAsking(false)}
            sentence={say.sentence(subjectOf(order), order.vendor.name)}
            paper={stepUp}
            confirms={{ digest: stepUp.digest }}
            confirm={label}
            onConfirm={(proof) =>
              void command.send({
                stepUp: stepUpOf(stepUp.digest, proof),
                splitReason: form.values.splitReason.trim(),
              })
            }
            outcome={command}
          />
        )
      }
    >
      <OrderFacts order={order} />
      {order.budget !== null && <BudgetEffect budget={order.budget} />}
      <Findings findings={order.findings} />
      {order.splits.length > 0 && (
        <>
          <SplitWarnings splits={order.splits} />
          <TextareaField
            {...form.bind('splitReason')}
            label={say.splitReason}
            hint={say.splitHint}
            optional
            rows={3}
            maxLength={LONGEST_REASON}
          />
        </>
      )}
    </ActPanel>
  );
}

/** While the dialog is open it shows the outcome itself. */
const IDLE = { state: 'idle', busy: false, message: undefined, problem: undefined };
