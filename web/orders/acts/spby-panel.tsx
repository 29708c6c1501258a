import { useState } from 'react';
import { stepUpOf } from '../../shared/factor/factor.ts';
import { Facts } from '../../shared/ui/facts.tsx';
import { StepUp } from '../../shared/ui/step-up.tsx';
import { useWords } from '../../shared/words/define.ts';
import { PayeeText } from '../order/bill.tsx';
import { BillTests } from '../order/checks.tsx';
import { TaxReceipt } from '../order/tax.tsx';
import { useOrderCommand } from '../order-data.ts';
import { words as orderWords } from '../words.ts';
import { openAct, type PanelProps, subjectOf } from './act.tsx';
import { ActPanel } from './act-panel.tsx';
import { useReasonAct } from './dialog-act.tsx';
import { words } from './words.ts';

/** S10: the PPK tests the bill (filled in by the platform; failing tests stand open) and signs the SPBy. */
export function SpbyPanel(props: PanelProps) {
  const { order, main, onDone } = props;
  const { askBill, spby: say } = useWords(words);
  const label = useWords(orderWords).act('signSpby');
  const [asking, setAsking] = useState(false);
  const number = order.bill?.number ?? subjectOf(order);
  const giveBack = useReasonAct(props, { action: 'returnBill', title: askBill(number) });
  const command = useOrderCommand(order.id, 'signSpby', (signed) => {
    setAsking(false);
    onDone('signSpby', signed);
  });
  const open = openAct(order, 'signSpby');
  if (open === undefined) return null;
  const { stepUp } = open;
  function ask() {
    command.reset();
    setAsking(true);
  }
  return (
    <ActPanel
      title={say.title}
      lead={say.lead}
      main={main}
      open={open}
      label={label}
      form={ask}
      command={asking ? IDLE : command}
      others={[giveBack]}
      dialogs={
        stepUp !== null && (
          <StepUp
            open={asking}
            onClose={() => setAsking(false)}
            sentence={say.sentence(number, order.vendor.name)}
            paper={stepUp}
            confirms={{ digest: stepUp.digest }}
            confirm={label}
            onConfirm={(proof) => void command.send({ stepUp: stepUpOf(stepUp.digest, proof) })}
            outcome={command}
          />
        )
      }
    >
      {order.bill !== null && <Facts items={[{ label: say.payee, value: <PayeeText payee={order.bill.payee} /> }]} />}
      <TaxReceipt order={order} inWords />
      <BillTests tests={order.billTests} />
    </ActPanel>
  );
}

/** While the dialog is open it shows the outcome itself. */
const IDLE = { state: 'idle', busy: false, message: undefined, problem: undefined };
