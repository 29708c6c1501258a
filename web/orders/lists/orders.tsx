import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../shared/api/me.ts';
import { useUrlState } from '../../shared/shell/url.ts';
import { Card } from '../../shared/ui/card.tsx';
import { CursorPager } from '../../shared/ui/cursor-pager.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { Tabs } from '../../shared/ui/tabs.tsx';
import { useWords } from '../../shared/words/define.ts';
import { ordersQuery } from '../order-data.ts';
import { OrderTable } from './order-table.tsx';
import { words } from './words.ts';

const VIEWS = ['mine', 'running', 'done', 'cancelled'] as const;
type View = (typeof VIEWS)[number];

/** `page` is the cursor of the page shown, as the server gave it; '' is the first. */
const DEFAULTS = { tampilan: 'mine', page: '' };

const ROW_HEIGHT_PX = 64;
const ROWS_EXPECTED = 6;

/** S5: the orders of this office, by what the reader looks for. */
export default function Orders() {
  const say = useWords(words);
  const [url, setUrl] = useUrlState(DEFAULTS);
  const view: View = VIEWS.find((known) => known === url.tampilan) ?? 'mine';
  const orders = useQuery(ordersQuery(view, url.page));
  return (
    <Page title={say.title}>
      <Tabs
        label={say.viewsLabel}
        tabs={VIEWS.map((id) => ({ id, label: say.views[id] }))}
        value={view}
        onChange={(tampilan) => setUrl({ tampilan, page: '' })}
      >
        <Loaded query={orders} skeleton={<Skeleton rows={ROWS_EXPECTED} height={ROW_HEIGHT_PX} />}>
          {({ items, next }) =>
            items.length === 0 ? (
              <NoOrders view={view} />
            ) : (
              <div className="grid gap-4">
                <Card>
                  <OrderTable caption={say.caption(say.views[view])} orders={items} />
                </Card>
                <CursorPager page={url.page} next={next} onPage={(page) => setUrl({ page })} words={say} />
              </div>
            )
          }
        </Loaded>
      </Tabs>
    </Page>
  );
}

function NoOrders({ view }: { view: View }) {
  const say = useWords(words);
  const forVendor = useMe()?.office.kind === 'VENDOR';
  const action =
    view === 'running' && !forVendor ? (
      <LinkButton to="/katalog">{say.toCatalogue}</LinkButton>
    ) : (
      <LinkButton to="/pesanan" search={{ tampilan: 'running' }} tone="quiet">
        {say.toRunning}
      </LinkButton>
    );
  return (
    <Empty title={say.empty[view]} {...(view === 'running' && forVendor ? {} : { action })}>
      {forVendor ? say.emptyVendor : say.emptyBuyer}
    </Empty>
  );
}
