import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { RecoveryCodes } from '../shared/factor/recovery-codes.tsx';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Cluster } from '../shared/ui/layout.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Page } from '../shared/ui/page.tsx';
import { StepUp } from '../shared/ui/step-up.tsx';
import { useWords } from '../shared/words/define.ts';
import { useChange } from './security-data.ts';
import { words } from './words.ts';

export default function NewRecoveryCodes() {
  const { recovery: say, cancel } = useWords(words);
  const navigate = useNavigate();
  const [codes, setCodes] = useState<readonly string[]>();
  const [asking, setAsking] = useState(false);
  const command = useChange('recovery-codes', (made) => setCodes(made.codes));
  if (codes !== undefined) {
    return (
      <Page key="codes" title={say.shownTitle} narrow>
        <Card>
          <RecoveryCodes codes={codes} done={say.done} onDone={() => void navigate({ to: '/keamanan' })} />
        </Card>
      </Page>
    );
  }
  return (
    <Page key="ask" title={say.pageTitle} lead={say.pageLead} narrow>
      <Cluster>
        <Button
          onPress={() => {
            command.reset();
            setAsking(true);
          }}
        >
          {say.renew}
        </Button>
        <LinkButton to="/keamanan" tone="quiet">
          {cancel}
        </LinkButton>
      </Cluster>
      <StepUp
        open={asking}
        onClose={() => setAsking(false)}
        sentence={say.sentence}
        confirm={say.renew}
        confirms={{ act: 'security.recovery-codes' }}
        onConfirm={(proof) => void command.send({ proof })}
        outcome={command}
      />
    </Page>
  );
}
