import { useState } from 'react';
import { ActMessage, Blocked } from '../../orders/acts/act.tsx';
import { type OpenAction, type Order, useOrderCommand } from '../../orders/order-data.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';

interface DeclineActProps {
  order: Order;
  open: OpenAction;
  onDone: () => void;
}

/** Ends the negotiation without a price; it says so and asks why. */
export function DeclineAct(props: DeclineActProps) {
  const { act, nego } = useWords(words);
  const [shown, setShown] = useState(false);
  const close = () => setShown(false);
  return (
    <>
      <Button tone="danger" onPress={() => setShown(true)}>
        {act.declineOffer}
      </Button>
      <Dialog open={shown} title={nego.decline.title} onClose={close}>
        <DeclineForm {...props} onClose={close} />
      </Dialog>
    </>
  );
}

const SHORTEST_REASON = 5;
const LONGEST_REASON = 1_000;

/** Lives only while the dialog is open, so that each opening is another act. */
function DeclineForm({ order, open, onDone, onClose }: DeclineActProps & { onClose: () => void }) {
  const { act, nego } = useWords(words);
  const say = nego.decline;
  const command = useOrderCommand(order.id, 'declineOffer', () => {
    onClose();
    onDone();
  });
  const form = useForm({
    initial: { reason: '' },
    validate: ({ reason }) =>
      reason.trim().length < SHORTEST_REASON ? [{ path: 'reason', message: say.fillReason }] : [],
    onSubmit: ({ reason }) => void command.send({ reason: reason.trim() }),
    serverErrors: command.fieldErrors,
  });
  if (open.blockedBy !== null) return <Blocked sentence={open.blockedBy} />;
  return (
    <form onSubmit={form.onSubmit} noValidate className="grid gap-4">
      <p>{say.effect}</p>
      {form.errors.length > 0 && <ErrorSummary errors={form.errors} attempt={form.attempt} />}
      <TextareaField
        {...form.bind('reason')}
        label={say.reason}
        hint={say.reasonHint}
        rows={3}
        maxLength={LONGEST_REASON}
      />
      {form.errors.length === 0 && <ActMessage of={command} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="danger" busy={command.busy}>
          {act.declineOffer}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {say.back}
        </Button>
      </div>
    </form>
  );
}
