import { useQuery } from '@tanstack/react-query';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { words as shellWords } from '../../shared/shell/words.ts';
import { Card } from '../../shared/ui/card.tsx';
import { Cluster, Columns, Stack } from '../../shared/ui/layout.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { StatusTag } from '../../shared/ui/status-tag.tsx';
import { useWords } from '../../shared/words/define.ts';
import { type Appointment, peopleQuery } from '../people-data.ts';
import { isNeeded, isSingle, SATKER_ROLES } from './roles.ts';
import { OfficialRows } from './rows.tsx';
import { words } from './words.ts';

const CARD_HEIGHT_PX = 120;

/** S17: who holds which office of the own work unit; a vacant office is a gap one sees. */
export default function Officials() {
  const say = useWords(words);
  const query = useQuery(peopleQuery());
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.title} lead={say.lead}>
      <Loaded query={query} skeleton={<Skeleton rows={5} height={CARD_HEIGHT_PX} />}>
        {({ items, mayAppoint }) => <Offices items={items} mayAppoint={mayAppoint} />}
      </Loaded>
    </Page>
  );
}

interface OfficesProps {
  items: readonly Appointment[];
  /** Offices that the reader may fill. */
  mayAppoint: readonly string[];
}

/** Offices of one work unit: held and required ones first, then those that may stay vacant, then who has left. */
export function Offices({ items, mayAppoint }: OfficesProps) {
  const say = useWords(words);
  const current = items.filter((one) => one.state !== 'ENDED');
  const former = items.filter((one) => one.state === 'ENDED');
  const holders = (role: string) => current.filter((one) => one.role === role);
  const shown = SATKER_ROLES.filter((role) => holders(role).length > 0 || isNeeded(role));
  const vacant = SATKER_ROLES.filter((role) => !shown.includes(role) && mayAppoint.includes(role));
  return (
    <Stack>
      <Columns of="two">
        {shown.map((role) => (
          <Office
            key={role}
            role={role}
            holders={holders(role)}
            former={former}
            mayAppoint={mayAppoint.includes(role) && !(isSingle(role) && holders(role).length > 0)}
          />
        ))}
      </Columns>
      {vacant.length > 0 && <VacantOffices roles={vacant} />}
      <Card title={say.former}>
        {former.length === 0 ? (
          <p className="text-muted">{say.formerEmpty}</p>
        ) : (
          <OfficialRows items={former.toSorted((a, b) => (b.validTo ?? '').localeCompare(a.validTo ?? ''))} withRole />
        )}
      </Card>
    </Stack>
  );
}

interface OfficeProps {
  role: string;
  holders: readonly Appointment[];
  former: readonly Appointment[];
  mayAppoint: boolean;
}

function Office({ role, holders, former, mayAppoint }: OfficeProps) {
  const say = useWords(words);
  const name = useWords(shellWords).role(role);
  const acting =
    holders.length === 0 ? former.find((one) => one.role === role && one.actions.includes('standIn')) : undefined;
  return (
    <Card
      title={name}
      aside={isNeeded(role) && holders.length === 0 ? <StatusTag tone="wait">{say.needed}</StatusTag> : undefined}
    >
      {holders.length === 0 ? <p className="text-muted">{say.vacant}</p> : <OfficialRows items={holders} />}
      {mayAppoint && (
        <Cluster>
          <LinkButton to="/pejabat/baru" search={{ peran: role }} tone={holders.length === 0 ? 'primary' : 'plain'}>
            {say.registerRole(name)}
          </LinkButton>
          {acting !== undefined && (
            <LinkButton to={`/pejabat/${acting.id}/sementara`} tone="quiet">
              {say.standInTitleVacant(name)}
            </LinkButton>
          )}
        </Cluster>
      )}
    </Card>
  );
}

function VacantOffices({ roles }: { roles: readonly string[] }) {
  const say = useWords(words);
  const nameOf = useWords(shellWords).role;
  return (
    <Card title={say.otherRoles}>
      <p className="text-muted">{say.otherRolesText}</p>
      <Cluster>
        {roles.map((role) => (
          <LinkButton key={role} to="/pejabat/baru" search={{ peran: role }} tone="quiet">
            {say.registerRole(nameOf(role))}
          </LinkButton>
        ))}
      </Cluster>
    </Card>
  );
}
