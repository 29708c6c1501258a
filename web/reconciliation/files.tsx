import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../shared/api/me.ts';
import { Problem } from '../shared/api/problem.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { useUrlState } from '../shared/shell/url.ts';
import { Card } from '../shared/ui/card.tsx';
import { CursorPager } from '../shared/ui/cursor-pager.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { type Column, Table } from '../shared/ui/table.tsx';
import type { Tone } from '../shared/ui/tone.ts';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { filesQuery, type StatementFile, sendStatement, useRenewCash } from './reconciliation-data.ts';
import { words } from './words.ts';

const TONES: Readonly<Record<StatementFile['state'], Tone>> = {
  RECEIVED: 'info',
  CHECKING: 'info',
  IMPORTING: 'info',
  DONE: 'good',
  REFUSED: 'bad',
};
const BRINGERS: readonly string[] = ['BENDAHARA', 'BPP'];
const ROW_HEIGHT_PX = 56;

/** Statement files: brought here, taken over in the background, refused whole when broken. */
export default function Files() {
  const say = useWords(words).files;
  const [url, setUrl] = useUrlState({ page: '' });
  const query = useQuery(filesQuery(url.page));
  const brings = BRINGERS.includes(useMe()?.role ?? '');
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        <LinkButton to="/kas" tone="quiet">
          {say.back}
        </LinkButton>
      }
    >
      {brings && <Bring />}
      <Loaded query={query} skeleton={<Skeleton rows={3} height={ROW_HEIGHT_PX} />}>
        {({ items, next }) => (
          <div className="grid gap-4">
            {items.length === 0 ? (
              <Empty title={say.none}>{say.noneText}</Empty>
            ) : (
              <Card>
                <FileTable items={items} />
              </Card>
            )}
            <CursorPager page={url.page} next={next} onPage={(page) => setUrl({ page })} words={say} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Bring() {
  const say = useWords(words).files;
  const renew = useRenewCash();
  const [state, setState] = useState<{ busy: boolean; said: string | null; bad: boolean }>({
    busy: false,
    said: null,
    bad: false,
  });
  const bring = async (file: File | undefined) => {
    if (file === undefined) return;
    setState({ busy: true, said: say.sending, bad: false });
    try {
      const { isNew } = await sendStatement(file);
      setState({ busy: false, said: isNew ? null : say.same, bad: false });
      renew();
    } catch (error) {
      setState({ busy: false, said: error instanceof Problem ? error.message : '', bad: true });
    }
  };
  return (
    <Card>
      <label
        htmlFor="statement-file"
        className="relative grid min-h-11 cursor-pointer content-center gap-1 rounded-m border border-dashed border-control p-4 font-semibold text-brand-700 focus-within:outline-3 focus-within:outline-focus hover:bg-brand-50"
      >
        {say.choose}
        <span className="text-small font-normal text-muted">{say.hint}</span>
        <input
          id="statement-file"
          type="file"
          accept=".txt,.sta,.mt940,.940,.942,.xml"
          disabled={state.busy}
          onChange={(event) => {
            void bring(event.target.files?.[0]);
            event.target.value = '';
          }}
          className="absolute inset-0 cursor-pointer opacity-0"
        />
      </label>
      {state.said !== null && (
        <Notice tone={state.bad ? 'bad' : 'info'} live>
          {state.said}
        </Notice>
      )}
    </Card>
  );
}

function FileTable({ items }: { items: readonly StatementFile[] }) {
  const say = useWords(words).files;
  const columns: Column<StatementFile>[] = [
    {
      key: 'file',
      header: say.file,
      lead: true,
      cell: (one) => (
        <span className="block break-all">
          {one.name}
          <span className="block text-small font-normal text-muted">
            {one.by} · <When at={one.createdAt} short />
          </span>
        </span>
      ),
    },
    {
      key: 'state',
      header: say.state,
      cell: (one) => <StatusTag tone={TONES[one.state]}>{say.stateOf(one.state)}</StatusTag>,
    },
    {
      key: 'progress',
      header: say.progress,
      cell: (one) =>
        one.state === 'REFUSED' ? (
          ''
        ) : (
          <span className="flex items-center gap-2">
            <progress max={100} value={one.percent} aria-label={say.progress} className="w-24 accent-brand-600" />
            {one.percent}%
          </span>
        ),
    },
    {
      key: 'result',
      header: say.result,
      cell: (one) =>
        one.refusal === null
          ? say.resultOf(one.lines.kept, one.lines.known)
          : say.refusedAt(one.refusal.line, one.refusal.sentence),
    },
  ];
  return <Table caption={say.caption} captionHidden columns={columns} rows={items} rowKey={(one) => one.id} />;
}
