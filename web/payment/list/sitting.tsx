import { useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { PaymentSummary } from '../payment-data.ts';
import { words } from '../words.ts';
import { BATCH_ACTS, type BatchAct } from './batch-data.ts';
import { useChosen } from './chosen.ts';
import type { Told } from './outcome.tsx';
import { PaymentTable } from './payment-table.tsx';
import { SittingDialog } from './sitting-dialog.tsx';
import { SumBar } from './sum-bar.tsx';

interface ListProps {
  caption: string;
  payments: readonly PaymentSummary[];
  paged: boolean;
  onTold: (told: Told) => void;
}

const actOf = (payment: PaymentSummary): BatchAct | null =>
  payment.due !== null && BATCH_ACTS.includes(payment.due) ? (payment.due as BatchAct) : null;

/** The list of payments; those that wait for the reader may be ticked and decided in one sitting. */
export function Chosenable({ caption, payments, paged, onTold }: ListProps) {
  const say = useWords(words).cms;
  const mine = payments.filter((payment) => actOf(payment) !== null);
  const chosen = useChosen(mine.map(({ id }) => id));
  const [open, setOpen] = useState(false);
  const picked = mine.filter(({ id }) => chosen.selected.has(id));
  // One sitting is over one act: the first tick says which.
  const act = (picked[0] ?? mine[0]) && actOf(picked[0] ?? (mine[0] as PaymentSummary));
  const same = mine.filter((payment) => actOf(payment) === act);

  return (
    <>
      <Card>
        {same.length > 1 && (
          <p>
            <Button tone="quiet" onPress={() => chosen.set(same.map(({ id }) => id))}>
              {say.pickAll}
            </Button>
          </p>
        )}
        <PaymentTable
          caption={caption}
          payments={payments}
          paged={paged}
          chosen={
            mine.length === 0
              ? undefined
              : {
                  selected: chosen.selected,
                  onToggle: chosen.toggle,
                  labelOf: ({ spbyNumber, payee }) => say.pick(spbyNumber, payee),
                  may: (payment) => actOf(payment) === act,
                }
          }
        />
      </Card>
      {act !== undefined && act !== null && (
        <>
          <SumBar
            count={picked.length}
            sum={picked.reduce((sum, { net }) => sum + BigInt(net), 0n)}
            act={say.batch(act, picked.length)}
            onAct={() => setOpen(true)}
            onClear={chosen.clear}
          />
          {open && (
            <SittingDialog
              act={act}
              ids={picked.map(({ id }) => id)}
              onClose={() => setOpen(false)}
              onDone={(answer) => {
                onTold({
                  answer,
                  said: 'result',
                  names: new Map(picked.map((one) => [one.id, `${one.spbyNumber} · ${one.payee}`])),
                });
                setOpen(false);
                chosen.clear();
              }}
            />
          )}
        </>
      )}
    </>
  );
}
