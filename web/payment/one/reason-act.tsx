import { useState } from 'react';
import { ActMessage } from '../../orders/acts/act.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { type Payment, usePaymentCommand } from '../payment-data.ts';
import { words } from '../words.ts';

interface ReasonActProps {
  payment: Payment;
  action: 'reject' | 'withdraw';
  onDone: (action: 'reject' | 'withdraw') => void;
}

/** A refusal: it says its effect, asks why, and repeats the verb. */
export function ReasonAct(props: ReasonActProps) {
  const { payment, action } = props;
  const say = useWords(words);
  const [shown, setShown] = useState(false);
  const close = () => setShown(false);
  return (
    <>
      <Button tone="danger" onPress={() => setShown(true)}>
        {say.act(action)}
      </Button>
      <Dialog open={shown} title={say.one.ask(say.act(action), payment.spbyNumber)} onClose={close}>
        <ReasonForm {...props} onClose={close} />
      </Dialog>
    </>
  );
}

const SHORTEST_REASON = 5;
const LONGEST_REASON = 1_000;

/** Lives only while the dialog is open, so that each opening is another act. */
function ReasonForm({ payment, action, onDone, onClose }: ReasonActProps & { onClose: () => void }) {
  const say = useWords(words);
  const command = usePaymentCommand(payment.id, action, (done) => {
    onClose();
    onDone(done);
  });
  const form = useForm({
    initial: { reason: '' },
    validate: ({ reason }) =>
      reason.trim().length < SHORTEST_REASON ? [{ path: 'reason', message: say.one.fillReason }] : [],
    onSubmit: ({ reason }) => void command.send({ reason: reason.trim() }),
    serverErrors: command.fieldErrors,
  });
  return (
    <form onSubmit={form.onSubmit} noValidate className="grid gap-4">
      <p>{say.one.effect[action]}</p>
      {form.errors.length > 0 && <ErrorSummary errors={form.errors} attempt={form.attempt} />}
      <TextareaField
        {...form.bind('reason')}
        label={say.one.reason}
        hint={say.one.reasonHint}
        rows={3}
        maxLength={LONGEST_REASON}
      />
      {form.errors.length === 0 && <ActMessage of={command} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="danger" busy={command.busy}>
          {say.act(action)}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {say.back}
        </Button>
      </div>
    </form>
  );
}
