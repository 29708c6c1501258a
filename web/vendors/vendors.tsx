import { useQuery } from '@tanstack/react-query';
import { useMe } from '../shared/api/me.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { useUrlState } from '../shared/shell/url.ts';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { CursorPager } from '../shared/ui/cursor-pager.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { LinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Page } from '../shared/ui/page.tsx';
import { SelectField } from '../shared/ui/select-field.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { Table } from '../shared/ui/table.tsx';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { VendorStatus } from './state.tsx';
import { type VendorState, type VendorSummary, vendorsQuery } from './vendor-data.ts';
import { words } from './words.ts';

const STATES: readonly VendorState[] = [
  'WAITING_VERIFICATION',
  'INVITED',
  'PROFILE_INCOMPLETE',
  'ACTIVE',
  'SUSPENDED',
  'BLOCKED',
];
/** `page` is the cursor of the page shown; '' is the first. */
const DEFAULTS = { keadaan: '', page: '' };
const ROW_HEIGHT_PX = 64;

/** T3: registrations of vendors; a Pejabat Pengadaan sees those of the own work unit and invites more. */
export default function Vendors() {
  const say = useWords(words);
  const mayInvite = useMe()?.role === 'PP';
  const [url, setUrl] = useUrlState(DEFAULTS);
  const state = STATES.find((one) => one === url.keadaan) ?? '';
  const query = useQuery(vendorsQuery(state, url.page));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  const invite = <LinkButton to="/penyedia/undang">{say.invite}</LinkButton>;
  const none =
    state === '' ? (
      <Empty title={say.empty} {...(mayInvite ? { action: invite } : {})}>
        {mayInvite ? say.emptyText : say.emptyTreasury}
      </Empty>
    ) : (
      <Empty
        title={say.emptyFilter}
        action={
          <Button tone="quiet" onPress={() => setUrl({ keadaan: '' })}>
            {say.showAll}
          </Button>
        }
      />
    );
  return (
    <Page title={say.title} lead={mayInvite ? say.leadPp : say.lead} {...(mayInvite ? { actions: invite } : {})}>
      <SelectField
        name="keadaan"
        label={say.filter}
        value={state}
        empty={say.allStates}
        options={STATES.map((value) => ({ value, label: say.states[value] }))}
        onChange={(keadaan) => setUrl({ keadaan })}
        width="medium"
      />
      <Loaded query={query} skeleton={<Skeleton rows={6} height={ROW_HEIGHT_PX} />}>
        {({ items, next }) =>
          items.length === 0 ? (
            none
          ) : (
            <>
              <Card>
                <VendorTable rows={items} />
              </Card>
              <CursorPager page={url.page} next={next} onPage={(page) => setUrl({ page })} words={say} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function VendorTable({ rows }: { rows: readonly VendorSummary[] }) {
  const say = useWords(words);
  return (
    <Table
      caption={say.caption}
      captionHidden
      rows={rows}
      rowKey={(one) => one.id}
      columns={[
        {
          key: 'vendor',
          header: say.columns.vendor,
          lead: true,
          cell: (one) => <TextLink to={`/penyedia/${one.id}`}>{one.name}</TextLink>,
        },
        {
          key: 'place',
          header: say.columns.place,
          cell: (one) => [one.town, one.province].filter((part) => part !== '').join(', '),
        },
        { key: 'origin', header: say.columns.origin, cell: (one) => say.origins[one.origin] },
        {
          key: 'since',
          header: say.columns.since,
          cell: (one) => (one.since === null ? '' : <When at={one.since} short />),
        },
        { key: 'state', header: say.columns.state, cell: (one) => <VendorStatus of={one} /> },
      ]}
    />
  );
}
