import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Bundles the widget to one file, `chat.js`, that any page can load with a plain script tag.
 * @param outDir folder that is served as /assets; other files in it stay
 */
export async function buildChat(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL('./chat.ts', import.meta.url)),
        formats: ['iife'],
        name: 'SchakelChat',
        fileName: () => 'chat.js',
      },
    },
  });
}
