import { Link, useRouter } from '@tanstack/react-router';
import type { Me } from '../api/me.ts';
import { useSignOut } from '../api/me.ts';
import { IconBell, IconLogout, IconMenu2, IconSettings, IconShieldCheck, IconUser } from '../ui/icons.ts';
import { Menu, MenuButton, MenuLink } from '../ui/menu.tsx';
import { useWords } from '../words/define.ts';
import { LANGUAGES, setLanguage, useLanguage } from '../words/language.ts';
import { AppearanceChoices } from './appearance-choices.tsx';
import { Logo } from './logo.tsx';
import type { MenuEntry } from './menu.ts';
import { MenuLinks } from './navigation.tsx';
import { SearchBox } from './search-box.tsx';
import { words } from './words.ts';

const NOTIFICATIONS_PATH = '/notifikasi';
const SECURITY_PATH = '/keamanan';
const OWN_DATA_PATH = '/data-saya';

export function TopBar({ me, entries }: { me: Me | null | undefined; entries: readonly MenuEntry[] }) {
  const say = useWords(words);
  const routes = useRouter().routesByPath as Readonly<Record<string, unknown>>;
  return (
    <header className="sticky top-0 z-40 border-b border-line bg-card" data-screen-only>
      <div className="mx-auto flex h-14 max-w-[1376px] items-center gap-1 px-2 sm:gap-3 sm:px-4">
        {entries.length > 0 && (
          <div className="lg:hidden">
            <Menu label={say.mainMenu} trigger={<IconMenu2 size={24} />} align="start">
              <nav aria-label={say.mainMenu}>
                <MenuLinks entries={entries} />
              </nav>
            </Menu>
          </div>
        )}
        <Link to="/" className="flex min-h-11 items-center gap-2 font-bold text-text" aria-label={say.home}>
          <Logo />
          <span className="hidden lg:inline">Digipay Satu</span>
        </Link>
        <SearchBox />
        <div className="ml-auto flex items-center sm:gap-1">
          <LanguageSwitch />
          {me && NOTIFICATIONS_PATH in routes && (
            <Link
              to={NOTIFICATIONS_PATH}
              aria-label={say.notifications}
              className="grid size-11 place-items-center rounded-m hover:bg-sunken"
            >
              <IconBell size={24} />
            </Link>
          )}
          {me ? <PersonMenu me={me} /> : <SignedOut asking={me === undefined} />}
        </div>
      </div>
    </header>
  );
}

function LanguageSwitch() {
  const say = useWords(words);
  const language = useLanguage();
  return (
    <fieldset className="hidden gap-1 md:flex">
      <legend className="sr-only">{say.language}</legend>
      {LANGUAGES.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={code === language}
          onClick={() => setLanguage(code)}
          className="h-11 min-w-11 rounded-m px-2 text-small font-semibold uppercase text-muted hover:bg-sunken aria-pressed:bg-brand-50 aria-pressed:text-brand-700"
        >
          {code}
          <span className="sr-only"> {say.languageNames[code]}</span>
        </button>
      ))}
    </fieldset>
  );
}

function PersonMenu({ me }: { me: Me }) {
  const say = useWords(words);
  const signOut = useSignOut();
  const role = say.role(me.role);
  return (
    <Menu
      trigger={
        <>
          <IconUser size={24} />
          <span className="sr-only max-w-56 min-w-0 text-left text-small leading-tight sm:not-sr-only">
            <span className="block truncate font-semibold">{me.person.name}</span>
            <span className="block truncate text-muted">
              {role} · {me.office.name}
            </span>
          </span>
        </>
      }
    >
      <div className="border-b border-line px-3 pb-3">
        <p className="font-semibold">{me.person.name}</p>
        <p className="text-small text-muted">{role}</p>
        <p className="text-small text-muted">{me.office.name}</p>
      </div>
      <MenuLink icon={<IconShieldCheck size={24} />} to={SECURITY_PATH}>
        {say.security}
      </MenuLink>
      <MenuLink icon={<IconUser size={24} />} to={OWN_DATA_PATH}>
        {say.ownData}
      </MenuLink>
      <AppearanceChoices />
      <MenuButton icon={<IconLogout size={24} />} onPress={() => void signOut()}>
        {say.signOut}
      </MenuButton>
    </Menu>
  );
}

function SignedOut({ asking }: { asking: boolean }) {
  const say = useWords(words);
  return (
    <>
      <Menu label={say.appearance} trigger={<IconSettings size={24} />}>
        <AppearanceChoices />
      </Menu>
      {!asking && (
        <Link
          to="/masuk"
          className="grid h-11 place-items-center rounded-m bg-brand-600 px-3 font-semibold text-on-brand hover:bg-brand-700 sm:px-4"
        >
          {say.signIn}
        </Link>
      )}
    </>
  );
}
