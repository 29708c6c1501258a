import { useWords } from '../../shared/words/define.ts';
import { words } from './words.ts';

/** Photos kept with the order; each opens in full size. */
export function Photos({ ids, label }: { ids: readonly string[]; label: string }) {
  const say = useWords(words);
  if (ids.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-wrap gap-2">
      {ids.map((id, index) => (
        <li key={id}>
          <a href={`/api/v1/files/${id}`} className="block rounded-m">
            <img
              src={`/api/v1/files/${id}`}
              alt={`${label}: ${say.photo(index + 1)}`}
              width={112}
              height={112}
              loading="lazy"
              className="size-28 rounded-m border border-line object-cover"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
