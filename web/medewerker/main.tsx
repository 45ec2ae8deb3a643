import '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css';
import '@utrecht/component-library-css/dist/index.css';
import './stijl/basis.css';
import './stijl/werk.css';
import './stijl/tijdlijn.css';
import './stijl/archief.css';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { Apifout } from './gegevens/api.ts';
import { keys } from './gegevens/vragen.ts';

/** The session ended, by time or elsewhere: asking who we are again brings the door. */
function onError(error: Error, key?: readonly unknown[]): void {
  if (error instanceof Apifout && error.status === 401 && key?.[0] !== keys.ik[0])
    void queries.invalidateQueries({ queryKey: keys.ik });
}

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: (error, query) => onError(error, query.queryKey) }),
  mutationCache: new MutationCache({ onError: (error) => onError(error) }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What is refused stays refused; what broke may go better.
      retry: (count, error) => count < 1 && !(error instanceof Apifout && error.status < 500),
    },
  },
});

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
