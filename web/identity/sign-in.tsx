import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { returnPath } from '../shared/api/client.ts';
import { useCommand } from '../shared/api/command.ts';
import type { FieldError } from '../shared/api/problem.ts';
import { demoQuery } from '../shared/demo/demo-query.ts';
import { OutcomeNotice, waits } from '../shared/factor/outcome.tsx';
import { useHashOnce } from '../shared/shell/hash.ts';
import { useSearchText } from '../shared/shell/url.ts';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { ErrorSummary } from '../shared/ui/error-summary.tsx';
import { useForm } from '../shared/ui/form.ts';
import { Stack } from '../shared/ui/layout.tsx';
import { TextLink } from '../shared/ui/link-button.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { PasswordField } from '../shared/ui/password-field.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { OtherSignIns } from './other-sign-ins.tsx';
import { firstStep } from './session.ts';
import { federatedAnswer, keepTicket } from './ticket.ts';
import { words } from './words.ts';

/** C1: e-mail and password; below it the ways that need neither. */
export default function SignIn() {
  const say = useWords(words);
  const navigate = useNavigate();
  const search = useSearchText();
  const back = returnPath(search.kembali);
  const refused = useFederatedReturn(back);
  const command = useCommand(firstStep, ({ ticket, factors }) => {
    keepTicket({ ticket, factors, back });
    void navigate({ to: '/masuk/kode' });
  });

  const form = useForm({
    initial: { email: '', password: '' },
    validate: ({ email, password }) => {
      const missing: FieldError[] = [];
      if (email.trim() === '') missing.push({ path: 'email', message: say.fillEmail });
      if (password === '') missing.push({ path: 'password', message: say.fillPassword });
      return missing;
    },
    onSubmit: ({ email, password }) => void command.send({ email: email.trim(), password }),
    serverErrors: command.fieldErrors,
  });

  return (
    <Page title={say.signInTitle} narrow>
      {search.kembali !== undefined && <Notice>{say.signInToContinue}</Notice>}
      {refused !== undefined && (
        <Notice tone="warning" live>
          {say.federated[refused] ?? say.federated.federated_refused}
        </Notice>
      )}
      <ErrorSummary
        errors={form.errors}
        heading={say.notSignedIn}
        message={form.errors.length === 0 && !waits(command) ? command.message : undefined}
        attempt={form.attempt}
      />
      <Card>
        <form onSubmit={form.onSubmit} noValidate>
          <Stack>
            <TextField
              {...form.bind('email')}
              label={say.email}
              hint={say.emailHint}
              type="email"
              inputMode="email"
              autoComplete="username"
            />
            <PasswordField {...form.bind('password')} label={say.password} autoComplete="current-password" />
            <p>
              <TextLink to="/lupa-sandi">{say.forgotten}</TextLink>
            </p>
            {waits(command) && <OutcomeNotice of={command} />}
            <Button type="submit" busy={command.busy} full>
              {say.signIn}
            </Button>
          </Stack>
        </form>
      </Card>
      <OtherSignIns back={back} />
      <DemoHelp />
    </Page>
  );
}

/** On the way back from an institution: goes on to the second step, or gives the code of the refusal. */
function useFederatedReturn(back: string): keyof FederatedWords | undefined {
  const navigate = useNavigate();
  const hash = useHashOnce();
  const [refused, setRefused] = useState<string>();
  useEffect(() => {
    const came = federatedAnswer(hash);
    if (came === undefined) return;
    if ('refused' in came) setRefused(came.refused);
    else {
      keepTicket({ ...came.ticket, back });
      void navigate({ to: '/masuk/kode', replace: true });
    }
  }, [hash, back, navigate]);
  return refused as keyof FederatedWords | undefined;
}

type FederatedWords = (typeof words)['id']['federated'];

/** Only where there is a demo: a real instance has no invented people. */
function DemoHelp() {
  const say = useWords(words);
  const demo = useQuery({ ...demoQuery, refetchInterval: false });
  if (!demo.data) return null;
  return (
    <p>
      {say.demoHelp} <TextLink to="/">{say.demoPeople}</TextLink>
    </p>
  );
}
