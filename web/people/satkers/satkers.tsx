import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../shared/api/me.ts';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { useUrlState } from '../../shared/shell/url.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Cluster, Columns } from '../../shared/ui/layout.tsx';
import { LinkButton, TextLink } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Pager } from '../../shared/ui/pager.tsx';
import { SelectField } from '../../shared/ui/select-field.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { type Satker, satkersQuery } from '../people-data.ts';
import { SatkerStatus, useLacking } from './status.tsx';
import { words } from './words.ts';

const DEFAULTS = { cari: '', tampilkan: '', page: 1 };
const PAGE_SIZE = 50;
const ROW_HEIGHT_PX = 64;

/** T3: work units of the reader's region, with what each still lacks. */
export default function Satkers() {
  const say = useWords(words);
  const me = useMe();
  const query = useQuery(satkersQuery);
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.title} lead={say.lead}>
      <Cluster>
        {me?.role !== 'AUDITOR' && me?.role !== 'ADMIN_KANWIL' && (
          <LinkButton to="/perbaikan-data" search={{ tampilan: 'decide' }} tone="quiet">
            {say.toCorrections}
          </LinkButton>
        )}
        <LinkButton to="/penyedia" tone="quiet">
          {say.toVendors}
        </LinkButton>
        {me?.role === 'ADMIN_PKN' && (
          <LinkButton to="/pantau/pejabat" tone="quiet">
            {say.toTreasury}
          </LinkButton>
        )}
      </Cluster>
      <Loaded query={query} skeleton={<Skeleton rows={6} height={ROW_HEIGHT_PX} />}>
        {({ items }) => (items.length === 0 ? <Empty title={say.none}>{say.noneText}</Empty> : <Found all={items} />)}
      </Loaded>
    </Page>
  );
}

function Found({ all }: { all: readonly Satker[] }) {
  const say = useWords(words);
  const [url, setUrl] = useUrlState(DEFAULTS);
  const lacking = useLacking();
  const sought = url.cari.trim().toLowerCase();
  const found = all.filter(
    (one) =>
      `${one.code} ${one.name}`.toLowerCase().includes(sought) &&
      (url.tampilkan === '' || !one.status.active || lacking(one).length > 0),
  );
  const first = (url.page - 1) * PAGE_SIZE;
  return (
    <>
      <Columns of="two">
        <TextField
          name="cari"
          label={say.search}
          type="search"
          value={url.cari}
          onChange={(cari) => setUrl({ cari })}
        />
        <SelectField
          name="tampilkan"
          label={say.filter}
          value={url.tampilkan}
          empty={say.all}
          options={[{ value: 'kurang', label: say.lacking }]}
          onChange={(tampilkan) => setUrl({ tampilkan })}
        />
      </Columns>
      {found.length === 0 ? (
        <Empty
          title={say.noneFound}
          action={
            <Button tone="quiet" onPress={() => setUrl({ cari: '', tampilkan: '' })}>
              {say.clear}
            </Button>
          }
        />
      ) : (
        <Card>
          <SatkerTable rows={found.slice(first, first + PAGE_SIZE)} />
          <Pager page={url.page} pageSize={PAGE_SIZE} total={found.length} onPage={(page) => setUrl({ page })} />
        </Card>
      )}
    </>
  );
}

function SatkerTable({ rows }: { rows: readonly Satker[] }) {
  const say = useWords(words);
  const lacking = useLacking();
  return (
    <Table
      caption={say.caption}
      captionHidden
      rows={rows}
      rowKey={(one) => one.id}
      columns={[
        {
          key: 'satker',
          header: say.columns.satker,
          lead: true,
          cell: (one) => (
            <>
              <TextLink to={`/pantau/pendaftaran/${one.id}`}>{one.name}</TextLink>
              <span className="block text-small font-normal text-muted">
                {one.code} · {one.town}
              </span>
            </>
          ),
        },
        { key: 'admin', header: say.columns.admin, cell: (one) => <Admin of={one} /> },
        {
          key: 'status',
          header: say.columns.status,
          cell: (one) => (
            <span className="grid justify-items-end gap-1 md:justify-items-start">
              <SatkerStatus of={one} />
              {lacking(one).map((sentence) => (
                <span key={sentence} className="text-small text-muted">
                  {sentence}
                </span>
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}

function Admin({ of: { admin } }: { of: Satker }) {
  const say = useWords(words);
  if (admin === null) return say.noAdmin;
  return admin.activated ? admin.name : say.adminWaiting(admin.name);
}
