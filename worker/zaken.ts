import type { Omgeving } from '../api/kit/omgeving.ts';
import { openEigenToegang } from '../api/zgw/toegang.ts';
import type { Config } from '../platform/config.ts';
import { openHttpToegang } from '../registers/zaakregister/http.ts';
import type { Zaakregister } from '../registers/zaakregister/poort.ts';
import { openZaakregister } from '../registers/zaakregister/register.ts';
import { type ZgwApi, zgwApis } from '../registers/zaakregister/verbinding.ts';
import type { Inhoudopslag } from '../registers/zgw/documenten/inhoud.ts';

/** The register of zaken for our processes: that of `ZGW_URL`, or our own tables. */
export function openZaken(config: Config, eigen: { omgeving: Omgeving; inhoud: Inhoudopslag }): Zaakregister {
  if (!config.ZGW_URL || !config.ZGW_SECRET)
    return openZaakregister(openEigenToegang(eigen.omgeving, eigen.inhoud));
  return openZaakregister(
    openHttpToegang({
      adressen: adressenOf(config, config.ZGW_URL),
      clientId: config.ZGW_CLIENT_ID,
      geheim: config.ZGW_SECRET,
    }),
  );
}

function adressenOf(config: Config, url: string): Record<ZgwApi, string> {
  const eigen: Record<ZgwApi, string | undefined> = {
    zaken: config.ZGW_ZAKEN_URL,
    catalogi: config.ZGW_CATALOGI_URL,
    documenten: config.ZGW_DOCUMENTEN_URL,
    besluiten: config.ZGW_BESLUITEN_URL,
  };
  const zonderSlash = (adres: string): string => adres.replace(/\/+$/, '');
  return Object.fromEntries(
    zgwApis.map((api) => [api, zonderSlash(eigen[api] ?? `${zonderSlash(url)}/${api}/api/v1`)]),
  ) as Record<ZgwApi, string>;
}
