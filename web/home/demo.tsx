import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sendCode, takeTicket, useEnter } from '../identity/session.ts';
import { answer, api } from '../shared/api/client.ts';
import { useCommand } from '../shared/api/command.ts';
import { Problem } from '../shared/api/problem.ts';
import type { paths } from '../shared/api/schema.ts';
import { words as shellWords } from '../shared/shell/words.ts';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Facts } from '../shared/ui/facts.tsx';
import { Columns, Stack } from '../shared/ui/layout.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Timeline, type TimelineStep } from '../shared/ui/timeline.tsx';
import { useWords } from '../shared/words/define.ts';
import { words } from './words.ts';

type DemoAnswer = paths['/api/v1/demo']['get']['responses'][200]['content']['application/json'];
type DemoPerson = DemoAnswer['people'][number];

/** Codes change every 30 seconds; asked a little more often than that. */
const ASK_EVERY_MS = 10_000;
const NOT_FOUND = 404;

/** Null where there is no demo: a real instance does not know this address. */
async function fetchDemo(): Promise<DemoAnswer | null> {
  try {
    return await answer(api.GET('/api/v1/demo'), 'stay');
  } catch (reason) {
    if (reason instanceof Problem && reason.status === NOT_FOUND) return null;
    throw reason;
  }
}

export function Demo() {
  const say = useWords(words);
  const demo = useQuery({
    queryKey: ['demo'],
    queryFn: fetchDemo,
    refetchInterval: (query) => (query.state.data ? ASK_EVERY_MS : false),
  });
  if (demo.isError) {
    return (
      <Notice tone="warning" action={<Button onPress={() => void demo.refetch()}>{say.tryAgain}</Button>}>
        {say.demoUnavailable}
      </Notice>
    );
  }
  if (!demo.data) return null;
  const next = demo.data.story.find((step) => !step.done);
  return (
    <section aria-labelledby="demo" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <h2 id="demo" className="text-h2">
        {say.demoTitle}
      </h2>
      <p>{say.demoLead}</p>
      <NextStep next={next} people={demo.data.people} />
      <Columns of="aside">
        <Columns of="two">
          {demo.data.people.map((person) => (
            <PersonCard key={person.email} person={person} isNext={person.email === next?.personEmail} />
          ))}
        </Columns>
        <Card title={say.storyTitle}>
          <Story story={demo.data.story} />
        </Card>
      </Columns>
    </section>
  );
}

function NextStep({ next, people }: { next: DemoAnswer['story'][number] | undefined; people: readonly DemoPerson[] }) {
  const say = useWords(words);
  if (next === undefined) return <Notice tone="good">{say.storyDone}</Notice>;
  const person = people.find((candidate) => candidate.email === next.personEmail);
  return (
    <Notice
      tone="wait"
      title={say.nextStep(next.step)}
      action={person !== undefined && <SignInAs person={person} tone="primary" />}
    >
      {next.text}
    </Notice>
  );
}

function Story({ story }: { story: DemoAnswer['story'] }) {
  const say = useWords(words);
  const role = useWords(shellWords).role;
  const now = story.find((step) => !step.done)?.step;
  const steps: TimelineStep[] = story.map((step) => ({
    label: step.text,
    who: role(step.role),
    state: step.done ? 'done' : step.step === now ? 'now' : 'later',
  }));
  return <Timeline label={say.storyTitle} steps={steps} vertical />;
}

function PersonCard({ person, isNext }: { person: DemoPerson; isNext: boolean }) {
  const say = useWords(words);
  const role = useWords(shellWords).role;
  return (
    <Card title={role(person.role)} level={3}>
      <Stack gap="small">
        <p>
          <span className="font-semibold">{person.name}</span>
          <span className="block text-small text-muted">{person.office}</span>
        </p>
        <Facts
          compact
          items={[
            { label: say.email, value: person.email },
            { label: say.password, value: <code className="font-mono text-small">{person.password}</code> },
            { label: say.code, value: <Code code={person.code} seconds={person.codeValidForSeconds} /> },
          ]}
        />
      </Stack>
      <SignInAs person={person} tone={isNext ? 'primary' : 'quiet'} />
    </Card>
  );
}

function Code({ code, seconds }: { code: string; seconds: number }) {
  const say = useWords(words);
  return (
    <>
      <code className="font-mono">{code}</code> <span className="text-small text-muted">{say.validFor(seconds)}</span>
    </>
  );
}

/** Both steps of signing in with one press; the same two calls a person makes by hand. */
function SignInAs({ person, tone }: { person: DemoPerson; tone: 'primary' | 'quiet' }) {
  const say = useWords(words);
  const enter = useEnter();
  const [going, setGoing] = useState(false);
  const command = useCommand(
    async (_: null, key: string) => {
      const ticket = await takeTicket({ email: person.email, password: person.password }, key);
      // Asked again here: the code on the page may have changed since it was fetched.
      const fresh = await fetchDemo();
      const code = fresh?.people.find((candidate) => candidate.email === person.email)?.code ?? person.code;
      return sendCode({ ticket, code }, crypto.randomUUID());
    },
    () => {
      setGoing(true);
      void enter('/tugas').finally(() => setGoing(false));
    },
  );
  return (
    <div className="grid gap-2">
      <div>
        <Button tone={tone} busy={command.busy || going} onPress={() => void command.send(null)}>
          {say.signInAs(person.name)}
        </Button>
      </div>
      {command.message !== undefined && (
        <Notice tone={command.state === 'silent' ? 'wait' : 'bad'} live>
          {command.message}
        </Notice>
      )}
    </div>
  );
}
