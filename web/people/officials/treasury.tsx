import { useQuery } from '@tanstack/react-query';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { words as shellWords } from '../../shared/shell/words.ts';
import { Card } from '../../shared/ui/card.tsx';
import { LinkButton, TextLink } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { useWords } from '../../shared/words/define.ts';
import { peopleQuery } from '../people-data.ts';
import { AppointmentStatus, useDays } from './state.tsx';
import { words } from './words.ts';

/** Row R2: who looks after the work units, and who audits them. */
export default function TreasuryOfficials() {
  const say = useWords(words);
  const role = useWords(shellWords).role;
  const days = useDays();
  const query = useQuery(peopleQuery());
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page
      title={say.treasuryTitle}
      lead={say.treasuryLead}
      actions={<LinkButton to="/pejabat/baru">{say.register}</LinkButton>}
    >
      <Loaded query={query}>
        {({ items }) => (
          <Card>
            <Table
              caption={say.treasuryCaption}
              captionHidden
              rows={items.toSorted((a, b) => a.office.name.localeCompare(b.office.name, 'id'))}
              rowKey={(one) => one.id}
              columns={[
                {
                  key: 'name',
                  header: say.columns.name,
                  lead: true,
                  cell: (one) => <TextLink to={`/pejabat/${one.id}`}>{one.name}</TextLink>,
                },
                { key: 'role', header: say.columns.role, cell: (one) => role(one.role) },
                { key: 'office', header: say.columns.office, cell: (one) => one.office.name },
                { key: 'days', header: say.columns.days, cell: days },
                { key: 'state', header: say.columns.state, cell: (one) => <AppointmentStatus of={one} /> },
              ]}
            />
          </Card>
        )}
      </Loaded>
    </Page>
  );
}
