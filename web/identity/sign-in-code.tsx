import { useState } from 'react';
import { useCommand } from '../shared/api/command.ts';
import type { PasskeyAnswer } from '../shared/factor/factor.ts';
import { FactorForm } from '../shared/factor/factor-form.tsx';
import { Card } from '../shared/ui/card.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { useWords } from '../shared/words/define.ts';
import { beginPasskey, mailCode, sendCode, sendPasskey, useEnter } from './session.ts';
import { keptTicket } from './ticket.ts';
import { words } from './words.ts';

type Given = { code: string; factor: 'totp' | 'email' | 'recovery' } | PasskeyAnswer;

/** C2: the second step, the way taken last first. */
export default function SignInCode() {
  const say = useWords(words);
  const [kept] = useState(keptTicket);
  const enter = useEnter();
  const ticket = kept?.ticket ?? '';
  const command = useCommand(
    (given: Given, key: string) => ('code' in given ? sendCode({ ticket, ...given }, key) : sendPasskey(given, key)),
    () => void enter(kept?.back ?? '/'),
  );

  if (kept === undefined || command.problem?.code === 'ticket_expired') {
    return (
      <Page title={say.codeTitle} narrow>
        <Notice
          tone={kept === undefined ? 'info' : 'warning'}
          live
          action={<LinkButton to="/masuk">{say.startAgain}</LinkButton>}
        >
          {kept === undefined ? say.firstPassword : command.message}
        </Notice>
      </Page>
    );
  }

  return (
    <Page title={say.codeTitle} lead={say.codeLead} narrow>
      <Card>
        <FactorForm
          factors={kept.factors}
          confirm={say.signIn}
          outcome={command}
          onCode={(code, factor) => void command.send({ code, factor })}
          begin={() => beginPasskey(ticket)}
          onPasskey={(answer) => void command.send(answer)}
          onMail={() => mailCode(ticket)}
        />
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
