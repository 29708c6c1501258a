import { useQuery } from '@tanstack/react-query';
import { useMe } from '../shared/api/me.ts';
import { Card } from '../shared/ui/card.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { useWords } from '../shared/words/define.ts';
import { withholdingsQuery } from './tax-data.ts';
import { TaxTable } from './tax-table.tsx';
import { words } from './words.ts';

/** What treasurers kept back from a vendor’s payments, with the proof that it reached the State. For the owner of the shop. */
export function VendorTaxes() {
  return useMe()?.role === 'VENDOR_ADMIN' ? <KeptBack /> : null;
}

function KeptBack() {
  const say = useWords(words).vendors;
  const query = useQuery(withholdingsQuery('all'));
  return (
    <Card title={say.title}>
      <p className="text-muted">{say.lead}</p>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say.none}>{say.noneText}</Empty>
          ) : (
            <TaxTable caption={say.title} items={items} />
          )
        }
      </Loaded>
    </Card>
  );
}
