import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem.ts';
import { useWords } from '../words/define.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { Skeleton } from './skeleton.tsx';
import { words } from './words.ts';

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  /** What holds the room meanwhile; three rows unless told. */
  skeleton?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** The states of data on its way: skeleton, error with "Coba lagi", and the data. An error keeps what was there. */
export function Loaded<Data>({ query, skeleton, children }: LoadedProps<Data>) {
  const say = useWords(words);
  const failed = query.error !== null;
  if (query.data === undefined && !failed) return skeleton ?? <Skeleton />;
  return (
    <>
      {failed && (
        <Notice tone="warning" live action={<Button onPress={() => void query.refetch()}>{say.tryAgain}</Button>}>
          {query.data === undefined ? reason(query.error) : say.staleData}
        </Notice>
      )}
      {query.data !== undefined && children(query.data)}
    </>
  );

  function reason(error: unknown): string {
    if (!(error instanceof Problem)) return say.notLoaded;
    if (error.status === 0) return say.notConnected;
    return error.message === '' ? say.notLoaded : error.message;
  }
}
