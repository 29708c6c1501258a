import { money } from '../../../src/kernel/money.ts';
import { localDate } from '../../../src/kernel/time.ts';
import { useMe } from '../../shared/api/me.ts';
import { PaymentStatus } from '../../shared/status/status.tsx';
import { TextLink } from '../../shared/ui/link-button.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { type Column, Table } from '../../shared/ui/table.tsx';
import { Day, When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { PaymentSummary } from '../payment-data.ts';
import { words } from '../words.ts';
import type { Chosen } from './chosen.ts';

interface PaymentTableProps {
  caption: string;
  payments: readonly PaymentSummary[];
  /** There are more pages: the total is of this one. */
  paged: boolean;
  /** Payments that wait for the reader may be ticked. */
  chosen?: Chosen<PaymentSummary> | undefined;
}

/** Payments with their sum; cards on a phone. */
export function PaymentTable({ caption, payments, paged, chosen }: PaymentTableProps) {
  const say = useWords(words).list;
  const columns: Column<PaymentSummary>[] = [
    { key: 'number', header: say.number, lead: true, cell: (payment) => <Lead payment={payment} /> },
    { key: 'payee', header: say.payee, cell: (payment) => payment.payee },
    {
      key: 'status',
      header: say.status,
      cell: (payment) => <Standing payment={payment} />,
    },
    { key: 'net', header: say.net, align: 'right', cell: (payment) => <Net {...figuresOf([payment])} /> },
  ];
  return (
    <Table
      caption={caption}
      captionHidden
      columns={columns}
      rows={payments}
      rowKey={(payment) => payment.id}
      {...(chosen === undefined ? {} : { selection: chosen })}
      total={{ number: paged ? say.totalPage : say.total, net: <Net {...figuresOf(payments)} /> }}
    />
  );
}

/** The state, and under it what keeps it there. */
function Standing({ payment }: { payment: PaymentSummary }) {
  const say = useWords(words);
  const { state, turn, dueAt, dueWhy, payeeStanding, askedBack } = payment;
  const open = ['SUBMITTED', 'CHECKED', 'DRAFT'].includes(state);
  const lines = [
    open && payeeStanding === 'WAITING' ? say.cms.payee.waiting : '',
    open && payeeStanding === 'HELD' ? say.cms.payee.held : '',
    state === 'APPROVED' && turn !== null && turn !== 'BANK' && turn !== 'CLOCK'
      ? say.cms.waitsRelease(say.cms.turn(turn))
      : '',
    state === 'SUBMITTED' && turn === 'PPSPM' ? say.cms.waitsFor(say.cms.turn(turn)) : '',
    askedBack === null ? '' : say.cms.askedBack(money(BigInt(askedBack))),
  ].filter((line) => line !== '');
  return (
    <span className="grid justify-items-start gap-1">
      <PaymentStatus state={state} mine={payment.waitsForAsker} />
      {dueAt !== null && (
        <span className="text-small text-muted">
          <When at={dueAt} short />
          {dueWhy !== null && <span className="block">{say.cms.dueWhy(dueWhy)}</span>}
        </span>
      )}
      {lines.map((line) => (
        <span key={line} className="text-small text-muted">
          {line}
        </span>
      ))}
    </span>
  );
}

interface Figures {
  readonly gross: bigint;
  readonly tax: bigint;
  readonly net: bigint;
}

function figuresOf(payments: readonly PaymentSummary[]): Figures {
  const sumOf = (figure: keyof Figures) => payments.reduce((sum, payment) => sum + BigInt(payment[figure]), 0n);
  return { gross: sumOf('gross'), tax: sumOf('tax'), net: sumOf('net') };
}

/** What goes to the payee; under it what it is left of, where tax was withheld. */
function Net({ gross, tax, net }: Figures) {
  const say = useWords(words).list;
  return (
    <>
      <Money amount={net} />
      {tax > 0n && (
        <span className="block text-small font-normal text-muted">{say.grossLessTax(money(gross), money(tax))}</span>
      )}
    </>
  );
}

function Lead({ payment }: { payment: PaymentSummary }) {
  const say = useWords(words);
  const zone = useMe()?.zone ?? 'WIB';
  return (
    <span className="block md:min-w-44">
      <TextLink to={`/bayar/${payment.id}`}>{payment.spbyNumber}</TextLink>
      <span className="block text-small font-normal text-muted">
        {payment.rail} · <Day date={localDate(new Date(payment.createdAt), zone)} short />
        <span className="sr-only"> {say.rails[payment.rail]}</span>
      </span>
    </span>
  );
}
