import { useState } from 'react';
import { stepUpOf } from '../../shared/factor/factor.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { StepUp } from '../../shared/ui/step-up.tsx';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { type Payment, type PaymentAction, usePaymentCommand } from '../payment-data.ts';
import { words } from '../words.ts';

interface AcceptPayeeProps {
  payment: Payment;
  onDone: (action: PaymentAction) => void;
}

const SHORTEST = 10;
const LONGEST = 1_000;

/** Somebody answers in writing, and with a code, for a name that is not the same at the bank. */
export function AcceptPayee({ payment, onDone }: AcceptPayeeProps) {
  const say = useWords(words);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<string>();
  const command = usePaymentCommand(payment.id, 'acceptPayee', (action) => {
    setReason(undefined);
    onDone(action);
  });
  const stepUp = payment.actions.find(({ action }) => action === 'acceptPayee')?.stepUp ?? null;
  const found = payment.payeeCheck?.nameAtBank ?? '–';
  return (
    <>
      <Button onPress={() => setAsking(true)}>{say.act('acceptPayee')}</Button>
      <Dialog open={asking} title={`${say.act('acceptPayee')}?`} onClose={() => setAsking(false)}>
        <Reason
          onClose={() => setAsking(false)}
          onReason={(given) => {
            setAsking(false);
            command.reset();
            setReason(given);
          }}
        />
      </Dialog>
      {stepUp !== null && (
        <StepUp
          open={reason !== undefined}
          onClose={() => setReason(undefined)}
          sentence={say.cms.payee.sentence(payment.beneficiary.name, found)}
          paper={stepUp}
          confirms={{ digest: stepUp.digest }}
          confirm={say.act('acceptPayee')}
          onConfirm={(proof) =>
            reason !== undefined && void command.send({ reason, stepUp: stepUpOf(stepUp.digest, proof) })
          }
          outcome={command}
        />
      )}
    </>
  );
}

function Reason({ onClose, onReason }: { onClose: () => void; onReason: (reason: string) => void }) {
  const say = useWords(words);
  const form = useForm({
    initial: { reason: '' },
    validate: ({ reason }) =>
      reason.trim().length < SHORTEST ? [{ path: 'reason', message: say.cms.payee.fill }] : [],
    onSubmit: ({ reason }) => onReason(reason.trim()),
  });
  return (
    <form onSubmit={form.onSubmit} noValidate className="grid gap-4">
      {form.errors.length > 0 && <ErrorSummary errors={form.errors} attempt={form.attempt} />}
      <TextareaField
        {...form.bind('reason')}
        label={say.cms.payee.explain}
        hint={say.cms.payee.explainHint}
        rows={3}
        maxLength={LONGEST}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit">{say.act('acceptPayee')}</Button>
        <Button tone="quiet" onPress={onClose}>
          {say.back}
        </Button>
      </div>
    </form>
  );
}
