import { Outlet } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { Hatches } from '../charts/share-bar.tsx';
import { Drawer } from '../evidence/drawer.tsx';
import { useCommon } from '../address/use-address.ts';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { Keys, useKeys } from './keys.tsx';
// Not loaded when it is opened: what is typed at once would be lost.
import { Palette } from './palette.tsx';

/** What stands around every page. */
export function Shell() {
  const [areKeysShown, showKeys] = useState(false);
  const [isSearching, setSearching] = useState(false);
  const onSearch = useCallback(() => setSearching(true), []);
  const onKeys = useCallback(() => showKeys(true), []);
  useKeys({ onSearch, onKeys });
  const { ev } = useCommon().values;
  return (
    <div className={ev === null ? 'site' : 'site with-drawer'}>
      <Hatches />
      <Header onSearch={onSearch} />
      <main id="main">
        <Outlet />
      </main>
      <Footer onKeys={onKeys} />
      <Drawer />
      <Keys isOpen={areKeysShown} onClose={() => showKeys(false)} />
      {isSearching ? <Palette onClose={() => setSearching(false)} /> : null}
    </div>
  );
}
