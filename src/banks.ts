/** How `work` reaches its banks: the connections of a file or the one of the settings, each bank behind a circuit of its own. */
import type { Core } from './core.ts';
import { circuitTerms } from './payment/rails/circuit.ts';
import { type BankLinks, openBankLinks } from './payment/rails/circuit-links.ts';
import { type BankConnection, configsBy, hostsOf, readConnections } from './payment/rails/connections.ts';
import { externalIdsOf } from './payment/rails/external-id.ts';
import type { BankRails } from './payment/rails/port.ts';
import type { BankProfile } from './payment/rails/profiles/profile.ts';
import { bankRails } from './payment/rails/snap/bank-rails.ts';
import { createSnapClient, type SnapClient } from './payment/rails/snap/client.ts';
import { profileOf, type SnapBankConfig } from './payment/rails/snap/config.ts';
import { createOutbound, type Outbound } from './platform/outbound.ts';
import { bankTls } from './platform/tls.ts';
import { BANK_CLIENT_ID, BANK_PARTNER_ID } from './sandbox.ts';
import type { Settings } from './settings.ts';

export interface Banks {
  railsOf(bankCode: string): BankRails;
  profileOf(bankCode: string): BankProfile;
  /** Codes that it books as one house. */
  houseOf(bankCode: string): readonly string[];
  readonly links: BankLinks;
}

interface BankOptions {
  readonly settings: Settings<'work'>;
  readonly core: Core;
  readonly clock: () => Date;
  readonly warn: (message: string) => void;
}

/** Throws with the fault named when the file of connections cannot be used. */
export async function openBanks({ settings, core, clock, warn }: BankOptions): Promise<Banks> {
  const connections = settings.DIGIPAY_BANKS === undefined ? [] : readConnections(settings.DIGIPAY_BANKS);
  const bank = bankConfigOf(settings, connections);
  const means = {
    outbound: bank.outbound,
    timeoutMs: settings.DIGIPAY_BANK_TIMEOUT_MS,
    nextExternalId: externalIdsOf(core.pool),
  };
  const configFor = configsBy(connections, means, bank);
  const links = await openBankLinks({
    door: core,
    clock,
    concurrency: settings.DIGIPAY_WORK_CONCURRENCY,
    terms: circuitTerms(settings.DIGIPAY_BANK_COOLDOWN_MS),
    warn,
  });
  return {
    links,
    profileOf: (bankCode) => profileOf(configFor(bankCode)),
    houseOf: (bankCode) => configFor(bankCode).sameBankCodes ?? [],
    railsOf: railsBehind(links, configFor, clock),
  };
}

/** Each bank's rails behind its own circuit; banks of one connection share its client and so its token. */
function railsBehind(
  links: BankLinks,
  configFor: (bankCode: string) => SnapBankConfig,
  clock: () => Date,
): (bankCode: string) => BankRails {
  const clients = new Map<SnapBankConfig, SnapClient>();
  const clientOf = (config: SnapBankConfig): SnapClient => {
    const client = clients.get(config) ?? createSnapClient(config, clock);
    clients.set(config, client);
    return client;
  };
  const made = new Map<string, BankRails>();
  return (bankCode) => {
    const config = configFor(bankCode);
    const rails = made.get(bankCode) ?? bankRails(config, clock, links.of(bankCode).guard(clientOf(config)));
    made.set(bankCode, rails);
    return rails;
  };
}

/** The bank of the settings. In a trial the sandbox stands for every bank, as one aggregator would. */
export function bankConfigOf(settings: Settings<'work'>, connections: readonly BankConnection[] = []): SnapBankConfig {
  const { secrets, DIGIPAY_BANK_URL: baseUrl } = settings;
  return {
    outbound: outboundOf(settings, connections),
    baseUrl,
    prefix: '/snap/v1.0',
    clientId: BANK_CLIENT_ID,
    clientSecret: secrets.bankClientSecret,
    partnerId: BANK_PARTNER_ID,
    channelId: '95221',
    privateKeyPem: secrets.partner.privateKeyPem,
    bankPublicKeyPem: secrets.bank.publicKeyPem,
    timeoutMs: settings.DIGIPAY_BANK_TIMEOUT_MS,
    pageHosts: [new URL(baseUrl).host, ...settings.DIGIPAY_BANK_PAGES],
  };
}

/** Whom this process may call: the banks, with its own certificate where one asks for it, and the hosts that a setting names. */
function outboundOf(settings: Settings<'work'>, connections: readonly BankConnection[]): Outbound {
  const { host } = new URL(settings.DIGIPAY_BANK_URL);
  const named = hostsOf(connections);
  return createOutbound({
    hosts: [host, ...Object.keys(named), ...settings.DIGIPAY_OUTBOUND_HOSTS],
    ranges: settings.DIGIPAY_OUTBOUND_RANGES,
    tls: { [host]: bankTls(settings), ...named },
  });
}
