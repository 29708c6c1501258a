import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../shared/api/client.ts';
import { SIX_DIGITS } from '../shared/factor/factor.ts';
import { TotpSetup } from '../shared/factor/totp-setup.tsx';
import { words as factorWords } from '../shared/factor/words.ts';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { CodeField } from '../shared/ui/code-field.tsx';
import { useForm } from '../shared/ui/form.ts';
import { Cluster, Stack } from '../shared/ui/layout.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Page } from '../shared/ui/page.tsx';
import { StepUp } from '../shared/ui/step-up.tsx';
import { useWords } from '../shared/words/define.ts';
import { Done } from './done.tsx';
import { securityQuery, useChange } from './security-data.ts';
import { words } from './words.ts';

/** A key for this visit of the page: asked for once, since each asking makes the one before worthless. */
const offerQuery = {
  queryKey: ['security', 'totp-offer'],
  queryFn: () => answer(api.POST('/api/v1/security/totp/begin')),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
  refetchOnWindowFocus: false,
} as const;

export default function AddTotp() {
  const { addTotp: say } = useWords(words);
  const offer = useQuery(offerQuery);
  const [done, setDone] = useState(false);
  if (done) return <Done title={say.done}>{say.use}</Done>;
  return (
    <Page key="form" title={say.title} lead={say.lead} narrow>
      <Loaded query={offer}>
        {(made) => (
          <Card>
            <TotpSetup offer={made} />
            <CodeForm onDone={() => setDone(true)} />
          </Card>
        )}
      </Loaded>
    </Page>
  );
}

/** The code of the new app, then a factor that was there before. */
function CodeForm({ onDone }: { onDone: () => void }) {
  const { addTotp: say, cancel } = useWords(words);
  const { totpCode, totpCodeHint } = useWords(factorWords);
  const apps = useQuery(securityQuery()).data?.factors.filter(({ kind }) => kind === 'totp').length ?? 0;
  const [asking, setAsking] = useState(false);
  const command = useChange('totp/finish', onDone);
  const form = useForm({
    initial: { code: '' },
    validate: ({ code }) => (SIX_DIGITS.test(code) ? [] : [{ path: 'code', message: say.fill }]),
    onSubmit: () => {
      command.reset();
      setAsking(true);
    },
  });
  const label = apps === 0 ? say.label : `${say.label} ${apps + 1}`;
  return (
    <>
      <form onSubmit={form.onSubmit} noValidate>
        <Stack>
          <CodeField {...form.bind('code')} label={totpCode} hint={totpCodeHint} />
          <Cluster>
            <Button type="submit">{say.next}</Button>
            <LinkButton to="/keamanan" tone="quiet">
              {cancel}
            </LinkButton>
          </Cluster>
        </Stack>
      </form>
      <StepUp
        open={asking}
        onClose={() => setAsking(false)}
        sentence={say.sentence}
        confirm={say.confirm}
        confirms={{ act: 'security.totp.add' }}
        onConfirm={(proof) => void command.send({ code: form.values.code, label, proof })}
        outcome={command}
      />
    </>
  );
}
