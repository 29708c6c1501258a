import { useMe } from '../../shared/api/me.ts';
import { type Fact, Facts } from '../../shared/ui/facts.tsx';
import { TextLink } from '../../shared/ui/link-button.tsx';
import { Day } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { Order } from '../order-data.ts';
import { words } from './words.ts';

/** Who with whom, how it is paid, and where and when it is needed. */
export function OrderFacts({ order }: { order: Order }) {
  const say = useWords(words).facts;
  const forVendor = useMe()?.office.kind === 'VENDOR';
  const { need, vendor } = order;
  const marks = [vendor.town, vendor.umk ? say.umk : '', vendor.pkp ? say.pkp : ''].filter((mark) => mark !== '');
  const items: Fact[] = [];
  if (forVendor) items.push({ label: say.satker, value: order.satker.name });
  else {
    items.push({
      label: say.vendor,
      value: (
        <>
          <TextLink to={`/toko/${vendor.slug}`}>{vendor.name}</TextLink>
          <span className="block text-small font-normal text-muted">{marks.join(' · ')}</span>
        </>
      ),
    });
  }
  if (order.rail !== null) items.push({ label: say.rail, value: say.rails[order.rail] });
  if (order.orderedOn !== null) items.push({ label: say.orderedOn, value: <Day date={order.orderedOn} /> });
  if (order.deliveryDate !== null) items.push({ label: say.deliveryDate, value: <Day date={order.deliveryDate} /> });
  else if (need.date !== null) items.push({ label: say.needDate, value: <Day date={need.date} /> });
  if (need.address !== '') items.push({ label: say.address, value: need.address });
  if (need.note !== '') items.push({ label: say.note, value: need.note });
  return <Facts items={items} />;
}
