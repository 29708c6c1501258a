import type { ReactNode } from 'react';
import { Stack } from '../shared/ui/layout.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { useWords } from '../shared/words/define.ts';
import { words } from './words.ts';

/** After a change: what has happened, and the way back. */
export function Done({ title, children }: { title: string; children?: ReactNode }) {
  const say = useWords(words);
  return (
    <Page key="done" title={title} narrow>
      <Notice tone="good" action={<LinkButton to="/keamanan">{say.back}</LinkButton>}>
        <Stack gap="small">
          {children !== undefined && <p>{children}</p>}
          <p>{say.othersOut}</p>
        </Stack>
      </Notice>
    </Page>
  );
}
