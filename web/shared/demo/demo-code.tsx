import { useQuery } from '@tanstack/react-query';
import { useMe } from '../api/me.ts';
import { useWords } from '../words/define.ts';
import { demoQuery } from './demo-query.ts';
import { words } from './words.ts';

/** In a demo nobody has the authenticator of an invented person, so the page says what it would show. */
export function DemoCode() {
  const me = useMe();
  return me?.demo === true ? <CodeOf name={me.person.name} office={me.office.name} /> : null;
}

function CodeOf({ name, office }: { name: string; office: string }) {
  const say = useWords(words);
  const { data } = useQuery(demoQuery);
  const person = data?.people.find((one) => one.name === name && one.office === office);
  if (person === undefined) return null;
  return (
    <p className="text-small text-muted">
      {say.codeNow} <code className="font-mono text-body font-semibold text-text">{person.nextCode}</code>
    </p>
  );
}
