import { useEffect, useState } from 'react';
import { useWords } from '../words/define.ts';
import { words } from './words.ts';

const APPEARS_AFTER_MS = 150;

interface SkeletonProps {
  /** Rows of the thing that is coming, so that nothing jumps when it comes. */
  rows?: number;
  /** Height of a row in pixels. */
  height?: number;
}

/** Holds the room of what is loading; invisible for the first moments, so that fast answers do not flicker. */
export function Skeleton({ rows = 3, height = 64 }: SkeletonProps) {
  const say = useWords(words);
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), APPEARS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className="grid gap-2">
      <span className="sr-only">{say.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: equal rows that never move
          key={row}
          style={{ height }}
          className={visible ? 'animate-[pulse_1.6s_ease-in-out_infinite] rounded-m bg-sunken' : ''}
        />
      ))}
    </div>
  );
}
