import react from '@vitejs/plugin-react';
import { build } from 'vite';

/**
 * Builds the pages of the medewerker, to be served at `/medewerker/`.
 * @param outDir folder for the result; emptied first
 */
export async function buildMedewerker(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: '/medewerker/',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // A module preload polyfill or an inlined asset would need an exception in the Content-Security-Policy.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 700,
    },
  });
}
