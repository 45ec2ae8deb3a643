import { readCommandConfig } from './commando.ts';

// `npm run zgw-client`. Works while the rest is down.

// The same secrets as the system has, before anything that seals is loaded.
const config = readCommandConfig();
Object.assign(process.env, {
  SCHAKEL_SLEUTELS: config.SCHAKEL_SLEUTELS,
  SCHAKEL_GEHEIM: config.SCHAKEL_GEHEIM,
});
const { openClientbeheer } = await import('../api/zgw/clientbeheer.ts');
const { voerClientcommandoUit } = await import('../api/zgw/clientcommando.ts');

process.exitCode = await voerClientcommandoUit(process.argv.slice(2), {
  open: () => openClientbeheer(config),
  geheim: process.env.ZGW_CLIENT_GEHEIM || undefined,
  zeg: console.log,
  klaag: console.error,
});
