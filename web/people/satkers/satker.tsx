import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../shared/api/me.ts';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { useParam } from '../../shared/shell/url.ts';
import { Card } from '../../shared/ui/card.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { Cluster, Columns, Stack } from '../../shared/ui/layout.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWords } from '../../shared/words/define.ts';
import { Offices } from '../officials/officials.tsx';
import { peopleQuery, satkerQuery } from '../people-data.ts';
import { SatkerStatus, useLacking } from './status.tsx';
import { words } from './words.ts';

type One = Awaited<ReturnType<NonNullable<ReturnType<typeof satkerQuery>['queryFn']>>>;

/** T2: one work unit as the treasury sees it: what it lacks and whose turn it is, its admin, its officials. */
export default function SatkerScreen() {
  const say = useWords(words);
  const id = useParam('id');
  const query = useQuery(satkerQuery(id));
  const people = useQuery(peopleQuery(id));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Loaded query={query}>
      {(satker) => (
        <Page
          title={satker.name}
          lead={
            <Cluster>
              <span>{satker.code}</span>
              <SatkerStatus of={satker} />
            </Cluster>
          }
        >
          <Columns of="two">
            <Lacking of={satker} />
            <AdminCard of={satker} />
          </Columns>
          <Particulars of={satker} />
          <Stack>
            <h2 className="text-h2">{say.officials}</h2>
            <Loaded query={people}>{({ items }) => <Offices items={items} mayAppoint={[]} />}</Loaded>
          </Stack>
        </Page>
      )}
    </Loaded>
  );
}

function Lacking({ of }: { of: One }) {
  const say = useWords(words);
  const lacking = useLacking()(of);
  const mine = of.actions.includes('registerAdmin');
  const turn = of.admin === null ? say.turnKppn(of.kppn.name) : say.turnSatker;
  return (
    <Card title={say.whatLacks}>
      {lacking.length === 0 ? (
        <p>{say.nothingLacks}</p>
      ) : (
        <>
          <ul className="grid list-disc gap-1 pl-5">
            {lacking.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <Notice tone={mine ? 'wait' : 'info'}>{mine ? say.turnAdmin : turn}</Notice>
        </>
      )}
    </Card>
  );
}

function AdminCard({ of }: { of: One }) {
  const say = useWords(words);
  const mayReplace = useMe()?.role === 'ADMIN_KPPN';
  return (
    <Card title={say.admin}>
      <p>{say.adminText}</p>
      {of.admin === null ? (
        <p className="font-semibold">{say.noAdmin}</p>
      ) : (
        <p className="font-semibold">{of.admin.activated ? of.admin.name : say.adminWaiting(of.admin.name)}</p>
      )}
      <Cluster>
        {of.actions.includes('registerAdmin') && (
          <LinkButton to="/pejabat/baru" search={{ peran: 'ADMIN_SATKER', satker: of.id }}>
            {say.registerAdmin}
          </LinkButton>
        )}
        {of.admin !== null && mayReplace && (
          <LinkButton to={`/pejabat/${of.admin.assignmentId}/ganti`} tone="quiet">
            {say.replaceAdmin}
          </LinkButton>
        )}
        {of.admin !== null && (
          <LinkButton to={`/pejabat/${of.admin.assignmentId}`} tone="quiet">
            {say.open}
            <span className="sr-only"> {of.admin.name}</span>
          </LinkButton>
        )}
      </Cluster>
    </Card>
  );
}

function Particulars({ of }: { of: One }) {
  const say = useWords(words);
  const { facts } = say;
  const given = (label: string, value: string) => (value === '' ? [] : [{ label, value }]);
  return (
    <Card title={say.data}>
      <Facts
        items={[
          { label: facts.code, value: of.code },
          { label: facts.ministry, value: of.ministry },
          { label: facts.kppn, value: of.kppn.name },
          { label: facts.place, value: `${of.town}, ${of.province}` },
          { label: facts.regime, value: of.regime },
          ...given(facts.address, of.address),
          ...given(facts.npwp, of.npwp),
          ...(of.account === null || of.account.accountNo === ''
            ? []
            : [{ label: facts.account, value: say.account(of.account.bank, of.account.accountNo, of.account.name) }]),
        ]}
      />
    </Card>
  );
}
