import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { money } from '../../src/kernel/money.ts';
import type { Payment } from '../payment/payment-data.ts';
import { answer, api, withKey } from '../shared/api/client.ts';
import { useCommand } from '../shared/api/command.ts';
import { stepUpOf } from '../shared/factor/factor.ts';
import { ReasonDialog, ReasonField } from '../shared/register/act-dialog.tsx';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { ErrorSummary } from '../shared/ui/error-summary.tsx';
import { useForm } from '../shared/ui/form.ts';
import { Cluster } from '../shared/ui/layout.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Money } from '../shared/ui/money.tsx';
import { MoneyField } from '../shared/ui/money-field.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { StepUp } from '../shared/ui/step-up.tsx';
import { useWords } from '../shared/words/define.ts';
import { useRenewCards } from './card-data.ts';
import { words } from './words.ts';

const TONES = { ASKED: 'wait', DONE: 'good', REFUSED: 'bad' } as const;

/** What was given back of a card payment, and what may still be asked of it. */
export function CardAsks({ payment }: { payment: Payment }) {
  const say = useWords(words).pay;
  const { asks, refunds, voidAsked, state } = payment;
  const waits = voidAsked && state !== 'VOIDED';
  if (asks.length === 0 && refunds.length === 0 && !waits) return null;
  return (
    <Card title={say.asks}>
      {waits && <Notice tone="wait">{say.voidAsked}</Notice>}
      {refunds.length > 0 && (
        <ul aria-label={say.refunds} className="grid gap-2">
          {refunds.map((refund) => (
            <li key={refund.at} className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <Money amount={refund.amount} />
              <StatusTag tone={TONES[refund.state]}>{say.refundStates[refund.state]}</StatusTag>
              <span className="text-small text-muted">{refund.reason}</span>
            </li>
          ))}
        </ul>
      )}
      <Cluster>
        {asks.includes('askVoid') && <AskVoid id={payment.id} />}
        {asks.includes('askRefund') && <AskRefund payment={payment} />}
      </Cluster>
    </Card>
  );
}

function AskVoid({ id }: { id: string }) {
  const say = useWords(words).pay;
  const renew = useRenewCards();
  return (
    <ReasonDialog
      label={say.askVoid}
      tone="danger"
      title={say.askVoidTitle}
      text={say.askVoidText}
      act={async (body, key) => ({
        ...(await answer(
          api.POST('/api/v1/payments/{id}/askVoid', { params: { path: { id } }, body, ...withKey(key) }),
        )),
        confirm: null,
      })}
      onDone={renew}
    />
  );
}

interface Wanted {
  readonly amount: string;
  readonly reason: string;
}

/** The vendor says how much and why, then confirms exactly that amount with a fresh code. */
function AskRefund({ payment }: { payment: Payment }) {
  const say = useWords(words).pay;
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState<Wanted>();
  const close = () => {
    setOpen(false);
    setWanted(undefined);
  };
  return (
    <>
      <Button tone="quiet" onPress={() => setOpen(true)}>
        {say.askRefund}
      </Button>
      {open && wanted === undefined && (
        <Dialog open title={say.askRefundTitle} onClose={close}>
          <RefundForm left={BigInt(payment.refundable ?? '0')} onNext={setWanted} />
        </Dialog>
      )}
      {wanted !== undefined && <ConfirmRefund payment={payment} wanted={wanted} onClose={close} />}
    </>
  );
}

const SHORTEST = 5;

function RefundForm({ left, onNext }: { left: bigint; onNext: (wanted: Wanted) => void }) {
  const all = useWords(words);
  const say = all.pay;
  const form = useForm({
    initial: { amount: '', reason: '' },
    validate: ({ amount, reason }) => [
      ...(/^[1-9]\d*$/.test(amount) && BigInt(amount) <= left
        ? []
        : [{ path: 'amount', message: amount === '' ? say.fillAmount : say.refundMost(money(left)) }]),
      ...(reason.trim().length < SHORTEST ? [{ path: 'reason', message: all.acts.fillPurpose }] : []),
    ],
    onSubmit: ({ amount, reason }) => onNext({ amount, reason: reason.trim() }),
  });
  return (
    <form onSubmit={form.onSubmit} noValidate className="grid gap-4">
      {form.errors.length > 0 && <ErrorSummary errors={form.errors} attempt={form.attempt} />}
      <MoneyField {...form.bind('amount')} label={say.refundAmount} hint={say.refundMost(money(left))} />
      <ReasonField {...form.bind('reason')} />
      <Button type="submit">{say.refundNext}</Button>
    </form>
  );
}

function ConfirmRefund({ payment, wanted, onClose }: { payment: Payment; wanted: Wanted; onClose: () => void }) {
  const say = useWords(words).pay;
  const { id } = payment;
  const renew = useRenewCards();
  const offer = useQuery({
    queryKey: ['refundOffer', id, wanted.amount],
    queryFn: () =>
      answer(api.GET('/api/v1/refund-offers/{id}', { params: { path: { id }, query: { amount: wanted.amount } } })),
  });
  const command = useCommand(
    (body: { amount: string; reason: string; stepUp: ReturnType<typeof stepUpOf> }, key: string) =>
      answer(
        api.POST('/api/v1/payments/{id}/askRefund', {
          params: { path: { id } },
          body: body as never,
          ...withKey(key),
        }),
      ),
    () => {
      renew();
      onClose();
    },
  );
  return (
    <Loaded query={offer}>
      {(paper) => (
        <StepUp
          open
          onClose={onClose}
          sentence={say.refundSentence(money(BigInt(wanted.amount)))}
          paper={paper}
          confirms={{ digest: paper.digest }}
          confirm={say.askRefund}
          onConfirm={(proof) => void command.send({ ...wanted, stepUp: stepUpOf(paper.digest, proof) })}
          outcome={command}
        />
      )}
    </Loaded>
  );
}
