import { screen } from '../shared/shell/screen.ts';

export const routes = [
  screen('/katalog', () => import('./search/catalogue.tsx')),
  screen('/produk/$slug', () => import('./product/product.tsx')),
  screen('/toko/$slug', () => import('./store/store.tsx')),
  screen('/bandingkan', () => import('./compare/compare.tsx')),
  screen('/keranjang', () => import('./cart/cart.tsx')),
];
