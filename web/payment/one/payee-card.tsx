import { useMe } from '../../shared/api/me.ts';
import { Card } from '../../shared/ui/card.tsx';
import { type Fact, Facts } from '../../shared/ui/facts.tsx';
import { When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { Payment } from '../payment-data.ts';
import { words } from '../words.ts';

/** What the bank said of the payee's name, kept as evidence, and who answered for it. */
export function PayeeCard({ payment }: { payment: Payment }) {
  const say = useWords(words).cms.payee;
  const zone = useMe()?.zone ?? 'WIB';
  const check = payment.payeeCheck;
  if (check === null) return null;
  const items: Fact[] = [
    { label: say.resultLabel, value: say.result(check.result) },
    ...(check.nameAtBank === null ? [] : [{ label: say.atBank, value: check.nameAtBank }]),
    { label: say.inBill, value: payment.beneficiary.name },
    { label: say.asked, value: <When at={check.at} zone={zone} /> },
    ...(check.referenceNo === null
      ? []
      : [{ label: say.reference, value: <span className="font-mono text-small">{check.referenceNo}</span> }]),
    ...check.accepted.map((one) => ({
      label: say.words,
      value: (
        <>
          {one.reason}
          <span className="block text-small font-normal text-muted">
            {say.word(one.by, one.role)}, <When at={one.at} zone={zone} short />
          </span>
        </>
      ),
    })),
  ];
  return (
    <Card title={say.title}>
      <Facts items={items} />
      {check.waitsFor.length > 0 && <p className="text-small">{say.needs(check.waitsFor.join(', '))}</p>}
    </Card>
  );
}
