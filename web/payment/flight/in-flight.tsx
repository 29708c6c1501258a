import { useQuery } from '@tanstack/react-query';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { useUrlState } from '../../shared/shell/url.ts';
import { Card } from '../../shared/ui/card.tsx';
import { CursorPager } from '../../shared/ui/cursor-pager.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { LinkButton, TextLink } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { StatusTag } from '../../shared/ui/status-tag.tsx';
import { type Column, Table } from '../../shared/ui/table.tsx';
import type { Tone } from '../../shared/ui/tone.ts';
import { When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { type BankLink, type FlightReason, flightQuery, type InFlight } from './flight-data.ts';
import { words } from './words.ts';

/** `page` is the cursor of the page shown, as the server gave it; '' is the first. */
const DEFAULTS = { page: '' };
const ROW_HEIGHT_PX = 64;
const ROWS_EXPECTED = 6;

/** What is on its way, why, what the bank said last and when it is asked next; and how the banks are. */
export default function InFlightPayments() {
  const say = useWords(words);
  const [url, setUrl] = useUrlState(DEFAULTS);
  const flight = useQuery(flightQuery(url.page));
  const refused = refusedScreen(flight.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.title}>
      <p>{say.intro}</p>
      <Loaded query={flight} skeleton={<Skeleton rows={ROWS_EXPECTED} height={ROW_HEIGHT_PX} />}>
        {({ items, links, total, next, asOf }) => (
          <div className="grid gap-6">
            <Banks links={links} />
            {items.length === 0 ? (
              <Empty
                title={say.empty}
                action={
                  <LinkButton to="/bayar" tone="quiet">
                    {say.toPayments}
                  </LinkButton>
                }
              >
                {say.emptyText}
              </Empty>
            ) : (
              <Card>
                <Flights items={items} total={total} />
              </Card>
            )}
            <CursorPager
              page={url.page}
              next={next}
              onPage={(page) => setUrl({ page })}
              words={{ pages: say.pages, newest: say.oldest, older: say.newer }}
            />
            <p className="text-small text-muted">
              {say.asOf} <When at={asOf} />
            </p>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

const TONES: Readonly<Record<BankLink['state'], Tone>> = { NORMAL: 'good', DISTURBED: 'bad', CLOSED: 'wait' };

function Banks({ links }: { links: readonly BankLink[] }) {
  const say = useWords(words);
  const columns: Column<BankLink>[] = [
    { key: 'bank', header: say.bank, lead: true, cell: ({ bank }) => bank },
    {
      key: 'state',
      header: say.link,
      cell: ({ state }) => <StatusTag tone={TONES[state]}>{say.linkOf(state)}</StatusTag>,
    },
    { key: 'since', header: say.since, cell: ({ since }) => since !== null && <When at={since} short /> },
    { key: 'until', header: say.until, cell: ({ until }) => until !== null && <When at={until} short /> },
  ];
  if (links.length === 0) return <p className="text-muted">{say.noBanks}</p>;
  return (
    <Card>
      <Table caption={say.banks} columns={columns} rows={links} rowKey={({ bankCode }) => bankCode} />
    </Card>
  );
}

function Flights({ items, total }: { items: readonly InFlight[]; total: number }) {
  const say = useWords(words);
  const columns: Column<InFlight>[] = [
    {
      key: 'number',
      header: say.number,
      lead: true,
      cell: ({ id, orderNumber }) => <TextLink to={`/bayar/${id}`}>{orderNumber}</TextLink>,
    },
    { key: 'payee', header: say.payee, cell: ({ payee }) => payee },
    { key: 'bank', header: say.bank, cell: ({ bank }) => bank },
    { key: 'why', header: say.why, cell: (one) => <Why one={one} /> },
    { key: 'since', header: say.since, cell: ({ since }) => <When at={since} short /> },
    { key: 'net', header: say.net, align: 'right', cell: ({ net }) => <Money amount={net} /> },
  ];
  return <Table caption={say.caption(total)} columns={columns} rows={items} rowKey={({ id }) => id} />;
}

/** Not sent yet: what comes next is a try and no question. */
const UNSENT: readonly FlightReason[] = ['SCHEDULED', 'BANK_SILENT', 'BANK_SHUT'];

function Why({ one }: { one: InFlight }) {
  const say = useWords(words);
  return (
    <span className="grid gap-1">
      <span>{say.reason(one.reason)}</span>
      {one.nextAt !== null && (
        <span className="text-small text-muted">
          {UNSENT.includes(one.reason) ? say.leaves : say.asked} <When at={one.nextAt} short />
        </span>
      )}
      {one.bankWords !== '' && <span className="text-small text-muted">{say.lastWord(one.bankWords)}</span>}
    </span>
  );
}
