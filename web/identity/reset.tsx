import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, withKey } from '../shared/api/client.ts';
import { useCommand } from '../shared/api/command.ts';
import type { PasskeyAnswer } from '../shared/factor/factor.ts';
import { FactorForm } from '../shared/factor/factor-form.tsx';
import { NewPassword, type PasswordProfile, useTooShort } from '../shared/factor/new-password.tsx';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { ErrorSummary } from '../shared/ui/error-summary.tsx';
import { useForm } from '../shared/ui/form.ts';
import { Stack } from '../shared/ui/layout.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { useWords } from '../shared/words/define.ts';
import { LinkScreen } from './link-screen.tsx';
import { useLinkToken } from './link-token.ts';
import { words } from './words.ts';

const call = {
  open: (token: string) => answer(api.POST('/api/v1/password/reset/open', { body: { token } }), 'stay'),
  begin: (token: string) => answer(api.POST('/api/v1/password/reset/passkey', { body: { token } }), 'stay'),
  save: (body: { token: string; password: string } & ({ code: string } | PasskeyAnswer), key: string) =>
    answer(api.POST('/api/v1/password/reset', { body, ...withKey(key) }), 'stay'),
};

/** A new password with the link of a mail, in two steps: the password, then a factor, since mail alone proves too little. */
export default function Reset() {
  const { reset: say, link } = useWords(words);
  const { token, drop } = useLinkToken('reset');
  const [done, setDone] = useState(false);
  const query = useQuery({
    queryKey: ['reset', token],
    queryFn: () => call.open(token),
    enabled: token !== '' && !done,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (done) {
    return (
      <Page key="done" title={say.doneTitle} narrow>
        <Notice tone="good" action={<LinkButton to="/masuk">{link.toSignIn}</LinkButton>}>
          {say.done}
        </Notice>
      </Page>
    );
  }
  return (
    <LinkScreen title={say.title} token={token} query={query}>
      {(opened) => (
        <Steps
          {...opened}
          token={token}
          onDone={() => {
            drop();
            setDone(true);
          }}
        />
      )}
    </LinkScreen>
  );
}

type Opened = Awaited<ReturnType<typeof call.open>>;
/** Refusals of the password itself, not of the factor. */
const OF_PASSWORD = /^password_/;

function Steps({ token, factors, profile, onDone }: Opened & { token: string; onDone: () => void }) {
  const { reset: say } = useWords(words);
  const [password, setPassword] = useState('');
  const [chosen, setChosen] = useState(false);
  const command = useCommand(
    (proof: { code: string } | PasskeyAnswer, key: string) => call.save({ token, password, ...proof }, key),
    onDone,
  );
  const { problem } = command;
  const refused = problem?.code !== undefined && OF_PASSWORD.test(problem.code) ? problem.message : undefined;

  if (!chosen || refused !== undefined) {
    return (
      <PasswordStep
        initial={password}
        profile={profile}
        refused={refused}
        onChosen={(value) => {
          command.reset();
          setPassword(value);
          setChosen(true);
        }}
      />
    );
  }
  return (
    <Page key="factor" title={say.factorTitle} lead={say.factorLead} narrow>
      {factors.length === 0 ? (
        <Notice tone="warning">{say.noFactor}</Notice>
      ) : (
        <Card>
          <FactorForm
            factors={factors}
            confirm={say.save}
            outcome={command}
            onCode={(code) => void command.send({ code })}
            begin={() => call.begin(token)}
            onPasskey={(answer) => void command.send(answer)}
            onMail={() => Promise.resolve()}
          />
        </Card>
      )}
      <div>
        <Button tone="plain" onPress={() => setChosen(false)}>
          {say.backToPassword}
        </Button>
      </div>
    </Page>
  );
}

interface PasswordStepProps {
  initial: string;
  profile: PasswordProfile;
  refused: string | undefined;
  onChosen: (password: string) => void;
}

function PasswordStep({ initial, profile, refused, onChosen }: PasswordStepProps) {
  const { reset: say } = useWords(words);
  const tooShort = useTooShort(profile);
  const form = useForm({
    initial: { password: initial },
    validate: ({ password }) => tooShort(password),
    onSubmit: ({ password }) => onChosen(password),
  });
  const error = form.bind('password').error ?? (form.values.password === initial ? refused : undefined);
  return (
    <Page key="password" title={say.title} lead={say.lead} narrow>
      <ErrorSummary errors={error === undefined ? [] : [{ path: 'password', message: error }]} attempt={form.attempt} />
      <Card>
        <form onSubmit={form.onSubmit} noValidate>
          <Stack>
            <NewPassword
              value={form.values.password}
              onChange={(value) => form.set('password', value)}
              error={error}
              profile={profile}
            />
            <Button type="submit" full>
              {say.next}
            </Button>
          </Stack>
        </form>
      </Card>
    </Page>
  );
}
