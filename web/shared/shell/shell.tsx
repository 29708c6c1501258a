import { Outlet, useRouter } from '@tanstack/react-router';
import { useMe } from '../api/me.ts';
import { OfflineBand } from '../ui/offline-band.tsx';
import { Toasts } from '../ui/toast.tsx';
import { TrainingBand } from '../ui/training-band.tsx';
import { useWords } from '../words/define.ts';
import { menuOf } from './menu.ts';
import { BottomBar, SideMenu } from './navigation.tsx';
import { TopBar } from './top-bar.tsx';
import { words } from './words.ts';

/** The frame around every screen: skip link, bars, menus of the role, and the place where the screen is shown. */
export function Shell() {
  const say = useWords(words);
  const me = useMe();
  const routes = useRouter().routesByPath as Readonly<Record<string, unknown>>;
  const menu = me ? menuOf(me.role, (path) => path in routes) : undefined;

  return (
    <>
      <a
        href="#isi"
        className="absolute -top-24 left-4 z-50 rounded-m bg-text px-4 py-3 font-semibold text-page focus:top-2"
      >
        {say.skip}
      </a>
      <TopBar me={me} entries={menu?.side ?? []} />
      {me?.demo === true && (
        <aside aria-label={say.demo}>
          <TrainingBand />
        </aside>
      )}
      <OfflineBand />
      <div className="mx-auto flex max-w-[1376px]">
        {menu !== undefined && menu.side.length > 0 && <SideMenu entries={menu.side} />}
        <main id="isi" tabIndex={-1} className="min-w-0 flex-1 px-4 pt-6 pb-28 sm:px-6 lg:pb-12">
          <Outlet />
        </main>
      </div>
      {menu !== undefined && <BottomBar entries={menu.phone} />}
      <Toasts />
    </>
  );
}
