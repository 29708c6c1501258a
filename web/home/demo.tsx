import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { firstStep, sendCode, useEnter } from '../identity/session.ts';
import { useCommand } from '../shared/api/command.ts';
import { Problem } from '../shared/api/problem.ts';
import { type DemoAnswer, type DemoPerson, demoQuery, fetchDemo } from '../shared/demo/demo-query.ts';
import { words as shellWords } from '../shared/shell/words.ts';
import { Button } from '../shared/ui/button.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Facts } from '../shared/ui/facts.tsx';
import { Columns, Stack } from '../shared/ui/layout.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Timeline, type TimelineStep } from '../shared/ui/timeline.tsx';
import { useWords } from '../shared/words/define.ts';
import { words } from './words.ts';

export function Demo() {
  const say = useWords(words);
  const demo = useQuery(demoQuery);
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
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {groupsOf(demo.data).map(({ office, people }, index) => (
            <People key={office} title={say.groups[office]} open={index === 0}>
              {people.map((person) => (
                <PersonCard key={person.email} person={person} isNext={person.email === next?.personEmail} />
              ))}
            </People>
          ))}
        </div>
        <Card title={say.storyTitle}>
          <Story story={demo.data.story} />
        </Card>
      </Columns>
    </section>
  );
}

type Group = 'story' | 'shops' | 'others' | 'treasury';

const TREASURY = ['ADMIN_KPPN', 'ADMIN_KANWIL', 'ADMIN_PKN', 'AUDITOR'];

/** The office of the story first; shops, the other office, the treasury and the auditor are folded away. */
function groupsOf({ people }: DemoAnswer): { office: Group; people: DemoPerson[] }[] {
  const story = people[0]?.office;
  const groupOf = (person: DemoPerson): Group => {
    if (person.role.startsWith('VENDOR')) return 'shops';
    if (TREASURY.includes(person.role)) return 'treasury';
    return person.office === story ? 'story' : 'others';
  };
  return (['story', 'shops', 'others', 'treasury'] as const)
    .map((office) => ({ office, people: people.filter((person) => groupOf(person) === office) }))
    .filter((group) => group.people.length > 0);
}

function People({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details open={open}>
      <summary className="min-h-11 cursor-pointer py-2 font-semibold">{title}</summary>
      <Columns of="two">{children}</Columns>
    </details>
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
      const { ticket } = await firstStep({ email: person.email, password: person.password }, key);
      // Asked again here: the codes on the page may have changed since they were fetched.
      const fresh = (await fetchDemo())?.people.find((candidate) => candidate.email === person.email) ?? person;
      try {
        return await sendCode({ ticket, code: fresh.code }, crypto.randomUUID());
      } catch (reason) {
        // Used already, by signing in a moment ago: the next one is taken too.
        if (!(reason instanceof Problem) || reason.code !== 'code_used') throw reason;
        return sendCode({ ticket, code: fresh.nextCode }, crypto.randomUUID());
      }
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
