import { useCommand } from '../../shared/api/command.ts';
import { NewPassword, useTooShort } from '../../shared/factor/new-password.tsx';
import { OutcomeNotice } from '../../shared/factor/outcome.tsx';
import type { TotpOffer } from '../../shared/factor/totp-setup.tsx';
import { words as shellWords } from '../../shared/shell/words.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { Stack } from '../../shared/ui/layout.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import { choosePassword, type Invitation } from './calls.ts';

interface PasswordStepProps {
  token: string;
  invitation: Invitation;
  onDone: (offer: TotpOffer) => void;
}

/** Refusals that are about the password as it was typed. */
const OF_PASSWORD = /^password_/;

export function PasswordStep({ token, invitation, onDone }: PasswordStepProps) {
  const { activation: say } = useWords(words);
  const role = useWords(shellWords).role;
  const command = useCommand(choosePassword, ({ totp }) => onDone(totp));
  const tooShort = useTooShort(invitation.profile);
  const { problem } = command;
  const refused = OF_PASSWORD.test(problem?.code ?? '') ? [{ path: 'password', message: problem?.message ?? '' }] : [];
  const form = useForm({
    initial: { password: '' },
    validate: ({ password }) => tooShort(password),
    onSubmit: ({ password }) => void command.send({ token, password }),
    serverErrors: refused,
  });
  return (
    <Page key="password" title={say.hello(invitation.name)} lead={say.step(1)} narrow>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <p>
        {say.helloText(role(invitation.role), invitation.office)} {say.notYou}
      </p>
      <Card title={say.passwordTitle}>
        <form onSubmit={form.onSubmit} noValidate>
          <Stack>
            <p>
              {say.signInWith} <strong className="break-words">{invitation.email}</strong>
            </p>
            {/* Tells password managers which account the password is for. */}
            <input type="text" autoComplete="username" value={invitation.email} readOnly hidden />
            <NewPassword
              value={form.values.password}
              onChange={(value) => form.set('password', value)}
              error={form.bind('password').error}
              profile={invitation.profile}
            />
            {refused.length === 0 && <OutcomeNotice of={command} />}
            <Button type="submit" busy={command.busy} full>
              {say.passwordNext}
            </Button>
          </Stack>
        </form>
      </Card>
    </Page>
  );
}
