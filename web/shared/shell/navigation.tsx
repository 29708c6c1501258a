import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useWords } from '../words/define.ts';
import type { MenuEntry, MenuKey } from './menu.ts';
import { MENU_ICONS } from './menu-icons.ts';
import { words } from './words.ts';

const SIDE_LINK =
  'flex min-h-12 items-center gap-3 rounded-m px-3 text-text hover:bg-sunken data-[status=active]:bg-brand-50 data-[status=active]:font-semibold data-[status=active]:text-brand-700';

export function MenuLinks({ entries }: { entries: readonly MenuEntry[] }) {
  const say = useWords(words);
  return (
    <ul className="grid gap-1">
      {entries.map(({ key, to }) => (
        <li key={key}>
          <Link to={to} className={SIDE_LINK}>
            <MenuIcon of={key} />
            {say.menu[key]}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Desktop, from 1024 px. */
export function SideMenu({ entries }: { entries: readonly MenuEntry[] }) {
  const say = useWords(words);
  return (
    <nav
      aria-label={say.mainMenu}
      className="sticky top-14 hidden h-[calc(100dvh-56px)] w-56 shrink-0 overflow-y-auto border-r border-line p-3 lg:block"
      data-screen-only
    >
      <MenuLinks entries={entries} />
    </nav>
  );
}

/** Phone: the four places a role needs most. */
export function BottomBar({ entries }: { entries: readonly MenuEntry[] }) {
  const say = useWords(words);
  useEffect(() => {
    document.documentElement.style.setProperty(
      '--bottom-bar',
      matchMedia('(min-width: 64rem)').matches ? '0px' : '64px',
    );
    return () => document.documentElement.style.setProperty('--bottom-bar', '0px');
  }, []);
  if (entries.length === 0) return null;
  return (
    <nav
      aria-label={say.shortMenu}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-card lg:hidden"
      data-screen-only
    >
      <ul className="mx-auto flex max-w-lg">
        {entries.map(({ key, to }) => (
          <li key={key} className="min-w-0 flex-1">
            <Link
              to={to}
              className="flex min-h-16 flex-col items-center justify-center gap-0.5 text-small text-muted data-[status=active]:font-semibold data-[status=active]:text-brand-700"
            >
              <MenuIcon of={key} />
              <span className="max-w-full truncate px-1">{say.menu[key]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function MenuIcon({ of }: { of: MenuKey }) {
  const Icon = MENU_ICONS[of];
  return <Icon size={24} />;
}
