import { type FormEvent, useState } from 'react';
import { useCommand } from '../shared/api/command.ts';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { CodeField } from '../shared/ui/code-field.tsx';
import { ErrorSummary } from '../shared/ui/error-summary.tsx';
import { Stack } from '../shared/ui/layout.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { useWords } from '../shared/words/define.ts';
import { sendCode, useEnter } from './session.ts';
import { keptTicket } from './ticket.ts';
import { words } from './words.ts';

const SIX_DIGITS = /^\d{6}$/;

export default function SignInCode() {
  const say = useWords(words);
  const [kept] = useState(keptTicket);
  const [code, setCode] = useState('');
  const [attempt, setAttempt] = useState(0);
  const enter = useEnter();
  const command = useCommand(sendCode, () => void enter(kept?.back ?? '/'));

  if (kept === undefined) {
    return (
      <Page title={say.codeTitle} narrow>
        <Notice action={<LinkButton to="/masuk">{say.startAgain}</LinkButton>}>{say.firstPassword}</Notice>
      </Page>
    );
  }

  const incomplete = attempt > 0 && !SIX_DIGITS.test(code);
  const errors = incomplete ? [{ path: 'code', message: say.fillCode }] : command.fieldErrors;

  function submit(event: FormEvent) {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (kept !== undefined && SIX_DIGITS.test(code)) void command.send({ ticket: kept.ticket, code });
  }

  return (
    <Page title={say.codeTitle} narrow>
      <ErrorSummary
        errors={errors}
        message={command.state === 'failed' && errors.length === 0 ? command.message : undefined}
        attempt={attempt}
      />
      <Card>
        <form onSubmit={submit} noValidate>
          <Stack>
            <CodeField value={code} onChange={setCode} error={errors[0]?.message} />
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
      <details>
        <summary className="link inline-flex min-h-11 items-center font-semibold">{say.noCode}</summary>
        <p>{say.noCodeHelp}</p>
      </details>
      <LinkButton to="/masuk" tone="quiet">
        {say.otherPerson}
      </LinkButton>
    </Page>
  );
}
