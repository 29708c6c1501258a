import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { History } from '../shared/register/history.tsx';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { useParam, useSearchText } from '../shared/shell/url.ts';
import { Cluster, Columns, Stack } from '../shared/ui/layout.tsx';
import { TextLink } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { useWords } from '../shared/words/define.ts';
import { VendorActs } from './acts.tsx';
import { AccountFacts, BusinessFacts } from './facts.tsx';
import { VendorStatus } from './state.tsx';
import { type Vendor, vendorQuery } from './vendor-data.ts';
import { VerifyPanel } from './verify.tsx';
import { words } from './words.ts';

/** One registration as those see it who look after it. */
export default function VendorScreen() {
  const say = useWords(words);
  const query = useQuery(vendorQuery(useParam('id')));
  const [done, setDone] = useState<string>();
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Loaded query={query}>
      {(vendor) => (
        <Page
          title={vendor.name}
          lead={
            <Cluster>
              <VendorStatus of={vendor} />
              <span>{say.origins[vendor.origin]}</span>
            </Cluster>
          }
        >
          <Said of={vendor} done={done} />
          <Columns of="aside">
            <Stack>
              <BusinessFacts of={vendor} />
              <AccountFacts of={vendor} />
              {vendor.actions.includes('verify') && <VerifyPanel of={vendor} onDone={setDone} />}
              <VendorActs of={vendor} onDone={setDone} />
            </Stack>
            <Stack>
              <History items={vendor.history} nameOf={say.event} />
              <TextLink to="/penyedia">{say.toList}</TextLink>
            </Stack>
          </Columns>
        </Page>
      )}
    </Loaded>
  );
}

/** What an act has just done; otherwise whose turn it is, and the last reason. */
function Said({ of, done }: { of: Vendor; done: string | undefined }) {
  const say = useWords(words);
  const { selesai } = useSearchText();
  const text = done ?? (selesai === 'undang' && of.state === 'INVITED' ? say.invited(of.name, of.email) : undefined);
  if (text !== undefined) {
    return (
      <Notice tone="good" live>
        {text}
      </Notice>
    );
  }
  const turn = say.waitingFor[of.state];
  if (turn === '' || of.actions.includes('verify')) return null;
  return (
    <Notice tone={of.state === 'SUSPENDED' || of.state === 'BLOCKED' ? 'bad' : 'info'}>
      <p>{turn}</p>
      {of.state === 'PROFILE_INCOMPLETE' && of.missing.length > 0 && (
        <p>{say.lacks(of.missing.map(say.missing).join(', '))}</p>
      )}
      {of.reason !== '' && (
        <p>
          {say.lastReason}: {of.reason}
        </p>
      )}
    </Notice>
  );
}
