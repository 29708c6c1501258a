import { Card } from '../../shared/ui/card.tsx';
import { type Fact, Facts } from '../../shared/ui/facts.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { Order } from '../order-data.ts';
import { words } from './words.ts';

type Bill = NonNullable<Order['bill']>;

/** Bank, account and its owner, as the bill holds them. */
export function PayeeText({ payee }: { payee: Bill['payee'] }) {
  return (
    <>
      {payee.name}
      <span className="block font-mono text-small">
        {payee.bank} {payee.accountNo}
      </span>
    </>
  );
}

export function BillCard({ order }: { order: Order }) {
  const say = useWords(words).bill;
  const { bill } = order;
  if (bill === null) return null;
  const items: Fact[] = [
    { label: say.number, value: bill.number },
    { label: say.at, value: <When at={bill.at} zone={order.zone} /> },
    { label: say.payee, value: <PayeeText payee={bill.payee} /> },
  ];
  if (bill.vendorNumber !== '') items.push({ label: say.vendorNumber, value: bill.vendorNumber });
  if (bill.faktur !== null) items.push({ label: say.faktur, value: <code className="font-mono">{bill.faktur}</code> });
  else if (bill.fakturNeeded) items.push({ label: say.faktur, value: say.noFaktur });
  return (
    <Card title={say.title}>
      <Facts items={items} />
      {bill.returned.length > 0 && (
        <section aria-label={say.returned} className="grid gap-2">
          <h3 className="text-body">{say.returned}</h3>
          <ul className="grid gap-2">
            {bill.returned.map((entry) => (
              <li key={entry.at} className="border-l-4 border-line pl-3">
                {entry.reason}
                <span className="block text-small text-muted">
                  {say.returnedBy(entry.by)} · <When at={entry.at} zone={order.zone} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  );
}

export function SpbyCard({ order }: { order: Order }) {
  const say = useWords(words).spby;
  const { spby } = order;
  if (spby === null) return null;
  return (
    <Card title={say.title}>
      <Facts
        items={[
          { label: say.number, value: spby.number },
          {
            label: say.by,
            value: (
              <>
                {spby.by}
                <span className="block text-small font-normal text-muted">
                  <When at={spby.at} zone={order.zone} />
                </span>
              </>
            ),
          },
          { label: say.kuitansi, value: spby.kuitansi },
        ]}
      />
    </Card>
  );
}

/** The payment has its own page; the vendor has no part in it and sees only when it was paid. */
export function PaymentCard({ order, link }: { order: Order; link: boolean }) {
  const say = useWords(words).payment;
  if (order.paymentId === null && order.paidAt === null) return null;
  return (
    <Card title={say.title}>
      {order.paidAt === null ? (
        <p>{say.pending}</p>
      ) : (
        <Facts items={[{ label: say.paidAt, value: <When at={order.paidAt} zone={order.zone} /> }]} />
      )}
      {link && order.paymentId !== null && (
        <div>
          <LinkButton to={`/bayar/${order.paymentId}`} tone="quiet">
            {say.open}
          </LinkButton>
        </div>
      )}
    </Card>
  );
}
