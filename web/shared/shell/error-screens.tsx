import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem.ts';
import { Button } from '../ui/button.tsx';
import { Cluster } from '../ui/layout.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/define.ts';
import { words } from './words.ts';

/** Shown in place of a screen that cannot be: says what happened, what to do, and never leaves the person stuck. */
export function ErrorScreen({ error, reset }: Pick<ErrorComponentProps, 'error' | 'reset'>) {
  const say = useWords(words);
  const router = useRouter();
  const again = (
    <Button
      onPress={() => {
        reset();
        void router.invalidate();
      }}
    >
      {say.tryAgain}
    </Button>
  );
  if (!(error instanceof Problem)) {
    console.error(error);
    return <Explained title={say.fault.title} text={say.fault.text} action={again} />;
  }
  if (error.status === 0) return <Explained title={say.offline.title} text={say.offline.text} action={again} />;
  if (error.status === 403) return <ForbiddenScreen detail={error.message} />;
  if (error.status === 404) return <NotFoundScreen />;
  return (
    <Explained title={say.fault.title} text={error.message || say.fault.text} code={error.reference} action={again} />
  );
}

/** 403. `detail` is the server's sentence: why, and who can. */
export function ForbiddenScreen({ detail }: { detail?: string }) {
  const say = useWords(words);
  return <Explained title={say.forbidden.title} text={detail || say.forbidden.text} />;
}

export function NotFoundScreen() {
  const say = useWords(words);
  return <Explained title={say.notFound.title} text={say.notFound.text} />;
}

interface ExplainedProps {
  title: string;
  text: string;
  code?: string | undefined;
  action?: ReactNode;
}

function Explained({ title, text, code, action }: ExplainedProps) {
  const say = useWords(words);
  return (
    <Page title={title} narrow>
      <p>{text}</p>
      <Cluster>
        {action}
        <LinkButton to="/tugas" tone="quiet">
          {say.toTasks}
        </LinkButton>
        <LinkButton to="/" tone="quiet">
          {say.toHome}
        </LinkButton>
      </Cluster>
      {code !== undefined && <p className="text-small text-muted">{say.supportCode(code)}</p>}
    </Page>
  );
}
