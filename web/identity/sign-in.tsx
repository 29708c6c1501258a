import { useNavigate } from '@tanstack/react-router';
import { returnPath } from '../shared/api/client.ts';
import { useCommand } from '../shared/api/command.ts';
import type { FieldError } from '../shared/api/problem.ts';
import { useSearchText } from '../shared/shell/url.ts';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { ErrorSummary } from '../shared/ui/error-summary.tsx';
import { useForm } from '../shared/ui/form.ts';
import { Stack } from '../shared/ui/layout.tsx';
import { TextLink } from '../shared/ui/link-button.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { takeTicket } from './session.ts';
import { keepTicket } from './ticket.ts';
import { words } from './words.ts';

export default function SignIn() {
  const say = useWords(words);
  const navigate = useNavigate();
  const search = useSearchText();
  const command = useCommand(takeTicket, (ticket) => {
    keepTicket({ ticket, back: returnPath(search.kembali) });
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
      <ErrorSummary
        errors={form.errors}
        message={command.state === 'failed' && form.errors.length === 0 ? command.message : undefined}
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
            <TextField
              {...form.bind('password')}
              label={say.password}
              type="password"
              autoComplete="current-password"
            />
            {command.state === 'silent' && (
              <Notice tone="wait" live>
                {command.message}
              </Notice>
            )}
            <Button type="submit" busy={command.busy} full>
              {say.signIn}
            </Button>
          </Stack>
        </form>
      </Card>
      <p>
        {say.demoHelp} <TextLink to="/">{say.demoPeople}</TextLink>
      </p>
    </Page>
  );
}
