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
    // Always the production build of React, also when NODE_ENV of the one who builds says otherwise.
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { conditions: ['module', 'browser', 'production'] },
    esbuild: { jsx: 'automatic', jsxDev: false },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // A module preload polyfill or an inlined asset would need an exception in the Content-Security-Policy.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 700,
      rollupOptions: {
        onwarn(warning, warn) {
          // "use client" of libraries: there is no server part here.
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
        },
      },
    },
  });
}
