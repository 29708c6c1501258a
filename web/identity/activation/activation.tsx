import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RecoveryCodes } from '../../shared/factor/recovery-codes.tsx';
import type { TotpOffer } from '../../shared/factor/totp-setup.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWords } from '../../shared/words/define.ts';
import { LinkScreen } from '../link-screen.tsx';
import { useLinkToken } from '../link-token.ts';
import { useEnter } from '../session.ts';
import { words } from '../words.ts';
import { type Invitation, invitationQuery } from './calls.ts';
import { FactorStep } from './factor-step.tsx';
import { PasswordStep } from './password-step.tsx';

/** C3, C4: from the invitation to a working account, in three steps. */
export default function Activation() {
  const { activation: say } = useWords(words);
  const { token, drop } = useLinkToken('activation');
  const [codes, setCodes] = useState<readonly string[]>();
  const query = useQuery({ ...invitationQuery(token), enabled: token !== '' && codes === undefined });
  if (codes !== undefined) return <CodesStep codes={codes} />;
  return (
    <LinkScreen title={say.opening} token={token} query={query}>
      {(invitation) => (
        <Steps
          token={token}
          invitation={invitation}
          onActive={(made) => {
            drop();
            setCodes(made);
          }}
        />
      )}
    </LinkScreen>
  );
}

interface StepsProps {
  token: string;
  invitation: Invitation;
  onActive: (codes: readonly string[]) => void;
}

function Steps({ token, invitation, onActive }: StepsProps) {
  const [offer, setOffer] = useState<TotpOffer>();
  return offer === undefined ? (
    <PasswordStep token={token} invitation={invitation} onDone={setOffer} />
  ) : (
    <FactorStep token={token} offer={offer} mayUseEmail={invitation.mayUseEmail} onActive={onActive} />
  );
}

function CodesStep({ codes }: { codes: readonly string[] }) {
  const { activation: say } = useWords(words);
  const enter = useEnter();
  const [going, setGoing] = useState(false);
  return (
    <Page key="codes" title={say.codesTitle} lead={say.codesLead} narrow>
      <Card>
        <RecoveryCodes
          codes={codes}
          done={say.done}
          busy={going}
          onDone={() => {
            setGoing(true);
            void enter('/tugas').finally(() => setGoing(false));
          }}
        />
      </Card>
    </Page>
  );
}
