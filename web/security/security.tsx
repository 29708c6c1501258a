import { useQuery } from '@tanstack/react-query';
import { Card } from '../shared/ui/card.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { Devices } from './devices.tsx';
import { Factors } from './factors.tsx';
import { Institutions } from './institutions.tsx';
import { type Security, securityQuery } from './security-data.ts';
import { words } from './words.ts';

/** How one signs in, and where one is signed in. */
export default function SecurityScreen() {
  const say = useWords(words);
  const query = useQuery(securityQuery());
  return (
    <Page title={say.title} lead={say.lead} narrow>
      <Loaded query={query}>
        {(security) => (
          <>
            <Factors security={security} />
            <Password security={security} />
            <Recovery security={security} />
            <Devices sessions={security.sessions} />
            <Institutions />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Password({ security }: { security: Security }) {
  const { password: say } = useWords(words);
  return (
    <Card title={say.title}>
      {security.passwordSetAt === null ? (
        <p>{say.none}</p>
      ) : (
        <>
          <p>
            {say.setAt} <When at={security.passwordSetAt} />.
          </p>
          <div>
            <LinkButton to="/keamanan/kata-sandi" tone="quiet">
              {say.change}
            </LinkButton>
          </div>
        </>
      )}
    </Card>
  );
}

/** Below this many it is time for new ones. */
const FEW = 3;

function Recovery({ security: { recoveryLeft } }: { security: Security }) {
  const { recovery: say } = useWords(words);
  return (
    <Card title={say.title}>
      <p>
        {say.text} {recoveryLeft > FEW && say.left(recoveryLeft)}
      </p>
      {recoveryLeft <= FEW && <Notice tone="warning">{say.few(recoveryLeft)}</Notice>}
      <div>
        <LinkButton to="/keamanan/kode-pemulihan" tone="quiet">
          {say.renew}
        </LinkButton>
      </div>
    </Card>
  );
}
