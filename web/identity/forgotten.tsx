import { useState } from 'react';
import { answer, api, withKey } from '../shared/api/client.ts';
import { useCommand } from '../shared/api/command.ts';
import { OutcomeNotice } from '../shared/factor/outcome.tsx';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { ErrorSummary } from '../shared/ui/error-summary.tsx';
import { useForm } from '../shared/ui/form.ts';
import { Cluster, Stack } from '../shared/ui/layout.tsx';
import { LinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Page } from '../shared/ui/page.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { words } from './words.ts';

/** Asks for a link by mail. The answer is the same whether the address is known or not. */
export default function Forgotten() {
  const { forgottenPage: say } = useWords(words);
  const [sentTo, setSentTo] = useState<string>();
  return sentTo === undefined ? (
    <Page key="ask" title={say.title} lead={say.lead} narrow>
      <AskForm onSent={setSentTo} />
      <p>
        <TextLink to="/masuk">{say.toSignIn}</TextLink>
      </p>
    </Page>
  ) : (
    <Page key="sent" title={say.sentTitle} narrow>
      <Card>
        <p>{say.sent(sentTo)}</p>
        <p>{say.notThere}</p>
      </Card>
      <Cluster>
        <LinkButton to="/masuk">{say.toSignIn}</LinkButton>
        <Button tone="quiet" onPress={() => setSentTo(undefined)}>
          {say.again}
        </Button>
      </Cluster>
    </Page>
  );
}

function AskForm({ onSent }: { onSent: (email: string) => void }) {
  const say = useWords(words);
  const command = useCommand(async (email: string, key: string) => {
    await answer(api.POST('/api/v1/password/forgotten', { body: { email }, ...withKey(key) }), 'stay');
    return email;
  }, onSent);
  const form = useForm({
    initial: { email: '' },
    validate: ({ email }) => (email.trim() === '' ? [{ path: 'email', message: say.fillEmail }] : []),
    onSubmit: ({ email }) => void command.send(email.trim()),
    serverErrors: command.fieldErrors,
  });
  return (
    <>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
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
            {form.errors.length === 0 && <OutcomeNotice of={command} />}
            <Button type="submit" busy={command.busy} full>
              {say.forgottenPage.send}
            </Button>
          </Stack>
        </form>
      </Card>
    </>
  );
}
