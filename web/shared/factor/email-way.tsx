import { useState } from 'react';
import { useCommand } from '../api/command.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/define.ts';
import { CodeWay } from './code-way.tsx';
import type { EmailWayProps } from './factor-props.ts';
import { OutcomeNotice } from './outcome.tsx';
import { words } from './words.ts';

/** First has the code mailed, then takes it. */
export function EmailWay(props: EmailWayProps) {
  const say = useWords(words);
  const [sent, setSent] = useState(false);
  const mailing = useCommand(
    () => props.onMail(),
    () => setSent(true),
  );
  const send = () => void mailing.send(null as never);

  if (!sent) {
    return (
      <div className="grid gap-4">
        <p>{say.emailLead}</p>
        <OutcomeNotice of={mailing} />
        <div className="flex flex-wrap gap-2">
          <Button busy={mailing.busy} full={props.beside === undefined} onPress={send}>
            {say.emailSend}
          </Button>
          {props.beside}
        </div>
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      <Notice tone="good" live>
        {say.emailSent}
      </Notice>
      <CodeWay {...props} kind="email" focus />
      <OutcomeNotice of={mailing} />
      <div>
        <Button tone="plain" busy={mailing.busy} onPress={send}>
          {say.emailAgain}
        </Button>
      </div>
    </div>
  );
}
