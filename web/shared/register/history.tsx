import { words as shellWords } from '../shell/words.ts';
import { Card } from '../ui/card.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { When } from '../ui/when.tsx';
import { useWords } from '../words/define.ts';
import { words } from './words.ts';

interface HistoryProps {
  /** As the journal has it, oldest first. */
  items: readonly {
    readonly at: string;
    readonly type: string;
    readonly role: string;
    readonly by: string | null;
    readonly reason: string;
  }[];
  /** The words of an event: "people.appointed" is "Didaftarkan". */
  nameOf: (type: string) => string;
}

/** What happened, by whom, when, and why they said so. */
export function History({ items, nameOf }: HistoryProps) {
  const say = useWords(words);
  const role = useWords(shellWords).role;
  const whoOf = (one: HistoryProps['items'][number]) => {
    if (one.role === 'SYSTEM') return say.bySystem;
    return one.by === null ? role(one.role) : `${one.by} (${role(one.role)})`;
  };
  return (
    <Card title={say.history}>
      {items.length === 0 ? (
        <p className="text-muted">{say.noHistory}</p>
      ) : (
        <Timeline
          label={say.history}
          vertical
          steps={items.map((one) => ({
            label: nameOf(one.type),
            who: whoOf(one),
            at: <When at={one.at} short />,
            ...(one.reason === '' ? {} : { note: one.reason }),
            state: 'done',
          }))}
        />
      )}
    </Card>
  );
}
