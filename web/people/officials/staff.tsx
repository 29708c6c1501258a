import { useQuery } from '@tanstack/react-query';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWords } from '../../shared/words/define.ts';
import { peopleQuery } from '../people-data.ts';
import { STAFF_ROLES } from './roles.ts';
import { OfficialRows } from './rows.tsx';
import { words } from './words.ts';

/** V7: who helps in the shop. */
export default function Staff() {
  const say = useWords(words);
  const query = useQuery(peopleQuery());
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page
      title={say.staffTitle}
      lead={say.staffLead}
      narrow
      actions={
        <LinkButton to="/pejabat/baru" tone="primary">
          {say.staffRegister}
        </LinkButton>
      }
    >
      <Loaded query={query}>
        {({ items }) => {
          const staff = items.filter((one) => STAFF_ROLES.includes(one.role));
          if (staff.length === 0) return <Empty title={say.staffNone}>{say.staffNoneText}</Empty>;
          return (
            <Card>
              <OfficialRows items={staff} withRole />
            </Card>
          );
        }}
      </Loaded>
    </Page>
  );
}
