import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { NewPassword, useTooShort } from '../shared/factor/new-password.tsx';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { ErrorSummary } from '../shared/ui/error-summary.tsx';
import { useForm } from '../shared/ui/form.ts';
import { Cluster, Stack } from '../shared/ui/layout.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Page } from '../shared/ui/page.tsx';
import { PasswordField } from '../shared/ui/password-field.tsx';
import { StepUp } from '../shared/ui/step-up.tsx';
import { useWords } from '../shared/words/define.ts';
import { Done } from './done.tsx';
import { type Security, securityQuery, useChange } from './security-data.ts';
import { words } from './words.ts';

export default function ChangePassword() {
  const { password: say } = useWords(words);
  const query = useQuery(securityQuery());
  const [done, setDone] = useState(false);
  if (done) return <Done title={say.done} />;
  return (
    <Page key="form" title={say.change} lead={say.pageLead} narrow>
      <Loaded query={query}>{({ profile }) => <PasswordForm profile={profile} onDone={() => setDone(true)} />}</Loaded>
    </Page>
  );
}

/** Refusals about what was typed, by the field it stands in. */
function fieldOf(code: string | undefined): 'current' | 'password' | undefined {
  if (code === 'password_wrong') return 'current';
  return code?.startsWith('password_') === true ? 'password' : undefined;
}

function PasswordForm({ profile, onDone }: { profile: Security['profile']; onDone: () => void }) {
  const { password: say, cancel } = useWords(words);
  const [asking, setAsking] = useState(false);
  const command = useChange('password', onDone);
  const tooShort = useTooShort(profile);
  const refused = fieldOf(command.problem?.code);
  const form = useForm({
    initial: { current: '', password: '' },
    validate: ({ current, password }) => [
      ...(current === '' ? [{ path: 'current', message: say.fillCurrent }] : []),
      ...tooShort(password),
    ],
    onSubmit: () => {
      command.reset();
      setAsking(true);
    },
    serverErrors: refused === undefined ? [] : [{ path: refused, message: command.problem?.message ?? '' }],
  });
  return (
    <>
      {!asking || refused !== undefined ? <ErrorSummary errors={form.errors} attempt={form.attempt} /> : null}
      <Card>
        <form onSubmit={form.onSubmit} noValidate>
          <Stack>
            <PasswordField {...form.bind('current')} label={say.current} autoComplete="current-password" />
            <NewPassword
              value={form.values.password}
              onChange={(value) => form.set('password', value)}
              error={form.bind('password').error}
              profile={profile}
            />
            <Cluster>
              <Button type="submit">{say.change}</Button>
              <LinkButton to="/keamanan" tone="quiet">
                {cancel}
              </LinkButton>
            </Cluster>
          </Stack>
        </form>
      </Card>
      <StepUp
        open={asking && refused === undefined}
        onClose={() => setAsking(false)}
        sentence={say.sentence}
        confirm={say.change}
        confirms={{ act: 'security.password' }}
        onConfirm={(proof) => void command.send({ ...form.values, proof })}
        outcome={command}
      />
    </>
  );
}
