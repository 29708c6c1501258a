import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { rulesOn } from '../regulation/rules.ts';
import { categories, categoriesWithin, categoryGroups, categoryOf } from './categories.ts';
import { demoProducts } from './demo/products.ts';
import { demoVendors, shopOf } from './demo/vendors.ts';
import { faultyField, type Product, productId, railsOf } from './product.ts';
import { decideProduct, type ProductCommand, type ProductFacts, productLife } from './product-life.ts';

const rules = rulesOn('APBN', '2026-11-02');
const vendorOf = new Map(demoVendors.map((vendor) => [vendor.id, vendor]));

function shop(product: Product) {
  const vendor = vendorOf.get(product.vendorId);
  assert.ok(vendor, `${product.slug} has an unknown vendor`);
  return shopOf(vendor);
}

describe('the demo catalogue', () => {
  it('has at least 360 differently named products, more than 500 with every shop that sells them', () => {
    assert.ok(new Set(demoProducts.map((p) => p.name)).size >= 360);
    assert.ok(demoProducts.length >= 500);
  });

  it('has unique slugs and ids, and ids that follow from the slugs', () => {
    assert.equal(new Set(demoProducts.map((p) => p.slug)).size, demoProducts.length);
    assert.equal(new Set(demoProducts.map((p) => p.id)).size, demoProducts.length);
    for (const product of demoProducts) assert.equal(product.id, productId(product.slug));
  });

  it('has only products that the rules of a product let through', () => {
    for (const product of demoProducts) assert.equal(faultyField(product, shop(product), rules), null, product.slug);
  });

  it('never puts PPN into the price of a vendor that is no PKP, of catering or of rice', () => {
    for (const product of demoProducts.filter((p) => p.priceIncludesPpn)) {
      assert.equal(shop(product).pkp, true, product.slug);
      assert.notEqual(product.taxObject, '24-104-39', product.slug);
      assert.notEqual(product.exemption, 'RICE', product.slug);
    }
    assert.ok(demoProducts.some((p) => p.priceIncludesPpn));
    assert.ok(demoProducts.some((p) => !p.priceIncludesPpn && shop(p).pkp));
  });

  it('sells stamps and duty stamps at the value printed on them', () => {
    const stamp = demoProducts.find((p) => p.name === 'Meterai Tempel Rp10.000, per lembar');
    assert.equal(stamp?.price, 10_000n);
  });

  it('prices a repeated thing at one shop above and at another below', () => {
    const paper = demoProducts.filter((p) => p.name.startsWith('Kertas HVS A4 80 gsm'));
    assert.equal(paper.length, 2);
    assert.notEqual(paper[0]?.price, paper[1]?.price);
  });

  it('fills every category, and every vendor sells something', () => {
    for (const { code } of categories)
      assert.ok(
        demoProducts.some((p) => p.category === code),
        code,
      );
    for (const { id, name } of demoVendors)
      assert.ok(
        demoProducts.some((p) => p.vendorId === id),
        name,
      );
  });
});

describe('the demo vendors', () => {
  it('are fourteen, fictional, with account numbers as long as their bank writes them', () => {
    assert.equal(demoVendors.length, 14);
    for (const vendor of demoVendors) {
      assert.equal(vendor.fictional, true);
      assert.equal(vendor.accountNumber.length, rules.bank(vendor.bankCode)?.accountDigits, vendor.name);
      const ending = Number(vendor.accountNumber.slice(-4));
      assert.ok(ending < 9001 || ending > 9014, `${vendor.name} ends in the range of the bank's test cases`);
      assert.ok(vendor.npwp === null || /^\d{16}$/.test(vendor.npwp), vendor.name);
    }
    assert.equal(new Set(demoVendors.map((v) => v.accountNumber)).size, 14);
  });

  it('show every kind of tax story', () => {
    assert.ok(demoVendors.some((v) => v.pkp && v.suket));
    assert.ok(demoVendors.some((v) => !v.pkp && v.suket));
    assert.ok(demoVendors.some((v) => v.npwp === null));
    assert.ok(demoVendors.some((v) => v.declaration500 && v.legalForm === 'PERORANGAN'));
    for (const v of demoVendors) assert.ok(!v.declaration500 || v.legalForm === 'PERORANGAN', v.name);
    for (const v of demoVendors) assert.equal(v.umk, v.class !== 'MEDIUM', v.name);
  });
});

describe('categories', () => {
  it('are a tree of two levels with unique codes', () => {
    const codes = [...categories.map((c) => c.code), ...categoryGroups.map((g) => g.code)];
    assert.equal(new Set(codes).size, codes.length);
    assert.deepEqual(categoriesWithin('KENDARAAN'), ['SUKU-CADANG', 'BBM']);
    assert.deepEqual(categoriesWithin('ATK'), ['ATK']);
    assert.deepEqual(categoriesWithin('nothing'), []);
    assert.equal(categoryOf('KATERING')?.kind, 'SERVICE');
  });
});

const sample = demoProducts.find((p) => p.category === 'KERTAS');
assert.ok(sample);
const product: Product = { ...sample, state: 'DRAFT' };
const facts: ProductFacts = { vendorId: product.vendorId, vendorActive: true, shop: shop(product), rules };

function state(of: Product['state']) {
  return { version: 3, product: { ...product, state: of } };
}

describe('the life of a product', () => {
  it('goes from draft to published to ready and back, one step a command', () => {
    for (const { from, command, to, event } of productLife) {
      const decision = decideProduct(state(from), { kind: command }, facts);
      assert.ok(decision.ok);
      assert.equal(decision.events[0]?.type, event);
      assert.equal(decision.rows[0]?.columns.state, to);
      assert.equal(decision.rows[0]?.expectedVersion, 3);
    }
  });

  it('refuses every step that is not in the table', () => {
    const states = ['DRAFT', 'PUBLISHED', 'READY'] as const;
    const steps = ['PUBLISH', 'OPEN_SALE', 'STOP_SALE', 'WITHDRAW'] as const;
    for (const from of states) {
      for (const kind of steps) {
        const known = productLife.some((line) => line.from === from && line.command === kind);
        const decision = decideProduct(state(from), { kind }, facts);
        assert.equal(decision.ok ? 'ok' : decision.code, known ? 'ok' : 'not_possible_now', `${from} ${kind}`);
      }
    }
  });

  it('makes a new product a draft without sales or ratings, whatever was sent', () => {
    const sent: ProductCommand = { kind: 'SAVE', product: { ...product, state: 'READY', sold: 999, ratingTenths: 50 } };
    const decision = decideProduct(null, sent, facts);
    assert.ok(decision.ok);
    assert.deepEqual(
      [decision.rows[0]?.columns.state, decision.rows[0]?.columns.sold, decision.rows[0]?.columns.rating_tenths],
      ['DRAFT', 0, 0],
    );
    assert.equal(decision.events[0]?.type, 'product.drafted');
  });

  it('keeps address, state and sales when a product is changed', () => {
    const sent: ProductCommand = { kind: 'SAVE', product: { ...product, slug: 'other', price: 70_000n, sold: 0 } };
    const decision = decideProduct(state('READY'), sent, facts);
    assert.ok(decision.ok);
    const columns = decision.rows[0]?.columns;
    assert.deepEqual(
      [columns?.slug, columns?.state, columns?.sold, columns?.price],
      [product.slug, 'READY', product.sold, '70000'],
    );
  });

  it('lets nobody touch the product of another vendor, and no vendor that is not active', () => {
    const stranger = { ...facts, vendorId: 'someone' };
    const refusals = [
      decideProduct(state('DRAFT'), { kind: 'PUBLISH' }, stranger),
      decideProduct(state('DRAFT'), { kind: 'PUBLISH' }, { ...facts, vendorId: null }),
      decideProduct(state('DRAFT'), { kind: 'PUBLISH' }, { ...facts, vendorActive: false }),
      decideProduct(null, { kind: 'PUBLISH' }, facts),
    ];
    assert.deepEqual(
      refusals.map((r) => (r.ok ? 'ok' : r.code)),
      ['not_yours', 'not_yours', 'vendor_not_active', 'not_found'],
    );
  });

  it('names the field that cannot be right', () => {
    const wrong: readonly (readonly [keyof Product, Partial<Product>])[] = [
      ['name', { name: '  ' }],
      ['price', { price: 0n }],
      ['kind', { kind: 'SERVICE' }],
      ['taxObject', { taxObject: '99-999-99' }],
      ['suggestedAkun', { suggestedAkun: '521115' }],
      ['tkdnPercent', { tkdnPercent: 40, pdn: false }],
      ['priceIncludesPpn', { priceIncludesPpn: true, exemption: 'RICE' }],
      ['minOrder', { minOrder: 0 }],
      ['deliveryArea', { deliveryArea: [] }],
    ];
    for (const [field, part] of wrong) {
      const decision = decideProduct(null, { kind: 'SAVE', product: { ...product, ...part } }, facts);
      assert.ok(!decision.ok);
      assert.deepEqual([decision.code, decision.params.field], ['input_invalid', field]);
    }
  });

  it('offers the card only where the shop takes it and the akun allows it', () => {
    const taking = { ...facts.shop, acceptsCard: true };
    assert.deepEqual(railsOf(product, taking, rules), ['CMS', 'KKP']);
    assert.deepEqual(railsOf(product, { ...taking, acceptsCard: false }, rules), ['CMS']);
    assert.deepEqual(railsOf({ ...product, suggestedAkun: '522191' }, taking, rules), ['CMS']);
  });

  it('never throws on numbers and texts a form may send', () => {
    fc.assert(
      fc.property(fc.string(), fc.double(), fc.bigInt(), (text, number, rupiah) => {
        const sent = { ...product, slug: text, name: text, unit: text, price: rupiah, stock: number, minOrder: number };
        assert.equal(typeof decideProduct(null, { kind: 'SAVE', product: sent }, facts).ok, 'boolean');
      }),
    );
  });
});
