import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../shared/api/client.ts';
import { type Attestation, makePasskey, passkeysWork } from '../shared/factor/passkey.ts';
import { useCeremony } from '../shared/factor/use-ceremony.ts';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { ErrorSummary } from '../shared/ui/error-summary.tsx';
import { useForm } from '../shared/ui/form.ts';
import { IconFingerprint } from '../shared/ui/icons.ts';
import { Cluster, Stack } from '../shared/ui/layout.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { StepUp } from '../shared/ui/step-up.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { Done } from './done.tsx';
import { type Security, securityQuery, useChange } from './security-data.ts';
import { words } from './words.ts';

const LONGEST_NAME = 60;

export default function AddPasskey() {
  const { addPasskey: say } = useWords(words);
  const query = useQuery(securityQuery());
  const [done, setDone] = useState<string>();
  if (done !== undefined) return <Done title={say.done(done)}>{say.next}</Done>;
  return (
    <Page key="form" title={say.title} lead={say.lead} narrow>
      {passkeysWork() ? (
        <Loaded query={query}>{(security) => <PasskeyForm security={security} onDone={setDone} />}</Loaded>
      ) : (
        <Notice tone="warning">{say.cannot}</Notice>
      )}
    </Page>
  );
}

/** First the device makes the key, then a factor that was there before confirms it. */
function PasskeyForm({ security, onDone }: { security: Security; onDone: (name: string) => void }) {
  const { addPasskey: say, cancel } = useWords(words);
  const [made, setMade] = useState<{ ceremony: string; response: Attestation }>();
  const [asking, setAsking] = useState(false);
  const ceremony = useCeremony(() => answer(api.POST('/api/v1/security/passkeys/begin')), makePasskey);
  const form = useForm({
    // What the person sees in the list of devices is a good first name.
    initial: { label: security.sessions.find((session) => session.here)?.agent ?? '' },
    validate: ({ label }) => (label.trim() === '' ? [{ path: 'label', message: say.fillName }] : []),
    onSubmit: () => void make(),
  });
  const label = form.values.label.trim();
  const command = useChange('passkeys/finish', () => onDone(label));

  async function make() {
    const fresh = made ?? (await ceremony.ask());
    if (fresh === undefined) return;
    setMade(fresh);
    command.reset();
    setAsking(true);
  }

  return (
    <>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <Card>
        <form onSubmit={form.onSubmit} noValidate>
          <Stack>
            <TextField
              {...form.bind('label')}
              label={say.name}
              hint={say.nameHint}
              maxLength={LONGEST_NAME}
              width="medium"
            />
            <p>{say.own}</p>
            {ceremony.message !== undefined && (
              <Notice tone="warning" live>
                {ceremony.message}
              </Notice>
            )}
            {made !== undefined && !asking && <Notice tone="wait">{say.made}</Notice>}
            <Cluster>
              <Button type="submit" busy={ceremony.busy} icon={<IconFingerprint size={24} />}>
                {made === undefined ? say.make : say.confirm}
              </Button>
              <LinkButton to="/keamanan" tone="quiet">
                {cancel}
              </LinkButton>
            </Cluster>
          </Stack>
        </form>
      </Card>
      <StepUp
        open={asking}
        onClose={() => setAsking(false)}
        sentence={say.sentence(label)}
        confirm={say.confirm}
        confirms={{ act: 'security.passkey.add' }}
        onConfirm={(proof) => made !== undefined && void command.send({ ...made, label, proof })}
        outcome={command}
      />
    </>
  );
}
