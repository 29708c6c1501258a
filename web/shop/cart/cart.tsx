import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { allOrdersQuery, type Order, orderQuery } from '../../orders/order-data.ts';
import { useMe } from '../../shared/api/me.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useMayBuy } from '../add-to-cart.tsx';
import { OrderAgain } from './again.tsx';
import { CartGroup } from './cart-group.tsx';
import { Requested } from './requested.tsx';
import { words } from './words.ts';

const GROUP_HEIGHT_PX = 360;

/** S4: what is to be ordered, one group and one order for each shop. */
export default function Cart() {
  const say = useWords(words);
  const may = useMayBuy();
  const me = useMe();
  if (may === 'wait') return <Page title={say.title}>{''}</Page>;
  if (may === 'ask') {
    return (
      <Page title={say.title} narrow>
        <Notice
          action={
            <LinkButton to="/masuk" search={{ kembali: '/keranjang' }}>
              {say.signInAct}
            </LinkButton>
          }
        >
          {say.signIn}
        </Notice>
      </Page>
    );
  }
  if (may === 'no') {
    return (
      <Page title={say.title} narrow>
        <Notice action={<LinkButton to="/katalog">{say.toCatalogue}</LinkButton>}>{say.notBuyer}</Notice>
      </Page>
    );
  }
  return <Carts key={me?.person.id} />;
}

function Carts() {
  const say = useWords(words);
  const [requested, setRequested] = useState<readonly Order[]>([]);
  const carts = useQuery(allOrdersQuery('cart'));
  const orders = useQueries({ queries: (carts.data ?? []).map(({ id }) => orderQuery(id)) });
  const loaded = orders.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const shown = loaded.filter((order) => order.state === 'CART' && order.lines.length > 0);
  const waiting = orders.some((order) => order.isPending);
  const failed = orders.find((order) => order.isError);
  const goods = shown.reduce((sum, order) => sum + order.lines.length, 0);
  const skeleton = <Skeleton rows={2} height={GROUP_HEIGHT_PX} />;
  return (
    <Page title={say.title} {...(shown.length === 0 ? {} : { lead: say.lead(shown.length, goods) })}>
      {requested.map((order) => (
        <Requested key={order.id} order={order} />
      ))}
      <Loaded query={carts} skeleton={skeleton}>
        {() => (
          <>
            {shown.map((order) => (
              <CartGroup
                key={order.id}
                order={order}
                onRequested={(sent) => setRequested((before) => [...before, sent])}
              />
            ))}
            {waiting && skeleton}
            {failed !== undefined && <Loaded query={failed}>{() => null}</Loaded>}
            {!waiting && failed === undefined && shown.length === 0 && (
              <>
                {requested.length === 0 && (
                  <Empty title={say.empty} action={<LinkButton to="/katalog">{say.toCatalogue}</LinkButton>}>
                    {say.emptyFirst}
                  </Empty>
                )}
                <OrderAgain />
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
