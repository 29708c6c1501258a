import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../../shared/api/me.ts';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { useUrlState } from '../../shared/shell/url.ts';
import { CursorPager } from '../../shared/ui/cursor-pager.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { LinkButton, TextLink } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { Tabs } from '../../shared/ui/tabs.tsx';
import { useWords } from '../../shared/words/define.ts';
import { paymentsQuery } from '../payment-data.ts';
import { words } from '../words.ts';
import { Outcome, type Told } from './outcome.tsx';
import { ReadyToPay, useReady } from './ready.tsx';
import { Chosenable } from './sitting.tsx';

const VIEWS = ['open', 'done'] as const;
type View = (typeof VIEWS)[number];

/** `page` is the cursor of the page shown, as the server gave it; '' is the first. */
const DEFAULTS = { tampilan: 'open', page: '' };

const ROW_HEIGHT_PX = 64;
const ROWS_EXPECTED = 6;

/** S11: what is to be paid, on its way, and done. */
export default function Payments() {
  const say = useWords(words).list;
  const [url, setUrl] = useUrlState(DEFAULTS);
  const view: View = VIEWS.find((known) => known === url.tampilan) ?? 'open';
  const [told, setTold] = useState<Told>();
  const payments = useQuery(paymentsQuery(view, url.page));
  const refused = refusedScreen(payments.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.title}>
      {told !== undefined && <Outcome told={told} />}
      <ReadyToPay onTold={setTold} />
      <LevelsLink />
      <FlightLink />
      <Tabs
        label={say.viewsLabel}
        tabs={VIEWS.map((id) => ({ id, label: say.views[id] }))}
        value={view}
        onChange={(tampilan) => {
          setTold(undefined);
          setUrl({ tampilan, page: '' });
        }}
      >
        <Loaded query={payments} skeleton={<Skeleton rows={ROWS_EXPECTED} height={ROW_HEIGHT_PX} />}>
          {({ items, next }) =>
            items.length === 0 ? (
              <NoPayments view={view} />
            ) : (
              <div className="grid gap-4">
                <Chosenable
                  caption={say.caption(say.views[view])}
                  payments={items}
                  paged={next !== null || url.page !== ''}
                  onTold={setTold}
                />
                <CursorPager page={url.page} next={next} onPage={(page) => setUrl({ page })} words={say} />
              </div>
            )
          }
        </Loaded>
      </Tabs>
    </Page>
  );
}

const SEE_FLIGHT = ['BENDAHARA', 'BPP', 'KPA', 'PPSPM'];

/** What the bank has not answered yet, and how the banks do. */
function FlightLink() {
  const say = useWords(words).list;
  const role = useMe()?.role ?? '';
  if (!SEE_FLIGHT.includes(role)) return null;
  return (
    <p>
      <TextLink to="/bayar/proses">{say.inFlight}</TextLink>
    </p>
  );
}

const SEE_LEVELS = ['ADMIN_SATKER', 'KPA', 'PPSPM', 'BENDAHARA', 'BPP', 'PPK'];

function LevelsLink() {
  const say = useWords(words).cms.levels;
  if (!SEE_LEVELS.includes(useMe()?.role ?? '')) return null;
  return (
    <p>
      <TextLink to="/bayar/jenjang">{say.link}</TextLink>
    </p>
  );
}

function NoPayments({ view }: { view: View }) {
  const say = useWords(words).list;
  const ready = useReady();
  return (
    <Empty
      title={view === 'open' && ready.length === 0 ? say.allPaid : say.empty[view]}
      action={
        <LinkButton to="/bayar" search={{ tampilan: view === 'open' ? 'done' : 'open' }} tone="quiet">
          {view === 'open' ? say.toDone : say.toOpen}
        </LinkButton>
      }
    >
      {say.emptyText}
    </Empty>
  );
}
