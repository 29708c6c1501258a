import { useQuery } from '@tanstack/react-query';
import { Card } from '../../shared/ui/card.tsx';
import { StatusTag } from '../../shared/ui/status-tag.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import { payeesQuery } from './cms-data.ts';

const TONES = { GOOD: 'good', HELD: 'wait', FROZEN: 'bad' } as const;

/** Vendors' accounts as this work unit pays them, each with the last answer of the bank. */
export function Payees() {
  const say = useWords(words).cms.payees;
  const items = useQuery(payeesQuery).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={say.title}>
      <p>{say.lead}</p>
      <Table
        caption={say.title}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        columns={[
          { key: 'vendor', header: say.vendor, lead: true, cell: (one) => one.vendor },
          {
            key: 'account',
            header: say.account,
            cell: (one) => (
              <>
                {one.account.name}
                <span className="block font-mono text-small">
                  {one.account.bank} {one.account.accountNo}
                </span>
              </>
            ),
          },
          { key: 'name', header: say.atBank, cell: (one) => one.nameAtBank ?? '' },
          {
            key: 'state',
            header: say.state,
            cell: (one) => (
              <>
                <StatusTag tone={TONES[one.state]}>{say.states[one.state]}</StatusTag>
                {one.checkedAt !== null && (
                  <span className="block text-small text-muted">
                    <When at={one.checkedAt} short />
                  </span>
                )}
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}
