import { IconChevronRight, IconDeviceMobile, IconFingerprint, IconLifebuoy, IconMail } from '../ui/icons.ts';
import { useWords } from '../words/define.ts';
import type { FactorKind } from './factor.ts';
import { words } from './words.ts';

export const FACTOR_ICONS = {
  totp: IconDeviceMobile,
  passkey: IconFingerprint,
  email: IconMail,
  recovery: IconLifebuoy,
} as const;

interface WaysProps<Kind extends FactorKind> {
  kinds: readonly Kind[];
  onPick: (kind: Kind) => void;
  /** Other words than the usual ones, where a way is not used but set up. */
  hints?: Readonly<Partial<Record<Kind, string>>>;
}

/** The ways as large buttons, each with what it asks of the person. */
export function Ways<Kind extends FactorKind>({ kinds, onPick, hints }: WaysProps<Kind>) {
  const say = useWords(words);
  return (
    <ul className="grid gap-2">
      {kinds.map((kind) => {
        const Icon = FACTOR_ICONS[kind as FactorKind];
        return (
          <li key={kind}>
            <button
              type="button"
              onClick={() => onPick(kind)}
              className="flex min-h-16 w-full items-center gap-3 rounded-m border border-control bg-card px-4 py-3 text-left hover:bg-brand-50"
            >
              <Icon size={24} aria-hidden="true" className="shrink-0 text-brand-700" />
              <span className="min-w-0 flex-1">
                <span className="block font-semibold text-brand-700">{say.names[kind]}</span>
                <span className="block text-small text-muted">{hints?.[kind] ?? say.hints[kind]}</span>
              </span>
              <IconChevronRight size={20} aria-hidden="true" className="shrink-0" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
