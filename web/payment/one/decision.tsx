import { type ReactNode, useState } from 'react';
import { ActMessage, Blocked } from '../../orders/acts/act.tsx';
import { ActButtons } from '../../orders/acts/act-panel.tsx';
import { stepUpOf } from '../../shared/factor/factor.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { StepUp } from '../../shared/ui/step-up.tsx';
import { useWords } from '../../shared/words/define.ts';
import { decides, type Payment, type PaymentAction, usePaymentCommand } from '../payment-data.ts';
import { words } from '../words.ts';
import { AcceptPayee } from './accept-payee.tsx';
import { AccountText, PaymentReceipt } from './parts.tsx';
import { ReasonAct } from './reason-act.tsx';

interface DecisionProps {
  payment: Payment;
  onDone: (action: PaymentAction) => void;
}

type Open = Payment['actions'][number];

/** What the reader may decide about a payment, strictly from its open actions. */
export function Decision(props: DecisionProps) {
  const open = (action: PaymentAction) => props.payment.actions.find((one) => one.action === action);
  const approve = open('approve');
  const release = open('release');
  const accept = open('acceptPayee');
  const check = open('check');
  const resubmit = open('resubmit');
  const reject = open('reject');
  const withdraw = open('withdraw');
  const say = useWords(words).one;
  if (!decides(props.payment)) return null;
  const kind = kindOf();
  return (
    <Card title={say.decide[kind]}>
      <p>{say.lead[kind]}</p>
      <WhatIsPaid payment={props.payment} />
      <ActButtons fixed>
        {approve !== undefined && <Approve {...props} open={approve} act="approve" />}
        {release !== undefined && <Approve {...props} open={release} act="release" />}
        {accept !== undefined && <AcceptPayee {...props} />}
        {check !== undefined && <Simple {...props} open={check} action="check" />}
        {resubmit !== undefined && <Simple {...props} open={resubmit} action="resubmit" />}
        {reject !== undefined && <ReasonAct {...props} action="reject" />}
        {withdraw !== undefined && <ReasonAct {...props} action="withdraw" />}
      </ActButtons>
    </Card>
  );

  function kindOf() {
    if (accept !== undefined) return 'payee';
    if (release !== undefined) return 'release';
    if (approve !== undefined) return 'approve';
    if (check !== undefined || resubmit === undefined) return withdraw !== undefined ? 'until' : 'check';
    return 'draft';
  }
}

/** Payee and money first; what the treasurer's cash is before and after. */
function WhatIsPaid({ payment }: { payment: Payment }) {
  const say = useWords(words).one;
  return (
    <>
      <Facts
        items={[
          { label: say.payee, value: <AccountText account={payment.beneficiary} /> },
          ...(payment.source === null ? [] : [{ label: say.source, value: <AccountText account={payment.source} /> }]),
          // What is no order has left the petty cash before.
          ...(payment.upAvailable === null || payment.purpose !== 'ORDER'
            ? []
            : [{ label: say.upAvailable, value: <Money amount={payment.upAvailable} /> }]),
        ]}
      />
      <PaymentReceipt payment={payment} />
    </>
  );
}

/** The binding act: a code for exactly this payee and amount. */
function Approve({ payment, onDone, open, act }: DecisionProps & { open: Open; act: 'approve' | 'release' }) {
  const say = useWords(words);
  const [asking, setAsking] = useState(false);
  const [blocked, setBlocked] = useState(false);
  const command = usePaymentCommand(payment.id, act, (action) => {
    setAsking(false);
    onDone(action);
  });
  const { stepUp, blockedBy } = open;
  return (
    <>
      <Button
        onPress={() => {
          command.reset();
          if (blockedBy === null) setAsking(true);
          else setBlocked(true);
        }}
      >
        {say.act(act)}
      </Button>
      {blocked && blockedBy !== null && (
        <Said>
          <Blocked sentence={blockedBy} />
        </Said>
      )}
      {stepUp !== null && (
        <StepUp
          open={asking}
          onClose={() => setAsking(false)}
          sentence={say.one.sentences[act](payment.spbyNumber, payment.payee)}
          paper={stepUp}
          confirms={{ digest: stepUp.digest }}
          confirm={say.act(act)}
          onConfirm={(proof) => void command.send({ stepUp: stepUpOf(stepUp.digest, proof) })}
          outcome={command}
        />
      )}
    </>
  );
}

/** An act that needs nothing but the press. */
function Simple({ payment, onDone, open, action }: DecisionProps & { open: Open; action: 'check' | 'resubmit' }) {
  const say = useWords(words);
  const [blocked, setBlocked] = useState(false);
  const command = usePaymentCommand(payment.id, action, onDone);
  const { blockedBy } = open;
  return (
    <>
      <Button
        busy={command.busy}
        onPress={() => {
          if (blockedBy === null) void command.send({});
          else setBlocked(true);
        }}
      >
        {say.act(action)}
      </Button>
      {command.message !== undefined && (
        <Said>
          <ActMessage of={command} />
        </Said>
      )}
      {blocked && blockedBy !== null && (
        <Said>
          <Blocked sentence={blockedBy} />
        </Said>
      )}
    </>
  );
}

/** A line of its own above the buttons. */
function Said({ children }: { children: ReactNode }) {
  return <div className="order-first basis-full">{children}</div>;
}
